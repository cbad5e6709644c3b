import { describe, expect, test } from '@jest/globals';
import type { Override } from '../../src/attribution/override.ts';
import { parseDay } from '../../src/calendar.ts';
import type { PartnerId } from '../../src/ids.ts';
import { parseMoney } from '../../src/money.ts';
import type { DecidedDeal } from '../../src/store/deals.ts';
import { dealStory, partnerNamed } from './deal-story.ts';

const one = partnerNamed('1');
const two = partnerNamed('2');
const paid = { clientPaidOn: parseDay('2026-05-20') };
const frozen = new Set(['1' as PartnerId]);
const byOne = { partners: [one], referredBy: ['1'] };

const split: Override = {
  credit: {
    kind: 'shares',
    shares: [
      { partnerId: '1' as PartnerId, role: 'sourced', share: 6_000 },
      { partnerId: '2' as PartnerId, role: 'influenced', share: 4_000 },
    ],
  },
  ...{ reason: { code: 'agreed_split', text: 'agreed' }, by: '7', at: '2026-05-13T00:00:00Z' },
  ...{ until: null, commissions: [] },
};

/** An earlier project of the same client, won on 1 April. */
const earlier = [
  { id: '800', won: true, closedOn: '2026-04-01', referralId: '104', decision: { qualifies: true } },
] as unknown as DecidedDeal[];

describe('terms stay with the win they were made for', () => {
  test('a win after a reopening keeps the new terms at every later look, though a closed row has the old ones', () => {
    const story = dealStory();
    const cheaper = { ...byOne, partners: [partnerNamed('1', { rate: '5' })] };
    story.look('2026-05-12', byOne);
    story.close('2026-05');
    story.look('2026-06-03', { ...cheaper, deal: { won: false } });
    const again = { ...cheaper, deal: { closedOn: parseDay('2026-06-09') } };
    story.look('2026-06-09', again);
    expect(story.look('2026-06-10', again)).toEqual([]);
    expect(story.lines()).toEqual([
      '1 sourced 2026-05 earned 8000.00, commission 800.00',
      '1 sourced 2026-06 earned 0.00, commission -400.00',
    ]);
  });

  test('a change of role on a standing win takes no newer terms', () => {
    const story = dealStory();
    story.look('2026-05-12', { ...byOne, partners: [partnerNamed('1', { basis: 'all_projects' })] });
    const now = partnerNamed('1', { basis: 'all_projects', rate: '5' });
    story.look('2026-06-01', { ...byOne, partners: [now], bound: earlier });
    expect(story.lines()).toEqual([
      '1 sourced 2026-05 reversed 0.00, commission 0.00',
      '1 sourced_expansion 2026-05 earned 8000.00, commission 800.00',
    ]);
  });

  test('the rate into the payout currency is that of the currency the deal has', () => {
    const story = dealStory();
    story.look('2026-05-12', { ...byOne, deal: paid });
    const amount = {
      ...{ kind: 'known' as const, rate: '0.9' },
      ...{ inDeal: parseMoney('9000', 'USD'), inHome: parseMoney('8100', 'EUR') },
    };
    story.look('2026-05-25', { ...byOne, deal: { ...paid, amount } });
    expect(story.lines()).toEqual(['1 sourced 2026-05 payable 9000.00, commission 810.00']);
  });

  test('a win that was lost and won again still needs its agreement', () => {
    const story = dealStory();
    const unsigned = { ...byOne, partners: [partnerNamed('1', {}, { agreementStatus: 'sent' })] };
    story.look('2026-05-12', unsigned);
    story.close('2026-05');
    story.look('2026-06-03', { ...unsigned, deal: { won: false } });
    story.look('2026-06-09', { ...unsigned, deal: { ...paid, closedOn: parseDay('2026-06-09') } });
    expect(story.lines()[0]).toBe('1 sourced 2026-05 on_hold 8000.00, commission 800.00');
    expect(story.findings()).toContain('no_agreement');
  });
});

describe('a deleted partner', () => {
  test('keeps its part of a split by hand, and the others keep theirs', () => {
    const story = dealStory();
    story.look('2026-05-13', { partners: [one, two], referredBy: ['1'], override: split });
    const gone = { partners: [two], referredBy: [null], override: split, frozen };
    expect(story.look('2026-05-20', gone)).toEqual([]);
    story.close('2026-05');
    expect([story.look('2026-06-05', gone), story.look('2026-07-05', gone)]).toEqual([[], []]);
    expect(story.lines()).toEqual([
      '1 sourced 2026-05 earned 4800.00, commission 480.00',
      '2 influenced 2026-05 earned 3200.00',
    ]);
  });

  test('is not paid for again through somebody else, and a lost deal takes back all', () => {
    const story = dealStory();
    story.look('2026-05-12', { partners: [one, two], referredBy: ['1', '2'] });
    const gone = { partners: [two], referredBy: [null, '2'], frozen };
    story.look('2026-05-20', gone);
    expect(story.lines()).toEqual([
      '1 sourced 2026-05 earned 8000.00, commission 800.00',
      '2 influenced 2026-05 reversed 0.00',
      '2 sourced 2026-05 earned 0.00, commission 0.00',
    ]);
    story.look('2026-05-21', { ...gone, deal: { won: false } });
    expect(story.lines().every((line) => line.includes('reversed 0.00'))).toBe(true);
  });
});

describe('a credit that another takes over is no loss', () => {
  test('after the clawback window a merged partner’s paid commission is set off against the survivor’s', () => {
    const story = dealStory();
    story.look('2026-05-12', { ...byOne, deal: paid });
    story.pay('2026-05', '2026-06-15');
    const merged = new Set(['1' as PartnerId]);
    story.look('2026-09-01', { partners: [two], referredBy: ['2'], deal: paid, merged });
    expect(story.lines()).toEqual([
      '1 sourced 2026-05 paid 0.00, commission 800.00',
      '1 sourced 2026-09 payable 0.00, commission -800.00',
      '2 sourced 2026-05 payable 8000.00, commission 800.00',
    ]);
  });

  test('after the clawback window a change of role owes the commission once', () => {
    const story = dealStory();
    const all = { ...byOne, partners: [partnerNamed('1', { basis: 'all_projects' })], deal: paid };
    story.look('2026-05-12', all);
    story.pay('2026-05', '2026-06-15');
    story.look('2026-09-01', { ...all, bound: earlier });
    expect(story.lines()).toEqual([
      '1 sourced 2026-05 paid 0.00, commission 800.00',
      '1 sourced 2026-09 payable 0.00, commission -800.00',
      '1 sourced_expansion 2026-05 payable 8000.00, commission 800.00',
    ]);
  });
});

describe('what a person is asked', () => {
  test('a paid commission of a deal lost after the window asks: keep or reverse?', () => {
    const story = dealStory();
    story.look('2026-05-12', { ...byOne, deal: paid });
    story.pay('2026-05', '2026-06-15');
    story.look('2026-09-01', { ...byOne, deal: { ...paid, won: false } });
    expect([story.lines(), story.findings()]).toEqual([
      ['1 sourced 2026-05 paid 0.00, commission 800.00'],
      ['lost_after_clawback'],
    ]);
  });

  test('what nets to nothing asks nobody, however long ago it was', () => {
    const story = dealStory();
    story.look('2026-05-12', byOne);
    story.close('2026-05');
    story.look('2026-06-03', { ...byOne, deal: { won: false } });
    expect(story.look('2026-08-15', { ...byOne, deal: { won: false } })).toEqual([]);
    expect(story.findings()).toEqual([]);
  });

  test('an amount that was cleared for an hour sets nothing off', () => {
    const story = dealStory();
    story.look('2026-05-12', { ...byOne, deal: paid });
    story.pay('2026-05', '2026-06-15');
    story.look('2026-06-20', { ...byOne, deal: { ...paid, amount: { kind: 'missing' } } });
    expect(story.lines()).toEqual(['1 sourced 2026-05 paid 0.00, commission 800.00']);
    story.look('2026-06-20', { ...byOne, deal: paid });
    expect(story.lines()).toEqual(['1 sourced 2026-05 paid 8000.00, commission 800.00']);
  });
});
