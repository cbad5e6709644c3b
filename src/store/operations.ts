import { z } from 'zod';
import { DELIVERY_ATTEMPTS } from '../retry-policy.ts';
import { journalLagSeconds } from './journal.ts';
import type { Sql } from './sql.ts';

/** Work or deliveries in line. `oldestSeconds`: how long the oldest that may run now has waited; 0 when none does. */
export type Line = { readonly waiting: number; readonly oldestSeconds: number };

/** What an operator watches of the whole installation; the same whichever instance is asked. */
export type Operations = {
  readonly queues: ReadonlyMap<string, Line>;
  readonly deliveries: Line & { readonly parked: number };
  /** Parked work by code and kind. */
  readonly parked: readonly { readonly code: string; readonly kind: string; readonly count: number }[];
  readonly portals: { readonly withoutSchema: number };
  /** Undefined: no portal has a journal. */
  readonly journal: { readonly lagSeconds: number | undefined };
};

const line = z
  .object({ waiting: z.bigint(), oldest: z.number() })
  .transform((row): Line => ({ waiting: Number(row.waiting), oldestSeconds: Math.max(0, row.oldest) }));
const queueRow = z.intersection(z.object({ name: z.string() }), line);
const parkedRow = z
  .object({ code: z.string(), kind: z.string(), count: z.bigint() })
  .transform((row) => ({ ...row, count: Number(row.count) }));
const countRow = z.object({ count: z.bigint() }).transform((row) => Number(row.count));

/** Codes that are told apart; should there ever be more, the rarest are left out of the metrics. */
const MOST_CODES = 100;

/** Reads the state of the lines: six small statements, for a look every few seconds. */
export async function readOperations(sql: Sql): Promise<Operations> {
  const queues = await sql.rows(
    (row) => queueRow.parse(row),
    `SELECT name, count(*) AS waiting,
       coalesce(extract(epoch FROM now() - min(start_after) FILTER (WHERE start_after <= now())), 0)::float8 AS oldest
     FROM pgboss.job WHERE state < 'active' GROUP BY name`,
  );
  const deliveries = await sql.maybe(
    (row) => line.parse(row),
    `SELECT count(*) AS waiting, coalesce(extract(epoch FROM now() - min(received_at)), 0)::float8 AS oldest
     FROM delivery WHERE expanded_at IS NULL AND attempts < $1`,
    [DELIVERY_ATTEMPTS],
  );
  const parkedDeliveries = await sql.maybe(
    (row) => countRow.parse(row),
    'SELECT count(*) FROM delivery WHERE expanded_at IS NULL AND attempts >= $1',
    [DELIVERY_ATTEMPTS],
  );
  const parked = await sql.rows(
    (row) => parkedRow.parse(row),
    'SELECT code, kind, count(*) FROM parked GROUP BY code, kind ORDER BY 3 DESC LIMIT $1',
    [MOST_CODES],
  );
  const withoutSchema = await sql.maybe(
    (row) => countRow.parse(row),
    // One that has cut us off cannot be given a schema: it is counted as disconnected.
    `SELECT count(*) FROM portal WHERE (schema IS NULL OR schema_gone) AND NOT EXISTS (
       SELECT FROM portal_access AS access WHERE access.portal_id = portal.portal_id AND access.state = 'revoked')`,
  );
  return {
    queues: new Map(queues.map(({ name, ...rest }) => [name, rest])),
    deliveries: {
      ...(deliveries ?? { waiting: 0, oldestSeconds: 0 }),
      parked: parkedDeliveries ?? 0,
    },
    parked,
    portals: { withoutSchema: withoutSchema ?? 0 },
    journal: { lagSeconds: await journalLagSeconds(sql) },
  };
}
