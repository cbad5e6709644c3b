import { z } from 'zod';
import type { DealId, PortalId } from '../ids.ts';
import type { DealLabel } from './deals.ts';
import type { Written } from './mirror.ts';
import type { Sql } from './sql.ts';

/**
 * How many write-backs each deal has seen: asked before a deal is read from HubSpot, so that stamps read before a
 * write-back are never taken for what stands after it.
 */
export async function stampedSoFar(
  sql: Sql,
  portalId: PortalId,
  ids: readonly string[],
): Promise<Map<string, number>> {
  const rows = await sql.rows(
    (row) => z.object({ deal_id: z.string(), stamped: z.number() }).parse(row),
    'SELECT deal_id, stamped FROM deal WHERE portal_id = $1 AND deal_id = ANY($2)',
    [portalId, ids],
  );
  return new Map(rows.map((row) => [row.deal_id, row.stamped]));
}

/** What stands on a deal after a write-back. */
export type StampedDeal = {
  readonly dealId: DealId;
  readonly stamps: Written;
  readonly labels: readonly DealLabel[];
};

/** Keeps what was written back, many deals in one statement; rows are locked in one order, as by who decides them. */
export async function saveStamps(
  sql: Sql,
  portalId: PortalId,
  stamped: readonly StampedDeal[],
): Promise<void> {
  if (stamped.length === 0) return;
  await sql.run(
    `WITH locked AS (
       SELECT deal_id FROM deal WHERE portal_id = $1 AND deal_id = ANY($2) ORDER BY deal_id FOR UPDATE)
     UPDATE deal SET stamps = each.stamps::jsonb, labels = each.labels::jsonb, stamped = stamped + 1
     FROM locked JOIN unnest($2::text[], $3::text[], $4::text[]) AS each(deal_id, stamps, labels) USING (deal_id)
     WHERE deal.portal_id = $1 AND deal.deal_id = locked.deal_id`,
    [
      portalId,
      stamped.map(({ dealId }) => dealId),
      stamped.map(({ stamps }) => JSON.stringify(stamps)),
      stamped.map(({ labels }) => JSON.stringify(labels)),
    ],
  );
}
