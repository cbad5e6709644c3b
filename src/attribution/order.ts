import { compareIds } from '../ids.ts';
import type { Referral } from './evidence.ts';

/** Earliest accepted first, then referred, then recorded, then the smaller id (R14): the first introducer wins. */
export function byClaim(a: Referral, b: Referral): number {
  return (
    compare(a.acceptedOn ?? '9', b.acceptedOn ?? '9') ||
    compare(a.referredOn ?? '9', b.referredOn ?? '9') ||
    compare(a.recordedOn, b.recordedOn) ||
    compareIds(a.id, b.id)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
