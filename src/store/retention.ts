import type { Sql } from './sql.ts';

/** What is kept only for a time, the column that tells its age, and for how many days. */
const KEPT = {
  // At most 30 days (R61); looked after every hour, so 29 days and an hour is the oldest there is.
  deliveries: { table: 'delivery', column: 'received_at', days: 29 },
  // A screen's request id is repeated within minutes.
  'answered requests': { table: 'answered_request', column: 'begun_at', days: 7 },
  'schedule runs': { table: 'schedule_run', column: 'begun_at', days: 60 },
  'counts of ignored events': { table: 'ignored_event', column: 'last_seen_at', days: 90 },
} as const;

export type KeptKind = keyof typeof KEPT;
export const KEPT_KINDS: readonly KeptKind[] = [
  'deliveries',
  'answered requests',
  'schedule runs',
  'counts of ignored events',
];

const DAY_MS = 24 * 3_600_000;

/**
 * Removes up to `limit` rows that are older than their kind is kept; rows that another instance removes right now are
 * passed over. Resolves to how many.
 */
export async function removeOld(sql: Sql, kind: KeptKind, now: Date, limit: number): Promise<number> {
  const { table, column, days } = KEPT[kind];
  return sql.run(
    `DELETE FROM ${table} WHERE ctid = ANY(ARRAY(
       SELECT ctid FROM ${table} WHERE ${column} < $1 LIMIT $2 FOR UPDATE SKIP LOCKED))`,
    [new Date(now.getTime() - days * DAY_MS), limit],
  );
}
