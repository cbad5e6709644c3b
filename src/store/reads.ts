import { z } from 'zod';
import type { PortalId } from '../ids.ts';
import type { Sql } from './sql.ts';

/** A record with the time of its last change, in milliseconds, as HubSpot dates it. */
export type Dated = { readonly id: string; readonly modifiedAt: number };

/** Keeps how HubSpot dated records that were read and worked on. */
export async function saveReads(
  sql: Sql,
  portalId: PortalId,
  object: string,
  reads: readonly Dated[],
  now: Date,
): Promise<void> {
  if (reads.length === 0) return;
  // In one order for everybody, so that two batches never wait for each other.
  const sorted = [...new Map(reads.map((each) => [each.id, each])).values()].sort((a, b) =>
    a.id < b.id ? -1 : 1,
  );
  await sql.run(
    `INSERT INTO record_read (portal_id, object, record_id, modified_at, read_at)
     SELECT $1, $2, each.id, each.at, $5 FROM unnest($3::text[], $4::timestamptz[]) AS each(id, at)
     ON CONFLICT (portal_id, object, record_id) DO UPDATE SET read_at = excluded.read_at,
       modified_at = greatest(record_read.modified_at, excluded.modified_at)`,
    [portalId, object, sorted.map(({ id }) => id), sorted.map(({ modifiedAt }) => new Date(modifiedAt)), now],
  );
}

/** Which of these changed since they were last read, or were not read lately. */
export async function unreadOf(
  sql: Sql,
  portalId: PortalId,
  object: string,
  found: readonly Dated[],
): Promise<string[]> {
  if (found.length === 0) return [];
  return sql.rows(
    (each) => z.object({ id: z.string() }).parse(each).id,
    `SELECT each.id FROM unnest($3::text[], $4::timestamptz[]) AS each(id, at)
     LEFT JOIN record_read ON portal_id = $1 AND object = $2 AND record_id = each.id
     WHERE modified_at IS NULL OR modified_at < each.at ORDER BY each.id`,
    [portalId, object, found.map(({ id }) => id), found.map(({ modifiedAt }) => new Date(modifiedAt))],
  );
}

/** Forgets reads older than any look back; at most `limit`. Resolves to how many were forgotten. */
export async function forgetReads(sql: Sql, before: Date, limit: number): Promise<number> {
  return sql.run(
    `DELETE FROM record_read WHERE ctid = ANY (ARRAY(
       SELECT ctid FROM record_read WHERE read_at < $1 LIMIT $2))`,
    [before, limit],
  );
}
