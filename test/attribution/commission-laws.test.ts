import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Commission, commissionOf } from '../../src/attribution/commission.ts';
import type { WantedCredit } from '../../src/attribution/credit.ts';
import { held } from '../../src/attribution/figure.ts';
import { type Credit, type Entry, fold } from '../../src/attribution/ledger.ts';
import { pay } from '../../src/attribution/payment.ts';
import { post } from '../../src/attribution/posting.ts';
import type { Terms } from '../../src/attribution/terms.ts';
import { addDays, type Day, monthOf, parseDay } from '../../src/calendar.ts';
import { type DealId, type PartnerId, parseId } from '../../src/ids.ts';
import { LAW_RUNS } from './law-runs.ts';

const ACME = parseId<PartnerId>('1', 'partner');
const DEAL = parseId<DealId>('9', 'deal');
const START = parseDay('2026-01-10');
const CLAWBACK = 60;

type State = {
  readonly closedOn: Day;
  readonly amount: bigint;
  readonly clientPaid: boolean;
  readonly signed: boolean;
};
/** One look at the deal, so many days later; null: not won. What is payable is paid afterwards, or not. */
type Look = {
  readonly state: State | null;
  readonly days: number;
  readonly closing: boolean;
  readonly paying: boolean;
};

const terms: fc.Arbitrary<Terms> = fc.record({
  kind: fc.constant('commission' as const),
  rate: fc.constantFrom('10', '12.5', '33.333', '0'),
  basis: fc.constant('first_project' as const),
  months: fc.constant(12),
  minimum: fc.constantFrom(null, '50'),
  cap: fc.constantFrom(null, '400.05'),
  currency: fc.constantFrom('EUR', 'JPY'),
  dueDays: fc.constant(30),
  clawbackDays: fc.constant(CLAWBACK),
});
const state: fc.Arbitrary<State> = fc.record({
  closedOn: fc.integer({ min: 0, max: 90 }).map((days) => addDays(START, days)),
  amount: fc.constantFrom(0n, 1n, 100_000n, 99_999n, 543_210n),
  clientPaid: fc.boolean(),
  signed: fc.boolean(),
});
const looks = fc.array(
  fc.record({
    state: fc.option(state, { freq: 4 }),
    days: fc.integer({ min: 0, max: 40 }),
    closing: fc.boolean(),
    paying: fc.boolean(),
  }),
  { minLength: 1, maxLength: 8 },
);

function commissionFor(each: State, under: Terms): Commission | null {
  return commissionOf(under, {
    role: 'sourced',
    base: { minor: each.amount, currency: 'EUR', known: true },
    ...{ closedOn: each.closedOn, firstProjectClosedOn: null, agreementSigned: each.signed, waived: false },
    clientPaidOn: each.clientPaid ? each.closedOn : null,
    rateTo: (currency) => ({ rate: currency === 'EUR' ? '1' : '161.5', source: 'settings' }),
  });
}

function wantedOf(each: State | null, under: Terms): WantedCredit[] {
  if (each === null) return [];
  const figure = { minor: each.amount, currency: 'EUR', known: true };
  return [
    {
      ...{ dealId: DEAL, partnerId: ACME, role: 'sourced', referralId: null, share: 10_000, rate: '1' },
      ...{ amount: figure, home: figure, creditedOn: each.closedOn, policyVersion: 1, model: 'primary' },
      ...{ terms: under, commission: commissionFor(each, under), byHand: false },
    },
  ];
}

/** Posts look after look and pays what is payable; `each` sees the rows around every posting. */
function replay(
  all: readonly Look[],
  under: Terms,
  each: (step: {
    look: Look;
    today: Day;
    before: Credit[];
    after: Credit[];
    again(days: number): Entry[];
  }) => void,
): Credit[] {
  const entries: Entry[] = [];
  let today = START;
  let openFrom = '';
  const rows = () => [...fold(entries).values()];
  for (const look of all) {
    today = addDays(today, look.days);
    if (look.closing) openFrom = monthOf(today);
    const books = (day: Day) => ({ today: day, isClosed: (month: string) => month < openFrom });
    const before = rows();
    entries.push(...post(wantedOf(look.state, under), before, books(today)));
    const at = today;
    const again = (days: number) => post(wantedOf(look.state, under), rows(), books(addDays(at, days)));
    each({ look, today, before, after: rows(), again });
    if (!look.paying) continue;
    for (const row of rows().filter(({ status }) => status === 'payable'))
      entries.push(...pay(row, { paidOn: today, reference: 'T-1' }));
  }
  return rows();
}

const owed = (rows: readonly Credit[], under: Terms) =>
  under.kind === 'none' ? 0n : rows.reduce((sum, row) => sum + held(row.commission, under.currency), 0n);

describe('laws of commission', () => {
  test('over all rows a standing win owes exactly its commission, whatever was paid, closed or lost before', () => {
    fc.assert(
      fc.property(looks, terms, (all, under) => {
        replay(all, under, ({ look, after }) => {
          if (look.state === null) return;
          expect(owed(after, under)).toBe(commissionFor(look.state, under)?.amount.minor);
        });
      }),
      LAW_RUNS,
    );
  });

  test('a lost win owes nothing within the clawback window; after it, what it owed stays and waits for a person', () => {
    fc.assert(
      fc.property(looks, terms, (all, under) => {
        replay(all, under, ({ look, today, before, after }) => {
          const owing = before.filter(({ commission }) => (commission?.minor ?? 0n) !== 0n);
          if (look.state !== null || owing.length === 0) return;
          const wonOn =
            owing
              .map((row) => row.wonOn)
              .sort()
              .at(-1) ?? today;
          const stays = today > addDays(wonOn, CLAWBACK);
          expect(owed(after, under)).toBe(stays ? owed(before, under) : 0n);
          // What nets to nothing asks nobody.
          if (stays && owed(after, under) > 0n)
            expect(after.map(({ hold }) => hold)).toContain('lost_after_clawback');
        });
      }),
      LAW_RUNS,
    );
  });

  test('what was paid stays as it was paid', () => {
    fc.assert(
      fc.property(looks, terms, (all, under) => {
        replay(all, under, ({ before, after }) => {
          const paid = before.filter(({ paidOn }) => paidOn !== null);
          const total = (rows: readonly Credit[]) =>
            owed(
              rows.filter(({ paidOn }) => paidOn !== null),
              under,
            );
          expect(total(after)).toBe(total(paid));
        });
      }),
      LAW_RUNS,
    );
  });

  test('posting the same twice adds nothing, also days later', () => {
    fc.assert(
      fc.property(looks, terms, (all, under) => {
        replay(all, under, ({ look, again }) => {
          expect(again(0)).toEqual([]);
          // A win that is lost crosses the clawback window while days pass: then the answer may change.
          if (look.state !== null) expect(again(45)).toEqual([]);
        });
      }),
      LAW_RUNS,
    );
  });

  test('the figures of a closed month never move', () => {
    fc.assert(
      fc.property(looks, terms, (all, under) => {
        let openFrom = '';
        replay(all, under, ({ look, today, before, after }) => {
          if (look.closing) openFrom = monthOf(today);
          const figures = (rows: readonly Credit[]) =>
            rows
              .filter(({ month }) => month < openFrom)
              .map(({ creditKey, amount, home, commission }) => [
                creditKey,
                amount.minor,
                home.minor,
                commission?.minor,
              ]);
          expect(figures(after)).toEqual(figures(before));
        });
      }),
      LAW_RUNS,
    );
  });

  test('the total of revenue does not know of commission', () => {
    fc.assert(
      fc.property(looks, terms, (all, under) => {
        replay(all, under, ({ look, after }) => {
          expect(after.reduce((sum, { home }) => sum + home.minor, 0n)).toBe(look.state?.amount ?? 0n);
        });
      }),
      LAW_RUNS,
    );
  });
});
