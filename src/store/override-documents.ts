import { z } from 'zod';
import type { PortalId } from '../ids.ts';
import type { Sql } from './sql.ts';

/** What people decided on a deal, as last signed here. */
export type OverrideDocument = {
  readonly dealId: string;
  /** What stands, or shall stand, in `partner_override`; empty: nothing is decided any more. */
  readonly text: string;
  readonly decidedAt: Date;
  /** HubSpot has not taken it yet. */
  readonly waiting: boolean;
  /** HubSpot's words, where it refused it. */
  readonly refusal: string | null;
};

const row = z
  .object({
    deal_id: z.string(),
    text: z.string(),
    decided_at: z.date(),
    waiting: z.boolean(),
    refusal: z.string().nullable(),
  })
  .transform(
    ({ deal_id: dealId, decided_at: decidedAt, ...rest }): OverrideDocument => ({
      ...rest,
      dealId,
      decidedAt,
    }),
  );

const COLUMNS = 'deal_id, text, decided_at, waiting, refusal';

/** What was decided on these deals, by deal id. */
export async function readOverrideDocuments(
  sql: Sql,
  portalId: PortalId,
  dealIds: readonly string[],
): Promise<Map<string, OverrideDocument>> {
  const found = await sql.rows(
    (each) => row.parse(each),
    `SELECT ${COLUMNS} FROM override_document WHERE portal_id = $1 AND deal_id = ANY($2)`,
    [portalId, dealIds],
  );
  return new Map(found.map((each) => [each.dealId, each]));
}

/** Those that HubSpot does not hold: the only copy is here, so the export of the settings carries them (R37). */
export async function readWaitingDocuments(sql: Sql, portalId: PortalId): Promise<OverrideDocument[]> {
  return sql.rows(
    (each) => row.parse(each),
    `SELECT ${COLUMNS} FROM override_document WHERE portal_id = $1 AND waiting ORDER BY deal_id`,
    [portalId],
  );
}

/** Keeps what was decided, to be written to HubSpot; in the transaction that audits it. */
export async function saveOverrideDocument(
  tx: Sql,
  portalId: PortalId,
  each: Pick<OverrideDocument, 'dealId' | 'text' | 'decidedAt'>,
): Promise<void> {
  await tx.run(
    `INSERT INTO override_document (portal_id, deal_id, text, decided_at, waiting) VALUES ($1, $2, $3, $4, true)
     ON CONFLICT (portal_id, deal_id) DO UPDATE SET text = excluded.text, decided_at = excluded.decided_at,
       waiting = true, refusal = NULL`,
    [portalId, each.dealId, each.text, each.decidedAt],
  );
}

/** Puts one back from an export, unless something is known of that deal already. True when it was new. */
export async function restoreOverrideDocument(
  tx: Sql,
  portalId: PortalId,
  each: Pick<OverrideDocument, 'dealId' | 'text' | 'decidedAt'>,
): Promise<boolean> {
  const saved = await tx.run(
    `INSERT INTO override_document (portal_id, deal_id, text, decided_at, waiting) VALUES ($1, $2, $3, $4, true)
     ON CONFLICT DO NOTHING`,
    [portalId, each.dealId, each.text, each.decidedAt],
  );
  return saved === 1;
}

/** HubSpot took this text; one that was decided meanwhile still waits. */
export async function noteWritten(sql: Sql, portalId: PortalId, dealId: string, text: string): Promise<void> {
  await sql.run(
    `UPDATE override_document SET waiting = false, refusal = NULL
     WHERE portal_id = $1 AND deal_id = $2 AND text = $3`,
    [portalId, dealId, text],
  );
}

/** HubSpot refused it, in these words; it is tried again with the deal's other stamps. */
export async function noteRefused(
  sql: Sql,
  portalId: PortalId,
  dealId: string,
  refusal: string,
): Promise<void> {
  await sql.run(
    'UPDATE override_document SET refusal = $3 WHERE portal_id = $1 AND deal_id = $2 AND waiting',
    [portalId, dealId, refusal],
  );
}
