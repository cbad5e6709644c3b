import { z } from 'zod';
import type { PortalId } from '../ids.ts';
import type { Sql } from './sql.ts';

/** Work that cannot succeed as it is. It stays visible until its record changes or a person retries it. */
export type Parked = {
  readonly kind: string;
  readonly recordId: string;
  readonly code: string;
  readonly message: string;
  readonly parkedAt: Date;
};

const row = z
  .object({
    kind: z.string(),
    record_id: z.string(),
    code: z.string(),
    message: z.string(),
    parked_at: z.date(),
  })
  .transform(
    (each): Parked => ({
      kind: each.kind,
      recordId: each.record_id,
      code: each.code,
      message: each.message,
      parkedAt: each.parked_at,
    }),
  );

export async function park(sql: Sql, portalId: PortalId, each: Parked): Promise<void> {
  await sql.run(
    `INSERT INTO parked (portal_id, kind, record_id, code, message, parked_at) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (portal_id, kind, record_id) DO UPDATE SET code = excluded.code, message = excluded.message,
       parked_at = excluded.parked_at`,
    [portalId, each.kind, each.recordId, each.code, each.message, each.parkedAt],
  );
}

/** The work succeeded after all. */
export async function unpark(
  sql: Sql,
  portalId: PortalId,
  kind: string,
  recordIds: readonly string[],
): Promise<void> {
  await sql.run('DELETE FROM parked WHERE portal_id = $1 AND kind = $2 AND record_id = ANY($3)', [
    portalId,
    kind,
    recordIds,
  ]);
}

/** What is parked of these records, or of all; newest first, at most 1,000. */
export async function readParked(
  sql: Sql,
  portalId: PortalId,
  recordIds?: readonly string[],
): Promise<Parked[]> {
  return sql.rows(
    (each) => row.parse(each),
    `SELECT kind, record_id, code, message, parked_at FROM parked
     WHERE portal_id = $1 AND ($2::text[] IS NULL OR record_id = ANY($2)) ORDER BY parked_at DESC LIMIT 1000`,
    [portalId, recordIds ?? null],
  );
}
