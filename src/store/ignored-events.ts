import type { Sql } from './sql.ts';

export type IgnoredReason = 'unknown-type' | 'foreign-portal' | 'malformed' | 'not-needed' | 'no-schema';

/** Counts events that were accepted and not acted on; what they said is not kept. */
export async function countIgnored(
  sql: Sql,
  counts: ReadonlyMap<string, { reason: IgnoredReason; subscriptionType: string; seen: number }>,
  now: Date,
): Promise<void> {
  // In one order for everybody, so that two instances never wait for each other.
  for (const [, { reason, subscriptionType, seen }] of [...counts].sort(([a], [b]) => (a < b ? -1 : 1))) {
    await sql.run(
      `INSERT INTO ignored_event (reason, subscription_type, seen, last_seen_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT (reason, subscription_type) DO UPDATE SET seen = ignored_event.seen + excluded.seen,
         last_seen_at = excluded.last_seen_at`,
      [reason, subscriptionType, seen, now],
    );
  }
}
