import { addMonths, type Day } from '../calendar.ts';
import { isCurrency, parseDecimal } from '../money.ts';
import type { CompensationModel } from '../vocabulary.ts';

/** The commission a partner is offered, as people typed it on its record. Figures are decimal text. */
export type Offer = {
  readonly compensation: CompensationModel | null;
  /** Percent: `10` is 10 %. */
  readonly rate: string | null;
  /** Rates by sourced revenue in company currency: `0: 8, 50000: 10`. */
  readonly tiers: string | null;
  readonly basis: 'first_project' | 'all_projects' | null;
  readonly months: number | null;
  readonly cap: string | null;
  readonly minimum: string | null;
  readonly currency: string | null;
  readonly dueDays: number | null;
  readonly clawbackDays: number | null;
};

/** The terms a win was made under. They stay with it, whatever the partner's record says later (R4). */
export type Terms =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'commission';
      /** Percent, the tier's where there are tiers. */
      readonly rate: string;
      readonly basis: 'first_project' | 'all_projects';
      readonly months: number;
      readonly cap: string | null;
      readonly minimum: string | null;
      readonly currency: string;
      readonly dueDays: number;
      readonly clawbackDays: number;
    };

export type OfferReading =
  | { readonly kind: 'terms'; readonly terms: Terms }
  /** The words name what is wrong on the partner's record, and the fix. */
  | { readonly kind: 'invalid'; readonly words: string };

const DUE_DAYS = 30;

/**
 * Makes terms of an offer. Reciprocal partners and those without compensation earn no cash. `sourcedBefore` is what
 * the partner sourced in its agreement year before the deal, in major units of the company currency: it picks the
 * tier, once (attribution §9, R9).
 */
export function termsOf(
  offer: Offer,
  defaults: { readonly commissionMonths: number; readonly clawbackDays: number },
  homeCurrency: string,
  sourcedBefore: string,
): OfferReading {
  if (offer.compensation !== 'commission' && offer.compensation !== 'both')
    return { kind: 'terms', terms: { kind: 'none' } };
  const currency = offer.currency ?? homeCurrency;
  const rate = rateOf(offer, sourcedBefore);
  const problem = rate.kind === 'invalid' ? rate.words : problemOf(offer, rate.rate, currency);
  if (rate.kind === 'invalid' || problem !== null) return { kind: 'invalid', words: problem ?? '' };
  return {
    kind: 'terms',
    terms: {
      kind: 'commission',
      rate: rate.rate,
      basis: offer.basis ?? 'first_project',
      months: offer.months ?? defaults.commissionMonths,
      ...{ cap: offer.cap, minimum: offer.minimum, currency },
      dueDays: offer.dueDays ?? DUE_DAYS,
      clawbackDays: offer.clawbackDays ?? defaults.clawbackDays,
    },
  };
}

function rateOf(
  { rate, tiers }: Offer,
  sourcedBefore: string,
): { kind: 'rate'; rate: string } | { kind: 'invalid'; words: string } {
  if (tiers === null) {
    if (rate !== null) return { kind: 'rate', rate };
    return {
      kind: 'invalid',
      words: 'commission is agreed but commission_rate is empty: type the percentage',
    };
  }
  const steps = tiers.split(/[,;\n]/).filter((step) => step.trim() !== '');
  let reached: string | null = null;
  let last = -1;
  for (const step of steps) {
    const [from, percent] = /^\s*(\d+(?:\.\d+)?)\s*:\s*(\d+(?:\.\d+)?)\s*%?\s*$/.exec(step)?.slice(1) ?? [];
    if (from === undefined || percent === undefined || Number(from) <= last)
      return {
        kind: 'invalid',
        words: `commission_tiers: ${JSON.stringify(step.trim())} is not ${TIER_FORM}`,
      };
    last = Number(from);
    if (parseDecimal(sourcedBefore).gte(from)) reached = percent;
  }
  reached ??= rate;
  if (reached !== null) return { kind: 'rate', rate: reached };
  return {
    kind: 'invalid',
    words: `commission_tiers has no rate for ${sourcedBefore}: begin it with "0: …"`,
  };
}

const TIER_FORM = 'a step like "50000: 10" (revenue: percent), each larger than the one before';

function problemOf({ cap, minimum, dueDays, clawbackDays, months }: Offer, rate: string, currency: string) {
  const percent = parseDecimal(rate);
  if (percent.lt(0) || percent.gt(100)) return `commission_rate: ${rate} is not between 0 and 100 percent`;
  if (!isCurrency(currency))
    return `payout_currency: ${JSON.stringify(currency)} is not a currency code such as EUR`;
  const days = { payout_due_days: dueDays, clawback_days: clawbackDays, commission_months: months };
  for (const [name, value] of Object.entries(days))
    if (value !== null && value < 0) return `${name}: ${value} is negative`;
  for (const [name, value] of Object.entries({ commission_cap: cap, commission_minimum: minimum }))
    if (value !== null && parseDecimal(value).lt(0)) return `${name}: ${value} is negative`;
  if (cap !== null && minimum !== null && parseDecimal(minimum).gt(cap))
    return `commission_minimum ${minimum} is more than commission_cap ${cap}`;
  return null;
}

/** First day of the agreement year that a day lies in; of the calendar year where the agreement has no start. */
export function agreementYearStart(on: Day, agreementStart: Day | null): Day {
  if (agreementStart === null) return `${on.slice(0, 4)}-01-01` as Day;
  const years = Math.floor(monthsBetween(agreementStart, on) / 12);
  const start = addMonths(agreementStart, years * 12);
  return start > on ? addMonths(agreementStart, (years - 1) * 12) : start;
}

function monthsBetween(from: Day, to: Day): number {
  return (
    (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 +
    Number(to.slice(5, 7)) -
    Number(from.slice(5, 7))
  );
}
