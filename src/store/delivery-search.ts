import { z } from 'zod';
import { DELIVERY_ATTEMPTS } from '../retry-policy.ts';
import type { Sql } from './sql.ts';

const found = z.object({ id: z.bigint(), body: z.instanceof(Buffer) });
export type FoundDelivery = z.infer<typeof found>;

/** Ids looked through in one statement, so that none takes long. */
const WINDOW = 5_000n;
/** PostgreSQL looks for each word by itself: of more than these all deliveries are read, fewer at a time. */
const FEW_WORDS = 20;
const SMALL_WINDOW = 200n;

/**
 * Deliveries that may hold one of these words, oldest first, in pieces: read ones and parked ones, whose content is
 * still kept. Those that wait to be read are left out. Of few words only those come whose bytes hold one.
 */
export async function* findDeliveries(sql: Sql, words: readonly string[]): AsyncGenerator<FoundDelivery[]> {
  const ends = z.object({ first: z.bigint().nullable(), last: z.bigint().nullable() });
  const range = await sql.maybe(
    (row) => ends.parse(row),
    'SELECT min(id) AS first, max(id) AS last FROM delivery',
  );
  if (range?.first == null || range.last === null) return;
  const sought = words.length > FEW_WORDS ? null : words.map((word) => Buffer.from(word));
  const window = sought === null ? SMALL_WINDOW : WINDOW;
  for (let from = range.first; from <= range.last; from += window) {
    const some = await sql.rows(
      (row) => found.parse(row),
      `SELECT id, body FROM delivery WHERE id >= $1 AND id < $2 AND body IS NOT NULL
         AND (expanded_at IS NOT NULL OR attempts >= $4)
         AND ($3::bytea[] IS NULL OR EXISTS (SELECT 1 FROM unnest($3) AS word WHERE position(word IN body) > 0))
       ORDER BY id`,
      [from, from + window, sought, DELIVERY_ATTEMPTS],
    );
    if (some.length > 0) yield some;
  }
}
