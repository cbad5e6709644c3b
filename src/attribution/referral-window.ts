import { addDays, type Day, daysBetween, formatDay } from '../calendar.ts';
import type { PartnerId, ReferralId } from '../ids.ts';

/** A referral, so far as its window is concerned. */
export type WindowedReferral = {
  readonly id: ReferralId;
  readonly name: string;
  readonly partnerId: PartnerId | null;
  readonly acceptedOn: Day | null;
  /** Stamped at acceptance. */
  readonly windowDays: number | null;
};

/** The arithmetic of a referral's window for a deal that began on a day (R10): day 180 of 180 is inside. */
export type ReferralWindow = {
  readonly referral: WindowedReferral;
  readonly dealBeganOn: Day;
  /** Null before acceptance, as is what follows from it. */
  readonly endsOn: Day | null;
  /** Acceptance to the deal's beginning; negative: the deal began before. */
  readonly daysUntilDeal: number | null;
  readonly inside: boolean | null;
  readonly words: string;
};

export function referralWindow(referral: WindowedReferral, dealBeganOn: Day): ReferralWindow {
  const { name, acceptedOn, windowDays } = referral;
  if (acceptedOn === null || windowDays === null) {
    const words = `${name}: not accepted, so no window runs`;
    return { referral, dealBeganOn, endsOn: null, daysUntilDeal: null, inside: null, words };
  }
  const endsOn = addDays(acceptedOn, windowDays);
  const daysUntilDeal = daysBetween(acceptedOn, dealBeganOn);
  const inside = dealBeganOn <= endsOn;
  const arithmetic = `accepted ${formatDay(acceptedOn)} + ${windowDays} days = ${formatDay(endsOn)}`;
  const words = `${name}: ${arithmetic}; the deal began ${formatDay(dealBeganOn)}, ${dayWords(daysUntilDeal)}: ${inside ? 'inside' : 'outside'}`;
  return { referral, dealBeganOn, endsOn, daysUntilDeal, inside, words };
}

function dayWords(days: number): string {
  if (days >= 0) return `day ${days}`;
  return `${-days} ${days === -1 ? 'day' : 'days'} before acceptance`;
}
