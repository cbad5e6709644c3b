import type { DealAmount } from '../attribution/evidence.ts';
import { rateFits } from '../attribution/rate.ts';
import type { DealId } from '../ids.ts';

/** Pauses between readings of a won deal whose figures do not agree, in milliseconds (R19). */
const PAUSES_MS = [5_000, 30_000, 5 * 60_000] as const;

/**
 * Whether HubSpot may still bring a deal's amount in company currency up to date: it computes the figure, which may
 * come later than the amount or the rate it belongs to (R19). Not where no rate is known.
 */
export function isBehind(amount: DealAmount): boolean {
  if (amount.kind !== 'known' || amount.rate === null) return false;
  return amount.inHome === null || !rateFits(amount);
}

/** How long to wait until a won deal is read again, in milliseconds; null: its figures are taken as they are. */
export type Patience = (deal: {
  readonly id: DealId;
  readonly won: boolean;
  readonly amount: DealAmount;
  /** How long ago HubSpot dates the last change of the deal. */
  readonly sinceChangeMs: number;
}) => number | null;

/**
 * A won deal whose figures do not agree is read again 5 s, 30 s and 5 min after its last change, and three times at
 * most: then its figures are taken as they are, and the finding is filed. What is waited for is forgotten with the
 * process; the date of the change bounds it then.
 */
export function createPatience(): Patience {
  const asked = new Map<DealId, number>();
  return ({ id, won, amount, sinceChangeMs }) => {
    const count = asked.get(id) ?? 0;
    const pause = PAUSES_MS.find((_, place) => place >= count && sinceChangeMs < dueAfter(place));
    if (!won || !isBehind(amount) || pause === undefined) {
      asked.delete(id);
      return null;
    }
    asked.set(id, PAUSES_MS.indexOf(pause) + 1);
    return pause;
  };
}

/** When the pauses up to this one are over, counted from the change. */
function dueAfter(place: number): number {
  return PAUSES_MS.slice(0, place + 1).reduce((sum, pause) => sum + pause, 0);
}
