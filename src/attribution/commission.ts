import { addDays, addMonths, type Day } from '../calendar.ts';
import { type Money, parseDecimal, toDecimalText, toMinor } from '../money.ts';
import type { Role } from './decide.ts';
import type { Amount } from './figure.ts';
import type { Terms } from './terms.ts';

/** Why a commission waits for a person; each is an integrity finding of the same name. */
export type Hold = 'no_agreement' | 'rate_missing' | 'terms_invalid' | 'lost_after_clawback';

export type Standing =
  | { readonly kind: 'earned' }
  | { readonly kind: 'payable'; readonly dueOn: Day }
  | { readonly kind: 'on-hold'; readonly hold: Hold }
  | { readonly kind: 'waived' };

/** Deal currency to payout currency. */
export type PayoutRate = { readonly rate: string; readonly source: 'same' | 'hubspot' | 'settings' };

/** What a partner is owed for its part of a deal, all rows together. */
export type Commission = {
  /** In payout currency; not known while amount or rate are missing. */
  readonly amount: Amount;
  readonly standing: Standing;
  readonly rate: PayoutRate | null;
};

export type CommissionFacts = {
  readonly role: Role;
  /** The partner's part of the deal, net of refunds, in the deal's currency. */
  readonly base: Amount;
  readonly closedOn: Day;
  /** Close date of the client's first project, for an expansion. */
  readonly firstProjectClosedOn: Day | null;
  readonly agreementSigned: boolean;
  readonly clientPaidOn: Day | null;
  readonly waived: boolean;
  readonly rateTo: (currency: string) => PayoutRate | null;
};

/**
 * The commission of one partner in one role on a won deal (R9): base × rate, in payout currency, at least the minimum,
 * at most the cap, rounded half away from zero. Null where the terms pay nothing for that role.
 */
export function commissionOf(terms: Terms, facts: CommissionFacts): Commission | null {
  if (terms.kind === 'none' || !earns(terms, facts)) return null;
  const { currency } = terms;
  if (facts.waived)
    return { amount: { minor: 0n, currency, known: true }, standing: { kind: 'waived' }, rate: null };
  const unknown = { minor: 0n, currency, known: false };
  if (!facts.base.known) return { amount: unknown, standing: { kind: 'earned' }, rate: null };
  const rate = facts.rateTo(currency);
  if (rate === null) return { amount: unknown, standing: { kind: 'on-hold', hold: 'rate_missing' }, rate };
  const amount = { minor: owed(terms, facts.base, rate), currency, known: true };
  return { amount, standing: standingOf(terms, facts), rate };
}

type Paying = Extract<Terms, { kind: 'commission' }>;

function earns(
  { basis, months }: Paying,
  { role, closedOn, firstProjectClosedOn }: CommissionFacts,
): boolean {
  if (role === 'sourced') return true;
  if (role === 'influenced' || basis === 'first_project') return false;
  return firstProjectClosedOn !== null && closedOn <= addMonths(firstProjectClosedOn, months);
}

function owed({ rate: percent, minimum, cap, currency }: Paying, base: Money, { rate }: PayoutRate): bigint {
  if (base.minor <= 0n) return 0n;
  let value = parseDecimal(toDecimalText(base))
    .times(parseDecimal(percent))
    .div(100)
    .times(parseDecimal(rate));
  if (minimum !== null && value.lt(minimum)) value = parseDecimal(minimum);
  if (cap !== null && value.gt(cap)) value = parseDecimal(cap);
  return toMinor(value, currency);
}

/** Payable once the client has paid for the first time; only under a signed agreement (R14). */
function standingOf({ dueDays }: Paying, { agreementSigned, clientPaidOn }: CommissionFacts): Standing {
  if (!agreementSigned) return { kind: 'on-hold', hold: 'no_agreement' };
  if (clientPaidOn === null) return { kind: 'earned' };
  return { kind: 'payable', dueOn: addDays(clientPaidOn, dueDays) };
}

/**
 * The rate from a deal's currency to a payout currency: 1, or HubSpot's own rate of the deal into the company currency,
 * or one typed in settings (`USD/CHF`); null where nobody knows it (attribution §7).
 */
export function payoutRate(
  deal: { readonly currency: string; readonly homeRate: string | null },
  homeCurrency: string,
  typed: ReadonlyMap<string, string>,
  currency: string,
): PayoutRate | null {
  if (deal.currency === currency) return { rate: '1', source: 'same' };
  if (currency === homeCurrency && deal.homeRate !== null) return { rate: deal.homeRate, source: 'hubspot' };
  const rate = typed.get(`${deal.currency}/${currency}`);
  return rate === undefined ? null : { rate, source: 'settings' };
}
