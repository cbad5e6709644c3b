import { z } from 'zod';
import type { PortalId } from '../ids.ts';
import { INTEGRITY_FINDINGS, type IntegrityFinding } from '../vocabulary.ts';
import type { StoredFinding } from './integrity.ts';
import type { Sql } from './sql.ts';

const row = z.object({ record_id: z.string(), code: z.enum(INTEGRITY_FINDINGS) });

/** What the integrity checks found last on records of a kind, by record id. */
export async function findingsOf(
  sql: Sql,
  portalId: PortalId,
  object: 'deal' | 'partner' | 'referral' | 'partner_credit',
  recordIds: readonly string[],
): Promise<Map<string, IntegrityFinding[]>> {
  const found = await sql.rows(
    (each) => row.parse(each),
    'SELECT record_id, code FROM finding WHERE portal_id = $1 AND object = $2 AND record_id = ANY($3) ORDER BY code',
    [portalId, object, recordIds],
  );
  const byRecord = Map.groupBy(found, ({ record_id }) => record_id);
  return new Map([...byRecord].map(([id, rows]) => [id, rows.map(({ code }) => code)]));
}

const told = z.object({ code: z.enum(INTEGRITY_FINDINGS), words: z.string() });

/** The same of one record, with the words for people. */
export async function checkedFindings(
  sql: Sql,
  portalId: PortalId,
  object: 'deal' | 'partner' | 'referral' | 'partner_credit',
  recordId: string,
): Promise<{ code: IntegrityFinding; words: string }[]> {
  return sql.rows(
    (each) => told.parse(each),
    'SELECT code, words FROM finding WHERE portal_id = $1 AND object = $2 AND record_id = $3 ORDER BY code',
    [portalId, object, recordId],
  );
}

/**
 * Files findings of some codes on referrals anew: what is not found any more is forgotten. Resolves to the records
 * whose codes are others than before.
 */
export async function refileFindings(
  tx: Sql,
  portalId: PortalId,
  recordIds: readonly string[],
  codes: readonly IntegrityFinding[],
  found: readonly StoredFinding[],
  now: Date,
): Promise<string[]> {
  await tx.run('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`${portalId}:findings`]);
  const column = (name: 'recordId' | 'code' | 'words') => found.map((each) => each[name]);
  const id = (row: unknown) => z.object({ record_id: z.string() }).parse(row).record_id;
  const gone = await tx.rows(
    id,
    `DELETE FROM finding WHERE portal_id = $1 AND object = 'referral' AND record_id = ANY($2) AND code = ANY($3)
       AND NOT EXISTS (SELECT 1 FROM unnest($4::text[], $5::text[]) AS each(id, code)
         WHERE each.id = finding.record_id AND each.code = finding.code) RETURNING record_id`,
    [portalId, recordIds, codes, column('recordId'), column('code')],
  );
  const fresh = await tx.rows(
    id,
    `INSERT INTO finding (portal_id, object, record_id, code, words, found_at)
     SELECT DISTINCT ON (each.id, each.code) $1, 'referral', each.id, each.code, each.words, $5::timestamptz
     FROM unnest($2::text[], $3::text[], $4::text[]) AS each(id, code, words)
     ON CONFLICT (portal_id, object, record_id, code) DO UPDATE SET words = excluded.words
       WHERE finding.words <> excluded.words RETURNING record_id`,
    [portalId, column('recordId'), column('code'), column('words'), now],
  );
  return [...new Set([...gone, ...fresh])];
}
