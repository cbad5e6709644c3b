import { type Day, dayIn } from '../calendar.ts';
import type { ReferralId } from '../ids.ts';
import type { ReferralRecord } from '../partnership/records.ts';
import { DIRECTIONS, REFERRAL_STATUSES } from '../vocabulary.ts';
import type { CrmRecord } from './batch-answer.ts';
import { date, flag, malformed, oneOf, recordedOn, text, wholeNumber } from './value.ts';

/** What people type, and what the app stamps and compares. */
export const REFERRAL_PROPERTIES = [
  'name',
  'referral_key',
  'direction',
  'status',
  'referred_on',
  'accepted_on',
  'evidence_on',
  'pre_existing',
  'known_prospect_accepted',
  'referral_window_days',
  'hs_createdate',
] as const;

export const REFERRAL_STAMPS = [
  'referral_key',
  'status',
  'accepted_on',
  'pre_existing',
  'referral_window_days',
  'window_ends_on',
  'credited_amount',
  'partner_id',
  'partner_name',
] as const;

/**
 * Reads a referral. Without a direction it cannot be understood: an error that says so. A status nobody has set yet
 * is the first one of its direction.
 */
export function parseReferral(record: CrmRecord, timeZone: string): ReferralRecord {
  const direction = oneOf(record, 'direction', DIRECTIONS);
  if (direction === null) throw malformed(record, 'direction', 'is empty');
  return {
    id: record.id as ReferralId,
    key: text(record, 'referral_key'),
    name: text(record, 'name') ?? `Referral ${record.id}`,
    direction,
    status:
      oneOf(record, 'status', REFERRAL_STATUSES) ?? (direction === 'received' ? 'submitted' : 'introduced'),
    referredOn: date(record, 'referred_on'),
    acceptedOn: date(record, 'accepted_on'),
    evidenceOn: date(record, 'evidence_on'),
    recordedOn: recordedOn(record, timeZone),
    preExisting: text(record, 'pre_existing') === null ? null : flag(record, 'pre_existing'),
    knownProspectAccepted: flag(record, 'known_prospect_accepted'),
    windowDays: wholeNumber(record, 'referral_window_days'),
  };
}

/** Portal day on which the status last became one of `statuses`, from its history (newest first). */
export function dayStatusBecame(
  history: readonly { value: string | null; at: number }[],
  statuses: ReadonlySet<string>,
  timeZone: string,
): Day | null {
  let since: number | null = null;
  for (const { value, at } of history) {
    if (value === null || !statuses.has(value)) break;
    since = at;
  }
  return since === null ? null : dayIn(timeZone, since);
}
