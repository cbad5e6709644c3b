import { describe, expect, test } from '@jest/globals';
import { parsePartner } from '../../src/hubspot/partner.ts';
import { dealStamps, labelChanges } from '../../src/jobs/deal-stamps.ts';
import { ACME, BIRCH, CEDAR } from '../attribution/scene.ts';
import { creditOf, decidedDeal, euros } from './credits.ts';

const partners = new Map(
  [
    [ACME, 'Acme', 'referral'],
    [BIRCH, 'Birch', 'reseller'],
  ].map(([id = '', name = '', primary_type = '']) => {
    const record = parsePartner({ id, properties: { name, primary_type } });
    return [record.id, { record, companyId: null, written: {}, health: null, readAt: new Date(0) }];
  }),
);
const stamps = (...input: [Parameters<typeof dealStamps>[0], Parameters<typeof dealStamps>[1]]) =>
  dealStamps(...input, partners, 'EUR');

describe('stamps of a deal', () => {
  test('a sourced deal names its source, its influencers and the sums of its rows', () => {
    const deal = decidedDeal([
      [ACME, 'sourced'],
      [BIRCH, 'influenced'],
      [CEDAR, 'influenced'],
    ]);
    const rows = [creditOf(), creditOf({ partnerId: BIRCH, role: 'influenced', home: euros(0n) })];
    expect(stamps(deal, rows)).toEqual({
      partner_attribution: 'sourced',
      partner_source_id: '1',
      partner_source_name: 'Acme',
      partner_source_type: 'referral',
      partner_sourced_amount: '1000.00',
      partner_expansion_amount: '0.00',
      partner_influenced_amount: '0',
      partner_influencers: 'Birch; Partner 3',
      partner_attribution_reason: 'The receipt.',
      partner_attribution_model: 'primary',
      partner_attribution_locked: null,
      partner_findings: null,
    });
  });

  test('an influenced deal has the whole as influenced, and no source', () => {
    const deal = decidedDeal([
      [ACME, 'influenced'],
      [BIRCH, 'influenced'],
    ]);
    const rows = [ACME, BIRCH].map((partnerId) => creditOf({ partnerId, role: 'influenced' }));
    expect(stamps(deal, rows)).toMatchObject({
      ...{ partner_attribution: 'influenced', partner_source_id: null, partner_source_type: null },
      ...{ partner_sourced_amount: '0.00', partner_influenced_amount: '2000.00' },
    });
  });

  test('expansion has its own column', () => {
    const rows = [creditOf({ role: 'sourced_expansion' })];
    expect(stamps(decidedDeal([[ACME, 'sourced_expansion']]), rows)).toMatchObject({
      ...{ partner_sourced_amount: '0.00', partner_expansion_amount: '1000.00', partner_source_name: 'Acme' },
    });
  });

  test('an open deal says who would be credited, with amounts of 0', () => {
    const deal = decidedDeal([[ACME, 'sourced']], { won: false });
    expect(stamps(deal, [])).toMatchObject({ partner_source_name: 'Acme', partner_sourced_amount: '0.00' });
  });

  test('a figure nobody knows is empty; the other roles are told', () => {
    const rows = [creditOf({ home: euros(0n, false) })];
    expect(stamps(decidedDeal([[ACME, 'sourced']]), rows)).toMatchObject({
      ...{ partner_sourced_amount: null, partner_expansion_amount: '0.00' },
    });
  });

  test('a figure that came after its month was closed is told, and one of a lost deal is 0', () => {
    const rows = [
      creditOf({ in: '2026-06', home: euros(50_000n) }),
      creditOf({ in: '2026-05', home: euros(0n, false) }),
    ];
    expect(stamps(decidedDeal([[ACME, 'sourced']]), rows).partner_sourced_amount).toBe('500.00');
    const lost = decidedDeal([[ACME, 'sourced']], { won: false });
    expect(stamps(lost, rows.slice(1)).partner_sourced_amount).toBe('0.00');
  });

  test('rows in a former company currency do not count', () => {
    const rows = [creditOf(), creditOf({ in: '2026-04', home: { ...euros(70_000n), currency: 'USD' } })];
    expect(stamps(decidedDeal([[ACME, 'sourced']]), rows).partner_sourced_amount).toBe('1000.00');
  });

  test('a receipt longer than a text property is cut', () => {
    const deal = decidedDeal([[ACME, 'sourced']], { receipt: 'x'.repeat(70_000) });
    expect(stamps(deal, []).partner_attribution_reason).toHaveLength(65_000);
  });
});

describe('labels of a deal', () => {
  const sourced = { partnerId: ACME, label: 'sourced' } as const;
  const influenced = { partnerId: ACME, label: 'influenced' } as const;

  test('what is credited is put on once, what was taken away is taken off', () => {
    const rows = [
      creditOf({ role: 'influenced', status: 'reversed' }),
      creditOf(),
      creditOf({ in: '2026-04' }),
    ];
    const deal = decidedDeal([[ACME, 'sourced']], { labels: [influenced] });
    expect(labelChanges(deal, rows)).toEqual({ add: [sourced], remove: [influenced] });
  });

  test('what stands is left alone', () => {
    const deal = decidedDeal([[ACME, 'sourced_expansion']], { labels: [sourced] });
    expect(labelChanges(deal, [creditOf({ role: 'sourced_expansion' })])).toEqual({ add: [], remove: [] });
  });

  test('a label a person put there is never taken off', () => {
    const deal = decidedDeal([], { labels: [sourced] });
    expect(labelChanges(deal, [creditOf({ partnerId: BIRCH, status: 'reversed' })])).toEqual({
      ...{ add: [], remove: [] },
    });
  });

  test('a credit taken back after its month was closed loses its label, though its row stays', () => {
    const rows = [creditOf(), creditOf({ in: '2026-06', home: euros(-100_000n) })];
    const lost = decidedDeal([[ACME, 'sourced']], { won: false, labels: [sourced] });
    expect(labelChanges(lost, rows)).toEqual({ add: [], remove: [sourced] });
  });

  test('a role that moved between first project and expansion keeps its label', () => {
    const rows = [creditOf({ status: 'reversed' }), creditOf({ role: 'sourced_expansion' })];
    const deal = decidedDeal([[ACME, 'sourced_expansion']], { labels: [sourced] });
    expect(labelChanges(deal, rows)).toEqual({ add: [], remove: [] });
  });
});
