import fc from 'fast-check';
import { NO_REWARD, type WantedCredit, wantedCredits } from '../../src/attribution/credit.ts';
import type { Decision, Part } from '../../src/attribution/decide.ts';
import type { DealAmount } from '../../src/attribution/evidence.ts';
import { addDays, type Day, parseDay } from '../../src/calendar.ts';
import { type DealId, type PartnerId, parseId, type ReferralId } from '../../src/ids.ts';

export const DEAL_ID = parseId<DealId>('9001', 'deal');
export const HOME = 'EUR';

/** What a deal may come to be: open (null), or won with these parts and figures. */
export type Win = {
  readonly closedOn: Day;
  readonly parts: readonly { partner: number; role: Part['role']; weight: bigint }[];
  readonly amount: DealAmount;
} | null;

/** The credits that the rules want of a win. */
export function wantedOf(win: Win): WantedCredit[] {
  if (win === null) return [];
  const { closedOn, amount } = win;
  const parts = win.parts.map(
    ({ partner, role, weight }): Part => ({
      partnerId: parseId<PartnerId>(String(partner), 'partner'),
      role,
      weight,
      referralId: role === 'influenced' ? null : parseId<ReferralId>(`7${partner}`, 'referral'),
      words: '',
    }),
  );
  const decision: Decision = {
    ...{ dealId: DEAL_ID, policyVersion: 1, model: 'primary', parts, verdicts: [] },
    ...{ attribution: parts[0]?.role ?? 'none', referralId: parts[0]?.referralId ?? null, qualifies: true },
    ...{ locked: false, override: null, automation: null, proposals: [] },
  };
  const deal = {
    ...{ id: DEAL_ID, name: 'Deal', startedOn: closedOn, closedOn, won: true, amount },
    ...{ wonOutsidePipelines: false, historic: false, refunded: null, clientPaidOn: null },
  };
  return wantedCredits(decision, deal, { home: HOME, deal: 'USD' }, () => NO_REWARD);
}

const FIRST_DAY = parseDay('2026-01-10');
const minor = fc.oneof(fc.constantFrom(0n, 1n, -5n, 100_000n), fc.bigInt({ min: 0n, max: 10n ** 12n }));

const amountIn = (currency: string): fc.Arbitrary<DealAmount> =>
  fc.oneof(
    { weight: 1, arbitrary: fc.constant({ kind: 'missing' } as const) },
    {
      weight: 5,
      arbitrary: fc.record({
        kind: fc.constant('known' as const),
        inDeal: minor.map((each) => ({ minor: each, currency })),
        inHome: fc.option(
          minor.map((each) => ({ minor: each, currency: HOME })),
          { freq: 6 },
        ),
        rate: fc.constantFrom('1', '0.9259', null),
      }),
    },
  );

/** Sourced by one with influencers at no share, or shared by influencers: what the primary model gives. */
const parts = fc
  .record({
    source: fc.option(
      fc.tuple(fc.integer({ min: 1, max: 4 }), fc.constantFrom('sourced', 'sourced_expansion')),
    ),
    touches: fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 5 })), {
      selector: ([partner]) => partner,
      maxLength: 3,
    }),
  })
  .map(({ source, touches }) => [
    ...(source === null ? [] : [{ partner: source[0], role: source[1] as Part['role'], weight: 1n }]),
    ...touches
      .filter(([partner]) => partner !== source?.[0])
      .map(([partner, count]) => ({
        partner,
        role: 'influenced' as const,
        weight: source === null ? BigInt(count) : 0n,
      })),
  ]);

/** Any state of a deal; the deal's currency among these. */
export function wins(...currencies: string[]): fc.Arbitrary<Win> {
  const won = fc.record({
    closedOn: fc.integer({ min: 0, max: 170 }).map((days) => addDays(FIRST_DAY, days)),
    parts,
    amount: fc.constantFrom(...currencies).chain(amountIn),
  });
  return fc.option(won, { freq: 4 });
}

/** One look at the deal: what it had become, how many days later, and whether the months before were closed then. */
export type Look = { readonly win: Win; readonly days: number; readonly closing: boolean };

export function looks(win: fc.Arbitrary<Win>): fc.Arbitrary<Look[]> {
  const look = fc.record({ win, days: fc.integer({ min: 0, max: 45 }), closing: fc.boolean() });
  return fc.array(look, { minLength: 1, maxLength: 8 });
}

/** The days on which these looks were taken. */
export function daysOf(all: readonly Look[]): Day[] {
  let today = FIRST_DAY;
  return all.map(({ days }) => {
    today = addDays(today, days);
    return today;
  });
}
