import { z } from 'zod';
import type { PortalId } from '../ids.ts';
import type { Sql } from './sql.ts';

/** How many decisions were kept of each deal; none of a deal that is not in the map. */
export type Revisions = ReadonlyMap<string, number>;

const row = z.object({ deal_id: z.string(), revision: z.number() });

/** Asked before deals are read from HubSpot, so that a decision kept in between is noticed. */
export async function revisionsOf(sql: Sql, portalId: PortalId, ids: readonly string[]): Promise<Revisions> {
  const rows = await sql.rows(
    (each) => row.parse(each),
    'SELECT deal_id, revision FROM deal WHERE portal_id = $1 AND deal_id = ANY($2)',
    [portalId, ids],
  );
  return new Map(rows.map((each) => [each.deal_id, each.revision]));
}

/** The same, and nobody else keeps a decision on these deals until the transaction ends. */
export async function lockRevisions(tx: Sql, portalId: PortalId, ids: readonly string[]): Promise<Revisions> {
  await tx.rows(
    () => null,
    `SELECT pg_advisory_xact_lock(hashtextextended($1 || ':deal:' || id, 0))
     FROM (SELECT unnest($2::text[]) AS id ORDER BY 1) AS deals`,
    [portalId, ids],
  );
  return revisionsOf(tx, portalId, ids);
}
