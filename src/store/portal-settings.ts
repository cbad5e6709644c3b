import { z } from 'zod';
import type { PortalId } from '../ids.ts';
import type { Sql } from './sql.ts';

/** A setting of the portal as last seen; undefined when it never was. The value is what `saveSeen` was given, as JSON. */
export async function readSeen(sql: Sql, portalId: PortalId, name: string): Promise<unknown> {
  return sql.maybe(
    (row) => z.object({ value: z.unknown() }).parse(row).value,
    'SELECT value FROM portal_setting WHERE portal_id = $1 AND name = $2',
    [portalId, name],
  );
}

export async function saveSeen(
  sql: Sql,
  portalId: PortalId,
  name: string,
  value: unknown,
  now: Date,
): Promise<void> {
  await sql.run(
    `INSERT INTO portal_setting (portal_id, name, value, seen_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (portal_id, name) DO UPDATE SET value = excluded.value, seen_at = excluded.seen_at`,
    [portalId, name, JSON.stringify(value), now],
  );
}
