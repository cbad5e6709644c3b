import { isDeepStrictEqual } from 'node:util';
import { dayIn } from '../calendar.ts';
import type { CrmRecord } from '../hubspot/batch-answer.ts';
import { parseReferral, REFERRAL_PROPERTIES, REFERRAL_STAMPS } from '../hubspot/referral.ts';
import type { LinkedReferral, ReferralRecord } from '../partnership/records.ts';
import { readReferrals } from '../store/mirror.ts';
import { type MovedReferral, saveReferralValues } from '../store/referral-values.ts';
import { differences } from './differences.ts';
import { recordsOf } from './fetch.ts';
import type { Job, Portal } from './portal.ts';
import { outcomeStamps, readOutcomes } from './referral-stamps.ts';
import { stamp } from './stamp.ts';
import { works } from './works.ts';

/**
 * Referrals of which only values can have changed: what a deal brought them, and echoes of our own stamps. Reads the
 * records and not their links; where a value is another one than we know, the whole referral is looked at. Parks
 * nothing: what is refused here, the whole look says.
 */
export const referralValuesJob: Job = async ({ database, queue, now }, portal, recordIds) => {
  const [records, mirrored, { deals, credited }] = await Promise.all([
    recordsOf(portal, 'referral', recordIds, [...REFERRAL_PROPERTIES, ...REFERRAL_STAMPS]),
    readReferrals(database, portal.id, recordIds),
    readOutcomes({ database }, portal, recordIds),
  ]);
  const known = mirrored.flatMap((each) => {
    const raw = records.get(each.record.id);
    return raw !== undefined && isKnown(each, raw, portal) ? [{ each, raw }] : [];
  });
  const today = dayIn(portal.timeZone, now());
  const stamps = known.map(({ each: { record }, raw }) => ({
    recordId: record.id,
    properties: differences(
      outcomeStamps(record, { deals, credited, windowEndsOn: null }, portal, today),
      raw.properties,
    ),
  }));
  const refused = new Set((await stamp(portal, 'referral', stamps)).map(({ recordId }) => recordId));
  const moved = known.flatMap(({ each: { record: before }, raw }, place): MovedReferral[] => {
    const changed = stamps[place]?.properties ?? {};
    if (Object.keys(changed).length === 0 || refused.has(before.id)) return [];
    return [{ before, now: withStamps(raw, changed, portal.timeZone) }];
  });
  const seen = new Set<string>(known.map(({ each }) => each.record.id));
  await database.transaction(async (tx) => {
    await saveReferralValues(tx, portal.id, moved, new Date(now()));
    // What became of a referral bears on no partner: health asks which ones count (R27), totals are the ledger's.
    const whole = recordIds.filter((id) => !seen.has(id) || refused.has(id));
    await queue.enqueue(works(portal.id, 'referral', whole), tx);
  });
  return [];
};

/** A referral with what was stamped on it just now. */
export function withStamps(
  raw: CrmRecord,
  changed: Readonly<Record<string, string>>,
  timeZone: string,
): ReferralRecord {
  return parseReferral({ ...raw, properties: { ...raw.properties, ...changed } }, timeZone);
}

/** People left everything as we know it. What cannot be read is for the whole look to say. */
function isKnown({ record }: LinkedReferral, raw: CrmRecord, { timeZone }: Portal): boolean {
  if (raw.id !== record.id) return false;
  try {
    return isDeepStrictEqual(asJson(parseReferral(raw, timeZone)), record);
  } catch {
    return false;
  }
}

/** As the mirror gives it back. */
function asJson(record: ReferralRecord): unknown {
  return JSON.parse(JSON.stringify(record));
}
