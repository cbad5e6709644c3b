import { z } from 'zod';
import type { PortalId } from '../ids.ts';
import { type ParkedRetry, parkedRetry } from '../retry-policy.ts';
import type { Sql } from './sql.ts';

/** Work that cannot succeed as it is. It stays visible until its record changes or it is tried again. */
export type Parked = {
  readonly kind: string;
  readonly recordId: string;
  readonly code: string;
  readonly message: string;
  readonly parkedAt: Date;
};

const columns = {
  kind: z.string(),
  record_id: z.string(),
  code: z.string(),
  message: z.string(),
  parked_at: z.date(),
};
const row = z
  .object(columns)
  .transform(
    ({ record_id: recordId, parked_at: parkedAt, ...rest }): Parked => ({ ...rest, recordId, parkedAt }),
  );

/** Parks work, each record of a kind once. For how long it is tried again by itself counts from when its code first came. */
export async function park(sql: Sql, portalId: PortalId, all: readonly Parked[]): Promise<void> {
  for (const [code, some] of Map.groupBy(all, (each) => each.code)) {
    await parkAs(sql, portalId, code, parkedRetry(code), some);
  }
}

async function parkAs(
  sql: Sql,
  portalId: PortalId,
  code: string,
  retry: ParkedRetry | null,
  all: readonly Parked[],
): Promise<void> {
  const unique = [...new Map(all.map((each) => [`${each.kind} ${each.recordId}`, each])).values()];
  await sql.run(
    `INSERT INTO parked (portal_id, kind, record_id, code, message, parked_at, since, retry_at)
     SELECT $1, each.kind, each.record_id, $2, each.message, each.at, each.at, each.at + $7::float8 * interval '1 ms'
     FROM unnest($3::text[], $4::text[], $5::text[], $6::timestamptz[]) AS each (kind, record_id, message, at)
     ON CONFLICT (portal_id, kind, record_id) DO UPDATE SET
       code = excluded.code, message = excluded.message, parked_at = excluded.parked_at,
       since = CASE WHEN parked.code = excluded.code THEN parked.since ELSE excluded.since END,
       retry_at = CASE WHEN parked.code <> excluded.code
         OR excluded.parked_at < parked.since + $8::float8 * interval '1 ms' THEN excluded.retry_at END`,
    [
      portalId,
      code,
      unique.map(({ kind }) => kind),
      unique.map(({ recordId }) => recordId),
      unique.map(({ message }) => message),
      unique.map(({ parkedAt }) => parkedAt),
      retry?.everyMs ?? null,
      retry?.forMs ?? null,
    ],
  );
}

/** The work succeeded after all. */
export async function unpark(
  sql: Sql,
  portalId: PortalId,
  kind: string,
  recordIds: readonly string[],
): Promise<void> {
  await sql.run('DELETE FROM parked WHERE portal_id = $1 AND kind = $2 AND record_id = ANY($3)', [
    portalId,
    kind,
    recordIds,
  ]);
}

/** What is parked of these records, or of all; newest first, at most 1,000. */
export async function readParked(
  sql: Sql,
  portalId: PortalId,
  recordIds?: readonly string[],
): Promise<Parked[]> {
  return sql.rows(
    (each) => row.parse(each),
    `SELECT kind, record_id, code, message, parked_at FROM parked
     WHERE portal_id = $1 AND ($2::text[] IS NULL OR record_id = ANY($2)) ORDER BY parked_at DESC LIMIT 1000`,
    [portalId, recordIds ?? null],
  );
}

export type ParkedFilter = { readonly kind?: string | undefined; readonly code?: string | undefined };

/** All that is parked, newest first, page by page: any number of them. What is parked meanwhile is not seen. */
export async function* readParkedPages(
  sql: Sql,
  portalId: PortalId,
  { kind, code }: ParkedFilter = {},
  size = 1000,
): AsyncGenerator<Parked[]> {
  let last: Parked | undefined;
  do {
    const page: Parked[] = await sql.rows(
      (each) => row.parse(each),
      `SELECT kind, record_id, code, message, parked_at FROM parked
       WHERE portal_id = $1 AND ($2::text IS NULL OR kind = $2) AND ($3::text IS NULL OR code = $3)
         AND ($4::timestamptz IS NULL OR (parked_at, kind, record_id) < ($4, $5, $6))
       ORDER BY parked_at DESC, kind DESC, record_id DESC LIMIT $7`,
      [
        portalId,
        kind ?? null,
        code ?? null,
        last?.parkedAt ?? null,
        last?.kind ?? null,
        last?.recordId ?? null,
        size,
      ],
    );
    if (page.length > 0) yield page;
    last = page.length < size ? undefined : page.at(-1);
  } while (last !== undefined);
}

const due = z
  .object({ portal_id: z.string(), kind: z.string(), record_id: z.string() })
  .transform((each) => ({ portalId: each.portal_id, kind: each.kind, recordId: each.record_id }));

/**
 * Takes some of the parked work whose time has come, for one instance. The caller puts it in line in the same
 * transaction; it is due again a day later, should nothing become of it.
 */
export async function takeDueParked(
  tx: Sql,
  now: Date,
  most: number,
): Promise<{ portalId: string; kind: string; recordId: string }[]> {
  return tx.rows(
    (each) => due.parse(each),
    `UPDATE parked SET retry_at = $1::timestamptz + interval '1 day'
     WHERE (portal_id, kind, record_id) IN (
       SELECT portal_id, kind, record_id FROM parked WHERE retry_at <= $1
       ORDER BY retry_at LIMIT $2 FOR UPDATE SKIP LOCKED)
     RETURNING portal_id, kind, record_id`,
    [now, most],
  );
}
