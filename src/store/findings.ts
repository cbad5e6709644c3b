import { z } from 'zod';
import type { PortalId } from '../ids.ts';
import { INTEGRITY_FINDINGS, type IntegrityFinding } from '../vocabulary.ts';
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
