import { Decimal } from 'decimal.js';
import type { Day } from '../calendar.ts';
import type { PartnerRecord } from './facts.ts';
import { holds, lastDays } from './window.ts';

/** Mean of the ratings given, 1-5; null when there is none, or it is undated or older than `days`. */
export function measureSatisfaction(partner: PartnerRecord, today: Day, days: number): number | null {
  const ratings = ratingsOf(partner).filter(isRating);
  const ratedOn = partner.satisfactionRatedOn;
  if (ratings.length === 0 || ratedOn === null || !holds(lastDays(today, days), ratedOn)) return null;
  return Decimal.sum(...ratings)
    .div(ratings.length)
    .toNumber();
}

export function ratingsOf({ satisfactionOurs, satisfactionTheirs }: PartnerRecord): number[] {
  return [satisfactionOurs, satisfactionTheirs].filter((rating) => rating !== null);
}

export function isRating(value: number): boolean {
  return value >= 1 && value <= 5;
}
