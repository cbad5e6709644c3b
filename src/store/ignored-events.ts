import type { Sql } from './sql.ts';

export type IgnoredReason = 'unknown-type' | 'foreign-portal' | 'malformed' | 'not-needed' | 'no-schema';

/** So many events of one type, for one reason. */
export type IgnoredCount = {
  readonly reason: IgnoredReason;
  readonly subscriptionType: string;
  readonly seen: number;
};
export type IgnoredCounts = ReadonlyMap<string, IgnoredCount>;

/** Counts one more. `said` is what a stranger called it. */
export function addIgnored(counts: Map<string, IgnoredCount>, reason: IgnoredReason, said: string): void {
  // HubSpot's names are words, dots and dashes; PostgreSQL cannot even keep every character.
  const subscriptionType = said.slice(0, 100).replace(/[^\w.-]/g, '?');
  const key = `${reason} ${subscriptionType}`;
  counts.set(key, { reason, subscriptionType, seen: (counts.get(key)?.seen ?? 0) + 1 });
}

/** Keeps how many events were accepted and not acted on; what they said is not kept. */
export async function countIgnored(sql: Sql, counts: IgnoredCounts, now: Date): Promise<void> {
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
