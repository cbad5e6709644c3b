import { describe, expect, test } from '@jest/globals';
import { parseDay } from '../../src/calendar.ts';
import { revenueOf, revenueStamps } from '../../src/jobs/partner-stamps.ts';
import type { CreditTotal } from '../../src/store/ledger.ts';
import { ACME } from '../attribution/scene.ts';

const TODAY = parseDay('2026-05-20');
const row = (homeMinor: bigint, on: string, more: Partial<CreditTotal> = {}): CreditTotal => ({
  ...{ partnerId: ACME, role: 'sourced', creditedOn: parseDay(on), homeMinor, dealId: '900' },
  ...{ amountKnown: true, status: 'earned' },
  ...more,
});

describe('revenue of a partner', () => {
  test('adds up by role, and sourced by quarter', () => {
    const rows = [
      row(1n, '2025-12-31'),
      row(20n, '2026-01-01', { dealId: '901' }),
      row(300n, '2026-03-31', { dealId: '902' }),
      row(4000n, '2026-04-01', { dealId: '903' }),
      row(50_000n, '2026-06-30', { dealId: '904' }),
      row(600_000n, '2026-07-01', { dealId: '905' }),
      row(7n, '2026-05-01', { dealId: '906', role: 'sourced_expansion' }),
      row(8n, '2026-05-01', { dealId: '907', role: 'influenced' }),
    ];
    const revenue = revenueOf(rows, TODAY);
    expect(revenue).toEqual({
      ...{ sourced: 654_321n, sourcedThisQuarter: 54_000n, sourcedLastQuarter: 320n },
      ...{ expansion: 7n, influenced: 8n, wonDeals: 7 },
    });
    expect(revenueStamps(revenue, 'EUR')).toEqual({
      ...{ sourced_revenue_total: '6543.21', sourced_revenue_qtd: '540.00' },
      ...{ sourced_revenue_prev_quarter: '3.20', expansion_revenue_total: '0.07' },
      ...{ influenced_revenue_total: '0.08', won_deals_total: '7' },
    });
  });

  test('what was taken back in a later month leaves no deal won, and counts in that month', () => {
    const rows = [row(100n, '2026-03-12'), row(-100n, '2026-04-02')];
    expect(revenueOf(rows, TODAY)).toMatchObject({
      ...{ sourced: 0n, sourcedThisQuarter: -100n, sourcedLastQuarter: 100n, wonDeals: 0 },
    });
  });

  test.each<[string, CreditTotal[], number]>([
    ['without an amount', [row(0n, '2026-05-01', { amountKnown: false })], 1],
    ['of an amount of 0', [row(0n, '2026-05-01')], 0],
    ['reversed', [row(0n, '2026-05-01', { status: 'reversed' })], 0],
    [
      'without an amount when closed, and lost afterwards',
      [row(0n, '2026-05-02'), row(0n, '2026-04-01', { amountKnown: false })],
      0,
    ],
    ['counted once over its rows', [row(5n, '2026-04-01'), row(5n, '2026-05-01')], 1],
  ])('a deal %s', (_what, rows, wonDeals) => {
    expect(revenueOf(rows, TODAY).wonDeals).toBe(wonDeals);
  });
});
