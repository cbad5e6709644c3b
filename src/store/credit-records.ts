import { z } from 'zod';
import type { PortalId } from '../ids.ts';
import type { Written } from './mirror.ts';
import type { Sql } from './sql.ts';

/** Which record in HubSpot holds a credit; null while none does. */
export type CreditRecord = {
  readonly creditKey: string;
  readonly dealId: string;
  readonly recordId: string | null;
};

const row = z
  .object({ credit_key: z.string(), deal_id: z.string(), record_id: z.string().nullable() })
  .transform(
    (each): CreditRecord => ({
      creditKey: each.credit_key,
      dealId: each.deal_id,
      recordId: each.record_id,
    }),
  );

/** The credits that these records hold, or that have one of these keys. */
export async function findCreditRecords(
  sql: Sql,
  portalId: PortalId,
  recordIds: readonly string[],
  creditKeys: readonly string[],
): Promise<CreditRecord[]> {
  return sql.rows(
    (each) => row.parse(each),
    `SELECT credit_key, deal_id, record_id FROM credit
     WHERE portal_id = $1 AND (record_id = ANY($2) OR credit_key = ANY($3)) ORDER BY credit_key`,
    [portalId, recordIds, creditKeys],
  );
}

/**
 * Another record holds the credit from now on, or none; what it says is not known, so that all of it is written. Its
 * links are its own.
 */
export async function moveCreditRecord(
  sql: Sql,
  portalId: PortalId,
  creditKey: string,
  recordId: string | null,
): Promise<void> {
  await sql.run(
    'UPDATE credit SET record_id = $3, written = NULL, linked = NULL WHERE portal_id = $1 AND credit_key = $2',
    [portalId, creditKey, recordId],
  );
}

const writtenRow = z
  .object({ record_id: z.string(), deal_id: z.string(), written: z.custom<Written>() })
  .transform((each) => ({ recordId: each.record_id, dealId: each.deal_id, written: each.written }));

/** What each of these records holds, so far as we know; those of which nothing is known are left out. */
export async function readWritten(
  sql: Sql,
  portalId: PortalId,
  recordIds: readonly string[],
): Promise<z.infer<typeof writtenRow>[]> {
  return sql.rows(
    (each) => writtenRow.parse(each),
    `SELECT record_id, deal_id, written FROM credit
     WHERE portal_id = $1 AND record_id = ANY($2) AND written IS NOT NULL ORDER BY record_id`,
    [portalId, recordIds],
  );
}

/** A read found other values on the record. */
export async function saveWritten(
  sql: Sql,
  portalId: PortalId,
  recordId: string,
  written: Written,
): Promise<void> {
  await sql.run('UPDATE credit SET written = $3 WHERE portal_id = $1 AND record_id = $2', [
    portalId,
    recordId,
    JSON.stringify(written),
  ]);
}
