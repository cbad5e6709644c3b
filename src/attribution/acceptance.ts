import { addDays, type Day } from '../calendar.ts';
import type { DealId } from '../ids.ts';
import type { Direction, ReferralStatus } from '../vocabulary.ts';
import { hasAcceptedStatus } from './evidence.ts';
import type { Policy } from './policy.ts';

/** What the app fills in on a referral, from what people typed. `null` = leave as it is. */
export type Acceptance = {
  readonly acceptedOn: Day;
  readonly windowDays: number;
  readonly windowEndsOn: Day;
};

/**
 * The acceptance of a referral (R10): fills `accepted_on` when the status says accepted and nobody typed the day,
 * and stamps the window once; later changes of settings never move it. Null while not accepted.
 */
export function acceptance(
  referral: {
    readonly direction: Direction;
    readonly status: ReferralStatus;
    readonly acceptedOn: Day | null;
    /** Portal date on which the status became accepted; null when the history cannot be read. */
    readonly statusChangedOn: Day | null;
    readonly windowDays: number | null;
  },
  partnerWindowDays: number | null,
  policy: Policy,
  today: Day,
): Acceptance | null {
  if (!hasAcceptedStatus(referral)) return null;
  const acceptedOn = referral.acceptedOn ?? referral.statusChangedOn ?? today;
  const windowDays = referral.windowDays ?? partnerWindowDays ?? policy.referralWindowDays;
  return { acceptedOn, windowDays, windowEndsOn: addDays(acceptedOn, windowDays) };
}

/** A deal of the client, as it bears on whether the client was already ours. */
export type ClientDeal = {
  readonly id: DealId;
  /** Deal start: earlier than the record where the deal was typed in later (R55). */
  readonly startedOn: Day;
  readonly closedOn: Day | null;
  readonly closed: boolean;
  readonly won: boolean;
};

/**
 * The deals that made the client already ours on the day of the referral (R12): open that day, or won within the
 * 365 days before. A deal started on that very day does not count.
 */
export function alreadyOursBy(deals: readonly ClientDeal[], referredOn: Day): DealId[] {
  const yearBefore = addDays(referredOn, -365);
  return deals
    .filter(({ startedOn, closedOn, closed, won }) => {
      if (startedOn >= referredOn) return false;
      const openThatDay = !closed || (closedOn !== null && closedOn > referredOn);
      const wonBefore = won && closedOn !== null && closedOn >= yearBefore && closedOn <= referredOn;
      return openThatDay || wonBefore;
    })
    .map((deal) => deal.id);
}
