import { z } from 'zod';
import { DELIVERY_ATTEMPTS } from '../retry-policy.ts';
import type { Sql } from './sql.ts';

export const DELIVERY_STATES = ['waiting', 'expanded', 'forgotten', 'parked'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** A delivery as a person looks at it: never its content. */
export type ListedDelivery = {
  readonly id: bigint;
  readonly receivedAt: Date;
  readonly state: DeliveryState;
  readonly bytes: number | undefined;
  readonly attempts: number;
  readonly problem: string | undefined;
};

const STATE = `CASE WHEN body IS NULL THEN 'forgotten' WHEN expanded_at IS NOT NULL THEN 'expanded'
                    WHEN attempts >= ${DELIVERY_ATTEMPTS} THEN 'parked' ELSE 'waiting' END`;

const listedRow = z
  .object({
    id: z.bigint(),
    received_at: z.date(),
    state: z.enum(DELIVERY_STATES),
    bytes: z.int().nullable(),
    attempts: z.int(),
    problem: z.string().nullable(),
  })
  .transform(
    ({ received_at, bytes, problem, ...rest }): ListedDelivery => ({
      ...rest,
      receivedAt: received_at,
      bytes: bytes ?? undefined,
      problem: problem ?? undefined,
    }),
  );

/** The newest deliveries first, at most `limit`, of one state or all. */
export async function listDeliveries(
  sql: Sql,
  { state, limit }: { readonly state?: DeliveryState; readonly limit: number },
): Promise<ListedDelivery[]> {
  return sql.rows(
    (each) => listedRow.parse(each),
    `SELECT * FROM (SELECT id, received_at, ${STATE} AS state, octet_length(body) AS bytes, attempts, problem
                    FROM delivery) AS listed
     WHERE $1::text IS NULL OR state = $1 ORDER BY id DESC LIMIT $2`,
    [state ?? null, limit],
  );
}

/** Lets deliveries be expanded again, parked ones too. Resolves to how many; forgotten ones cannot be. */
export async function replayDeliveries(sql: Sql, ids: readonly bigint[]): Promise<number> {
  return sql.run(
    `UPDATE delivery SET expanded_at = NULL, attempts = 0, problem = NULL WHERE id = ANY($1) AND body IS NOT NULL`,
    [ids],
  );
}

/** What a replay of a time range did so far: how many, and the last one it looked at. */
export type ReplayedSome = { readonly replayed: number; readonly lastId: bigint };

const replayedRow = z.object({ count: z.bigint(), last: z.bigint().nullable() });

/**
 * The same for deliveries that came in a time range (`from` included, `to` not), at most `limit` of them behind
 * `afterId`, oldest first. Undefined when there are none left.
 */
export async function replayDeliveriesBetween(
  sql: Sql,
  range: { readonly from: Date; readonly to: Date },
  afterId: bigint,
  limit: number,
): Promise<ReplayedSome | undefined> {
  const row = await sql.maybe(
    (each) => replayedRow.parse(each),
    `WITH chosen AS (SELECT id FROM delivery WHERE id > $3 AND received_at >= $1 AND received_at < $2
                     AND body IS NOT NULL ORDER BY id LIMIT $4),
          replayed AS (UPDATE delivery SET expanded_at = NULL, attempts = 0, problem = NULL
                       WHERE id IN (SELECT id FROM chosen) RETURNING id)
     SELECT count(*), max(id) AS last FROM replayed`,
    [range.from, range.to, afterId, limit],
  );
  return row?.last == null ? undefined : { replayed: Number(row.count), lastId: row.last };
}
