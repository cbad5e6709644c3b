import { z } from 'zod';
import { DELIVERY_ATTEMPTS } from '../retry-policy.ts';
import type { Sql } from './sql.ts';

const found = z.object({ id: z.bigint(), body: z.instanceof(Buffer) });
export type FoundDelivery = z.infer<typeof found>;

/** Ids looked through in one statement, so that none takes long. */
const WINDOW = 5_000n;

/**
 * Deliveries whose bytes hold one of these words, oldest first, in pieces: read ones and parked ones, whose content is
 * still kept. Those that wait to be read are left out.
 */
export async function* findDeliveries(sql: Sql, words: readonly string[]): AsyncGenerator<FoundDelivery[]> {
  const ends = z.object({ first: z.bigint().nullable(), last: z.bigint().nullable() });
  const range = await sql.maybe(
    (row) => ends.parse(row),
    'SELECT min(id) AS first, max(id) AS last FROM delivery',
  );
  if (range?.first == null || range.last === null) return;
  for (let from = range.first; from <= range.last; from += WINDOW) {
    const some = await sql.rows(
      (row) => found.parse(row),
      `SELECT id, body FROM delivery WHERE id >= $1 AND id < $2 AND body IS NOT NULL
         AND (expanded_at IS NOT NULL OR attempts >= $4)
         AND EXISTS (SELECT 1 FROM unnest($3::bytea[]) AS word WHERE position(word IN body) > 0) ORDER BY id`,
      [from, from + WINDOW, words.map((word) => Buffer.from(word)), DELIVERY_ATTEMPTS],
    );
    if (some.length > 0) yield some;
  }
}
