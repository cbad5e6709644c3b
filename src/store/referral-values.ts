import type { PortalId } from '../ids.ts';
import type { ReferralRecord } from '../partnership/records.ts';
import type { Sql } from './sql.ts';

/** A referral's own values before and after they were stamped. */
export type MovedReferral = {
  readonly before: ReferralRecord;
  readonly now: ReferralRecord;
};

/** Keeps what was stamped on referrals, and nothing else of them; one that was kept otherwise meanwhile stays so. */
export async function saveReferralValues(
  sql: Sql,
  portalId: PortalId,
  moved: readonly MovedReferral[],
  readAt: Date,
): Promise<void> {
  if (moved.length === 0) return;
  await sql.run(
    `WITH locked AS (
       SELECT referral_id FROM referral WHERE portal_id = $1 AND referral_id = ANY($2)
       ORDER BY referral_id FOR UPDATE)
     UPDATE referral SET facts = jsonb_set(facts, '{record}', each.now::jsonb), read_at = $5
     FROM locked JOIN unnest($2::text[], $3::text[], $4::text[]) AS each(referral_id, before, now) USING (referral_id)
     WHERE referral.portal_id = $1 AND referral.referral_id = locked.referral_id
       AND facts -> 'record' = each.before::jsonb`,
    [
      portalId,
      moved.map(({ now }) => now.id),
      moved.map(({ before }) => JSON.stringify(before)),
      moved.map(({ now }) => JSON.stringify(now)),
      readAt,
    ],
  );
}
