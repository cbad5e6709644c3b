import { z } from 'zod';
import type { PortalId } from '../ids.ts';
import { INTEGRITY_FINDINGS, type IntegrityFinding } from '../vocabulary.ts';
import type { Sql } from './sql.ts';

export const CHECKED_OBJECTS = ['deal', 'partner', 'referral', 'partner_credit', 'portal'] as const;
export type CheckedObject = (typeof CHECKED_OBJECTS)[number];

/** Something that a check found on a record; of the portal itself the record is a month or the portal's id. */
export type StoredFinding = {
  readonly object: CheckedObject;
  readonly recordId: string;
  readonly code: IntegrityFinding;
  readonly words: string;
};

const row = z
  .object({
    object: z.enum(CHECKED_OBJECTS),
    record_id: z.string(),
    code: z.enum(INTEGRITY_FINDINGS),
    words: z.string(),
    found_at: z.date(),
  })
  .transform(({ record_id: recordId, found_at: foundAt, ...rest }) => ({ ...rest, recordId, foundAt }));

/** Everything the checks found last, with since when. */
export async function readFindings(
  sql: Sql,
  portalId: PortalId,
): Promise<(StoredFinding & { foundAt: Date })[]> {
  return sql.rows(
    (each) => row.parse(each),
    'SELECT * FROM finding WHERE portal_id = $1 ORDER BY object, record_id, code',
    [portalId],
  );
}

/**
 * Keeps what was found now, and forgets what is gone. Resolves to the records whose codes are others than before. One
 * run at a time: a second one waits.
 */
export async function replaceFindings(
  tx: Sql,
  portalId: PortalId,
  found: readonly StoredFinding[],
  now: Date,
): Promise<{ object: CheckedObject; recordId: string }[]> {
  await tx.run('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`${portalId}:findings`]);
  const before = await readFindings(tx, portalId);
  const [was, is] = [new Set(before.map(keyOf)), new Map(found.map((each) => [keyOf(each), each]))];
  const gone = before.filter((each) => !is.has(keyOf(each)));
  const fresh = [...is.values()].filter((each) => !was.has(keyOf(each)));
  await tx.run(
    `DELETE FROM finding USING unnest($2::text[], $3::text[], $4::text[]) AS gone(object, record_id, code)
     WHERE portal_id = $1 AND finding.object = gone.object AND finding.record_id = gone.record_id
       AND finding.code = gone.code`,
    [portalId, ...columnsOf(gone)],
  );
  const all = [...is.values()];
  await tx.run(
    `INSERT INTO finding (portal_id, object, record_id, code, words, found_at)
     SELECT $1, each.object, each.record_id, each.code, each.words, $6
     FROM unnest($2::text[], $3::text[], $4::text[], $5::text[]) AS each(object, record_id, code, words)
     ON CONFLICT (portal_id, object, record_id, code) DO UPDATE SET words = excluded.words
       WHERE finding.words <> excluded.words`,
    [portalId, ...columnsOf(all), all.map(({ words }) => words), now],
  );
  const changed = new Map(
    [...gone, ...fresh].map(({ object, recordId }) => [`${object} ${recordId}`, { object, recordId }]),
  );
  return [...changed.values()];
}

/** Credits whose fold beside the ledger is not what their entries add up to. */
export async function foldsThatDiffer(sql: Sql, portalId: PortalId): Promise<string[]> {
  return sql.rows(
    (each) => z.object({ credit_key: z.string() }).parse(each).credit_key,
    `SELECT coalesce(credit.credit_key, sums.credit_key) AS credit_key
     FROM (SELECT * FROM credit WHERE portal_id = $1) AS credit
     FULL JOIN (
       SELECT credit_key, home_currency, sum(home_minor) AS minor, max(sequence) AS sequence
       FROM ledger_entry WHERE portal_id = $1 GROUP BY credit_key, home_currency
     ) AS sums ON sums.credit_key = credit.credit_key AND sums.home_currency = credit.home_currency
     WHERE (credit.credit_key IS NULL AND sums.minor <> 0)
       OR (credit.credit_key IS NOT NULL AND coalesce(sums.minor, 0) <> credit.home_minor)
     ORDER BY 1 LIMIT 1000`,
    [portalId],
  );
}

function columnsOf(findings: readonly StoredFinding[]): [string[], string[], string[]] {
  return [
    findings.map(({ object }) => object),
    findings.map(({ recordId }) => recordId),
    findings.map(({ code }) => code),
  ];
}

function keyOf({ object, recordId, code }: StoredFinding): string {
  return `${object} ${recordId} ${code}`;
}
