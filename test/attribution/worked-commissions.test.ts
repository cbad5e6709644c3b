import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { commissionOf, payoutRate } from '../../src/attribution/commission.ts';
import { type Reward, wantedCredits } from '../../src/attribution/credit.ts';
import type { Part } from '../../src/attribution/decide.ts';
import type { Deal } from '../../src/attribution/evidence.ts';
import type { Amount } from '../../src/attribution/figure.ts';
import { type Credit, type Entry, fold } from '../../src/attribution/ledger.ts';
import type { Override } from '../../src/attribution/override.ts';
import { pay } from '../../src/attribution/payment.ts';
import { post } from '../../src/attribution/posting.ts';
import { type Terms, termsOf } from '../../src/attribution/terms.ts';
import { type Day, formatDay, parseDay } from '../../src/calendar.ts';
import { formatMoney, parseMoney } from '../../src/money.ts';
import { ACME, BIRCH, dealOf, decided, euro, nameOf, referralOf, type Scene } from './scene.ts';

const guide = readFileSync(new URL('../../docs/attribution.md', import.meta.url), 'utf8');
const on = (text: string): Day => parseDay(text);
const referrals = [referralOf()];

const TERMS: Terms = {
  ...{ kind: 'commission', rate: '10', basis: 'first_project', months: 12 },
  ...{ cap: null, minimum: null, currency: 'EUR', dueDays: 30, clawbackDays: 90 },
};

/** A deal's books: looks at it, closes months, pays. */
function books(terms: Terms = TERMS) {
  const entries: Entry[] = [];
  let openFrom = '';
  const rows = () => [...fold(entries).values()];
  return {
    rows,
    look(today: string, scene: Scene) {
      const deal = dealOf(scene.deal);
      const decision = decided(scene, {}, on(today));
      const wanted = wantedCredits(decision, deal, { home: 'EUR', deal: 'EUR' }, rewardIn(deal, terms));
      entries.push(...post(wanted, rows(), { today: on(today), isClosed: (month) => month < openFrom }));
    },
    closeBefore(month: string) {
      openFrom = month;
    },
    pay(month: string, day: string) {
      const row = rows().find((each) => each.month === month && each.role === 'sourced');
      if (row === undefined) throw new Error(`no row of ${month}`);
      entries.push(...pay(row, { paidOn: on(day), reference: 'T-4711' }));
    },
  };
}

function rewardIn(deal: Deal, terms: Terms) {
  return ({ role }: Part, base: Amount): Reward => ({
    terms,
    commission: commissionOf(terms, {
      ...{ role, base, closedOn: deal.closedOn ?? on('2026-05-12'), firstProjectClosedOn: null },
      ...{ agreementSigned: true, clientPaidOn: deal.clientPaidOn, waived: false },
      rateTo: (currency) =>
        payoutRate(
          { currency: base.currency, homeRate: deal.amount.kind === 'known' ? deal.amount.rate : null },
          'EUR',
          new Map([['EUR/CHF', '0.95']]),
          currency,
        ),
    }),
  });
}

/** The rows as the guide shows them. */
function table(rows: readonly Credit[]): string {
  const lines = [...rows]
    .sort((a, b) => (a.month + a.partnerId < b.month + b.partnerId ? -1 : 1))
    .map(({ month, partnerId, status, amount, commission, dueOn, paidOn }) => {
      const money = (figure: Amount | null) => (figure === null ? '' : formatMoney(figure));
      const day = (each: Day | null) => (each === null ? '' : formatDay(each));
      return `| ${month} | ${nameOf(partnerId)} | ${status} | ${money(amount)} | ${money(commission)} | ${day(dueOn)} | ${day(paidOn)} |`;
    });
  return [
    '| month | partner | status | amount | commission | due | paid |',
    '|---|---|---|---|---|---|---|',
    ...lines,
    '',
  ].join('\n');
}

describe('the worked examples of commission', () => {
  const paidOn = { clientPaidOn: on('2026-05-20') };

  test('7. from the win to the payment', () => {
    const book = books();
    book.look('2026-05-12', { referrals });
    expect(guide).toContain(table(book.rows()));
    book.look('2026-05-20', { referrals, deal: paidOn });
    expect(guide).toContain(table(book.rows()));
    book.pay('2026-05', '2026-06-15');
    expect(guide).toContain(table(book.rows()));
  });

  test('8. a refund after the payment is set off', () => {
    const book = books();
    book.look('2026-05-20', { referrals, deal: paidOn });
    book.pay('2026-05', '2026-06-15');
    book.closeBefore('2026-06');
    book.look('2026-06-20', { referrals, deal: { ...paidOn, refunded: parseMoney('1500', 'EUR') } });
    expect(guide).toContain(table(book.rows()));
  });

  test('9. lost inside the clawback window, after the payment', () => {
    const book = books();
    book.look('2026-05-20', { referrals, deal: paidOn });
    book.pay('2026-05', '2026-06-15');
    book.look('2026-07-01', { referrals, deal: { ...paidOn, won: false } });
    expect(guide).toContain(table(book.rows()));
  });

  test('10. lost after the clawback window', () => {
    const book = books();
    book.look('2026-05-20', { referrals, deal: paidOn });
    book.look('2026-09-01', { referrals, deal: { ...paidOn, won: false } });
    expect(guide).toContain(table(book.rows()));
  });

  test('11. minimum, cap, another payout currency', () => {
    const cases: [Partial<Extract<Terms, { kind: 'commission' }>>, string][] = [
      [{ minimum: '1000' }, 'at least EUR 1,000'],
      [{ cap: '500' }, 'at most EUR 500'],
      [{ rate: '12.5', currency: 'CHF' }, '12.5 %, in Swiss francs at 0.95 typed in the settings'],
    ];
    for (const [terms, words] of cases) {
      const book = books({ ...TERMS, ...terms } as Terms);
      book.look('2026-05-12', { referrals });
      const [row] = book.rows();
      expect(guide).toContain(`| ${words} | ${row?.commission ? formatMoney(row.commission) : ''} |`);
    }
    const offer = {
      compensation: 'commission' as const,
      ...{ rate: null, tiers: '0: 8, 50000: 10', basis: null, months: null },
      ...{ cap: null, minimum: null, currency: null, dueDays: null, clawbackDays: null },
    };
    const rateFor = (sourced: string) => {
      const reading = termsOf(offer, { commissionMonths: 12, clawbackDays: 90 }, 'EUR', sourced);
      return reading.kind === 'terms' && reading.terms.kind === 'commission' ? reading.terms.rate : null;
    };
    expect([rateFor('49999.99'), rateFor('50000')]).toEqual(['8', '10']);
  });

  test('12. 60 / 40 by hand, then the amount changes', () => {
    const override: Override = {
      credit: {
        kind: 'shares',
        shares: [
          { partnerId: ACME, role: 'sourced', share: 6_000 },
          { partnerId: BIRCH, role: 'influenced', share: 4_000 },
        ],
      },
      reason: { code: 'agreed_split', text: 'agreed on 10 May' },
      ...{ by: '42', at: '2026-05-13T08:00:00Z', until: null, commissions: [] },
    };
    const scene = { referrals, override: { kind: 'valid' as const, override, decidedOn: on('2026-05-13') } };
    const book = books();
    book.look('2026-05-12', { referrals });
    book.look('2026-05-13', scene);
    expect(guide).toContain(table(book.rows()));
    book.look('2026-05-14', { ...scene, deal: { amount: euro('10000.01') } });
    expect(guide).toContain(table(book.rows()));
  });

  test('13. the currency changes after the month was closed', () => {
    const dollars = {
      ...{ kind: 'known' as const, rate: '0.9' },
      ...{ inDeal: parseMoney('9000', 'USD'), inHome: parseMoney('8100', 'EUR') },
    };
    const book = books({ kind: 'none' });
    book.look('2026-05-12', { referrals });
    book.closeBefore('2026-06');
    book.look('2026-06-03', { referrals, deal: { amount: dollars } });
    const [may, june] = book.rows();
    const home = [may, june].map((row) => formatMoney(row?.home ?? { minor: 0n, currency: 'EUR' }));
    expect(home).toEqual(['EUR 8,000.00', 'EUR 100.00']);
    expect(guide).toContain(`| 2026-06 | USD 9,000.00 | ${home[1]} |`);
    book.look('2026-08-03', { referrals, deal: { amount: dollars } });
    expect(book.rows()).toEqual([may, june]);
  });
});
