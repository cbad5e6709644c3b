import { addDays, addMonths, type Day, quarterStart } from '../calendar.ts';
import { readEvidence } from './evidence.ts';
import type { PartnerFacts } from './facts.ts';
import type { HealthSettings } from './settings.ts';
import { countIn, lastDays, latest, type Window } from './window.ts';

/** Qualified referrals in one direction, by referral date (R27). */
export type DirectionCounters = {
  readonly last90Days: number;
  readonly total: number;
  readonly quarterToDate: number;
  readonly previousQuarter: number;
  readonly lastOn: Day | null;
};

export type Counters = {
  readonly received: DirectionCounters;
  readonly sent: DirectionCounters;
  /** Received minus sent in 180 days. */
  readonly balance180: number;
  readonly lastReferralOn: Day | null;
  readonly lastContactOn: Day | null;
  readonly lastReviewOn: Day | null;
};

/** Counters of any partner, also one that is not scored. Quarters follow the portal's fiscal year. */
export function countersOf(facts: PartnerFacts, today: Day, { fiscalYearStart }: HealthSettings): Counters {
  const { received, sent, contacts, reviews } = readEvidence(facts, today);
  const start = fiscalQuarterStart(today, fiscalYearStart);
  const quarter = { first: start, last: today };
  const previous = { first: addMonths(start, -3), last: addDays(start, -1) };
  const in180 = lastDays(today, 180);
  return {
    received: directionCounters(received, today, quarter, previous),
    sent: directionCounters(sent, today, quarter, previous),
    balance180: countIn(in180, received) - countIn(in180, sent),
    lastReferralOn: latest([...received, ...sent]),
    lastContactOn: latest(contacts),
    lastReviewOn: latest(reviews),
  };
}

function directionCounters(
  days: readonly Day[],
  today: Day,
  quarter: Window,
  previous: Window,
): DirectionCounters {
  return {
    last90Days: countIn(lastDays(today, 90), days),
    total: days.length,
    quarterToDate: countIn(quarter, days),
    previousQuarter: countIn(previous, days),
    lastOn: latest(days),
  };
}

function fiscalQuarterStart(day: Day, fiscalYearStart: number): Day {
  const shift = (fiscalYearStart - 1) % 3;
  return addMonths(quarterStart(addMonths(day, -shift)), shift);
}
