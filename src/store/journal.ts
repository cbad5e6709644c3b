import { z } from 'zod';
import type { PortalId } from '../ids.ts';
import type { Sql } from './sql.ts';

/** Where a portal's webhooks journal stands. */
export type JournalPlace = {
  /** Last entry read; null: none yet. */
  readonly offset: string | null;
  /** When its subscriptions were last made sure of; null: they have to be. */
  readonly subscribedAt: Date | null;
};

const place = z
  .object({ read_offset: z.string().nullable(), subscribed_at: z.date().nullable() })
  .transform((row): JournalPlace => ({ offset: row.read_offset, subscribedAt: row.subscribed_at }));

/** The place, which is the beginning for a portal that has none yet. */
export async function openJournal(sql: Sql, portalId: PortalId, now: Date): Promise<JournalPlace> {
  await sql.run('INSERT INTO journal (portal_id, caught_up_at) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
    portalId,
    now,
  ]);
  const found = await sql.maybe(
    (row) => place.parse(row),
    'SELECT read_offset, subscribed_at FROM journal WHERE portal_id = $1',
    [portalId],
  );
  return found ?? { offset: null, subscribedAt: null };
}

/** One entry further, or back to the beginning; false when the place is no longer where it was. */
export async function moveJournal(
  sql: Sql,
  portalId: PortalId,
  from: string | null,
  to: string | null,
): Promise<boolean> {
  const moved = await sql.run(
    `UPDATE journal SET read_offset = $3, spoilt_offset = NULL, spoilt_tries = 0
     WHERE portal_id = $1 AND read_offset IS NOT DISTINCT FROM $2`,
    [portalId, from, to],
  );
  return moved === 1;
}

/** Nothing more is there to read. */
export async function markCaughtUp(sql: Sql, portalId: PortalId, now: Date): Promise<void> {
  await sql.run('UPDATE journal SET caught_up_at = $2 WHERE portal_id = $1', [portalId, now]);
}

/** Counts a try to read the file of an entry that failed; resolves to how many there were. */
export async function countSpoilt(sql: Sql, portalId: PortalId, offset: string): Promise<number> {
  const tries = await sql.maybe(
    (row) => z.object({ spoilt_tries: z.number() }).parse(row).spoilt_tries,
    `UPDATE journal SET spoilt_offset = $2,
       spoilt_tries = CASE WHEN spoilt_offset = $2 THEN spoilt_tries + 1 ELSE 1 END
     WHERE portal_id = $1 RETURNING spoilt_tries`,
    [portalId, offset],
  );
  return tries ?? 0;
}

export async function markSubscribed(sql: Sql, portalId: PortalId, now: Date | null): Promise<void> {
  await sql.run('UPDATE journal SET subscribed_at = $2 WHERE portal_id = $1', [portalId, now]);
}

/** How long the journal that is furthest behind has not been read to its end; undefined: none is read. */
export async function journalLagSeconds(sql: Sql): Promise<number | undefined> {
  const row = z.object({ lag: z.number().nullable() });
  const found = await sql.maybe(
    (each) => row.parse(each).lag,
    `SELECT extract(epoch FROM now() - min(caught_up_at))::float8 AS lag
     FROM journal JOIN portal_access USING (portal_id) WHERE state = 'granted'`,
  );
  return found == null ? undefined : Math.max(0, found);
}
