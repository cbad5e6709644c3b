import { z } from 'zod';
import type { PortalId } from '../ids.ts';
import type { LinkedReferral } from '../partnership/records.ts';
import type { Sql } from './sql.ts';

/** The next mirrored referrals after an id, in the order of ids as text; empty at the end. */
export async function nextReferrals(
  sql: Sql,
  portalId: PortalId,
  after: string,
  limit: number,
): Promise<LinkedReferral[]> {
  return sql.rows(
    (row) => z.object({ facts: z.custom<LinkedReferral>() }).parse(row).facts,
    `SELECT facts FROM referral WHERE portal_id = $1 AND NOT archived AND referral_id > $2
     ORDER BY referral_id LIMIT $3`,
    [portalId, after, limit],
  );
}
