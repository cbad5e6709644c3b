import { z } from 'zod';
import { DELIVERY_ATTEMPTS } from '../retry-policy.ts';
import type { Transaction } from './database.ts';
import type { Sql } from './sql.ts';

/** One webhook request as it came. */
export type NewDelivery = {
  readonly receivedAt: Date;
  /** SHA-256 of its signature, 32 bytes. */
  readonly signatureHash: Buffer;
  /** The raw bytes: a JSON array of objects, checked by the intake. */
  readonly body: Buffer;
};

export type Appended = { readonly kind: 'stored'; readonly id: bigint } | { readonly kind: 'repeated' };

/** A delivery whose events nobody has read yet. */
export type WaitingDelivery = {
  readonly id: bigint;
  readonly receivedAt: Date;
  readonly body: Buffer;
  /** How often its expansion has failed. */
  readonly attempts: number;
};

const storedRow = z.object({ id: z.bigint(), signature_hash: z.instanceof(Buffer) });
const waitingRow = z
  .object({ id: z.bigint(), received_at: z.date(), body: z.instanceof(Buffer), attempts: z.int() })
  .transform(
    ({ received_at, ...rest }): WaitingDelivery => ({
      ...rest,
      receivedAt: received_at,
    }),
  );

/**
 * Stores deliveries in one statement, all or none; a signed request that is stored already, or comes twice among them,
 * is only recognised (R18). Resolves to what became of each, in the order given.
 */
export async function appendDeliveries(sql: Sql, deliveries: readonly NewDelivery[]): Promise<Appended[]> {
  const rows = await sql.rows(
    (each) => storedRow.parse(each),
    // In one order for everybody: two instances that are sent the same deliveries wait for each other, never crosswise.
    `INSERT INTO delivery (received_at, signature_hash, body)
     SELECT * FROM unnest($1::timestamptz[], $2::bytea[], $3::bytea[]) AS sent(received_at, signature_hash, body)
     ORDER BY signature_hash
     ON CONFLICT (signature_hash) DO NOTHING RETURNING id, signature_hash`,
    [
      deliveries.map(({ receivedAt }) => receivedAt),
      deliveries.map(({ signatureHash }) => signatureHash),
      deliveries.map(({ body }) => body),
    ],
  );
  const stored = new Map(rows.map(({ id, signature_hash }) => [signature_hash.toString('hex'), id]));
  return deliveries.map(({ signatureHash }): Appended => {
    const key = signatureHash.toString('hex');
    const id = stored.get(key);
    if (id === undefined) return { kind: 'repeated' };
    stored.delete(key);
    return { kind: 'stored', id };
  });
}

/**
 * Takes up to `limit` waiting deliveries, oldest first, for the length of the transaction: other instances pass over
 * them. Mark them expanded in the same transaction; if it rolls back they wait again.
 */
export async function claimUnexpanded(tx: Transaction, limit: number): Promise<WaitingDelivery[]> {
  return tx.rows(
    (each) => waitingRow.parse(each),
    `SELECT id, received_at, body, attempts FROM delivery
     WHERE expanded_at IS NULL AND attempts < $1 ORDER BY id LIMIT $2 FOR UPDATE SKIP LOCKED`,
    [DELIVERY_ATTEMPTS, limit],
  );
}

export async function markExpanded(sql: Sql, ids: readonly bigint[], now: Date): Promise<void> {
  await sql.run('UPDATE delivery SET expanded_at = $2, problem = NULL WHERE id = ANY($1)', [ids, now]);
}

/**
 * Drops what deliveries said that were read or are parked (another portal's events, R18; privacy deletions, R61); that
 * they came stays known.
 */
export async function forgetDeliveries(sql: Sql, ids: readonly bigint[]): Promise<void> {
  await sql.run(
    `UPDATE delivery SET body = NULL,
       expanded_at = coalesce(expanded_at, CASE WHEN attempts >= $2 THEN received_at END) WHERE id = ANY($1)`,
    [ids, DELIVERY_ATTEMPTS],
  );
}

/** Notes a failed expansion, outside the transaction that failed. Resolves to the attempts made so far. */
export async function recordDeliveryFailure(sql: Sql, id: bigint, problem: string): Promise<number> {
  const row = await sql.maybe(
    (each) => z.object({ attempts: z.int() }).parse(each),
    'UPDATE delivery SET attempts = attempts + 1, problem = $2 WHERE id = $1 RETURNING attempts',
    [id, problem],
  );
  if (row === undefined) throw new Error(`delivery ${id} is not stored`);
  return row.attempts;
}
