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

/** HubSpot ids are decimal numbers of any length. */
export function compareIds(a: string, b: string): number {
  return a.length === b.length ? compare(a, b) : a.length - b.length;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
