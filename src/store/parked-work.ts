import { z } from 'zod';
import type { PortalId } from '../ids.ts';
import { isWorkKind, type Work } from './queue.ts';
import type { Sql } from './sql.ts';

const row = z.object({ kind: z.string(), record_id: z.string() });

/** Takes at most `limit` pieces of work out of what is parked under a code; to be put in line in the same transaction. */
export async function takeParked(tx: Sql, portalId: PortalId, code: string, limit: number): Promise<Work[]> {
  const rows = await tx.rows(
    (each) => row.parse(each),
    `DELETE FROM parked WHERE (portal_id, kind, record_id) IN (
       SELECT portal_id, kind, record_id FROM parked WHERE portal_id = $1 AND code = $2
       ORDER BY kind, record_id LIMIT $3 FOR UPDATE)
     RETURNING kind, record_id`,
    [portalId, code, limit],
  );
  return rows.flatMap(({ kind, record_id: recordId }) =>
    isWorkKind(kind) ? [{ kind, portalId, recordId }] : [],
  );
}
