import { type LogCheckIn, logCheckIn } from '../contract/company-card.ts';
import { type Entry, parseEntry, refuseFuture } from './entry.ts';

export type CheckInDraft = {
  /** `YYYY-MM-DD`, or empty. */
  happenedOn: string;
  outcome: string;
  /** `yes`, `no` or not chosen: whether they answered decides their health, so nothing is assumed. */
  twoWay: string;
};

export function startCheckIn(today: string | null): CheckInDraft {
  return { happenedOn: today ?? '', outcome: '', twoWay: '' };
}

export function parseCheckIn(
  draft: CheckInDraft,
  requestId: string,
  today: string | null,
): Entry<LogCheckIn> {
  const twoWay = draft.twoWay === '' ? undefined : draft.twoWay === 'yes';
  const entry = parseEntry(logCheckIn, { ...draft, twoWay, requestId });
  return refuseFuture(entry, 'happenedOn', draft.happenedOn, today);
}
