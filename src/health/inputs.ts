import { type Day, daysBetween } from '../calendar.ts';
import { type Cadence, measureCadence } from './cadence.ts';
import { type Evidence, readEvidence } from './evidence.ts';
import type { PartnerFacts, ReferralRecord } from './facts.ts';
import type { Profile } from './profiles.ts';
import { measureSatisfaction } from './satisfaction.ts';
import { type SevereSign, severeSigns } from './severe.ts';
import { countIn, daysBefore, holds, lastDays, latest } from './window.ts';
import type { Yardstick } from './yardstick.ts';

/** Counts in the profile's two windows: 90 and 180 days, for integrations 180 and 360. */
export type Flow = { readonly recent: number; readonly long: number };

/** What the rules and the score see of a partner on a day. */
export type HealthInputs = {
  readonly received: Flow;
  readonly sent: Flow;
  readonly joint: Flow;
  /** What the profile expects, referrals or joint activities. `before`: in the window before the long one. */
  readonly expected: Flow & { readonly before: number };
  /** Since the latest expected referral or joint activity; null when there never was one. */
  readonly daysSinceExpected: number | null;
  /** Since the latest two-way contact; null when none is recorded. */
  readonly daysSinceContact: number | null;
  /** Since the latest sign of life of any kind; the age when there is none. */
  readonly daysSinceAnything: number;
  readonly anythingRecorded: boolean;
  /** Since the latest review; the age when there is none. */
  readonly daysSinceReview: number;
  readonly everReviewed: boolean;
  readonly cadence: Cadence | null;
  readonly satisfaction: number | null;
  /** Referrals we sent whose answer was due, and how many were answered in time. */
  readonly response: { readonly inTime: number; readonly due: number };
  /** Days since the partnership became active. */
  readonly age: number;
  /** The same, counted anew after a pause: for the grace of new partners only. */
  readonly graceAge: number;
  readonly severe: readonly SevereSign[];
};

/** Turns dated records into the inputs of the rules for one day. The partner became active on `activatedOn`. */
export function measure(
  facts: PartnerFacts,
  activatedOn: Day,
  today: Day,
  yardstick: Yardstick,
): HealthInputs {
  const { partner } = facts;
  const { profile, settings } = yardstick;
  const evidence = readEvidence(facts, today);
  const flow = (days: readonly Day[]): Flow => ({
    recent: countIn(lastDays(today, profile.recentDays), days),
    long: countIn(lastDays(today, profile.longDays), days),
  });
  const since = (days: readonly Day[]) => {
    const last = latest(days);
    return last === null ? null : daysBetween(last, today);
  };
  const age = daysBetween(activatedOn, today);
  const anything = since(signsOfLife(evidence));
  const review = since(evidence.reviews);
  const expected = expectedDays(evidence, profile);
  return {
    received: flow(evidence.received),
    sent: flow(evidence.sent),
    joint: flow(evidence.joint),
    expected: { ...flow(expected), before: flowBefore(evidence, profile, today) },
    daysSinceExpected: since(expected),
    daysSinceContact: since(evidence.contacts),
    daysSinceAnything: anything ?? age,
    anythingRecorded: anything !== null,
    daysSinceReview: review ?? age,
    everReviewed: review !== null,
    cadence: measureCadence(facts.activities, evidence.contacts, today, settings),
    satisfaction: measureSatisfaction(partner, today, settings.satisfactionDays),
    response: countResponses(facts.referrals, today, settings.response.days),
    age,
    graceAge: daysBetween(graceStart(activatedOn, partner.reactivatedOn, today), today),
    severe: severeSigns(partner, today),
  };
}

function signsOfLife({ received, sent, contacts, joint, movements }: Evidence): Day[] {
  return [...received, ...sent, ...contacts, ...joint, ...movements];
}

function expectedDays({ received, sent, joint }: Evidence, profile: Profile): readonly Day[] {
  if (profile.kind === 'joint-activities') return joint;
  return [...(profile.received ? received : []), ...(profile.sent ? sent : [])];
}

/** Referrals of both directions together, whichever is expected: did something flow at all? */
function flowBefore({ received, sent, joint }: Evidence, profile: Profile, today: Day): number {
  const days = profile.kind === 'joint-activities' ? joint : [...received, ...sent];
  return countIn(daysBefore(today, profile.longDays), days);
}

function graceStart(activatedOn: Day, reactivatedOn: Day | null, today: Day): Day {
  return reactivatedOn !== null && reactivatedOn <= today && reactivatedOn > activatedOn
    ? reactivatedOn
    : activatedOn;
}

/** Rule T4 (R29): of the referrals we sent, those answered or past their due day. */
function countResponses(referrals: readonly ReferralRecord[], today: Day, days: number) {
  const window = lastDays(today, days);
  const due = referrals.flatMap(
    ({ direction, clientKnown, status, referredOn, responseDueOn, firstResponseOn }) => {
      const counts = direction === 'sent' && clientKnown && status !== 'test' && status !== 'duplicate';
      if (!counts || referredOn === null || !holds(window, referredOn) || responseDueOn === null) return [];
      const answered = firstResponseOn !== null && firstResponseOn <= today;
      if (!answered && responseDueOn >= today) return [];
      return [{ inTime: answered && firstResponseOn <= responseDueOn }];
    },
  );
  return { inTime: due.filter(({ inTime }) => inTime).length, due: due.length };
}
