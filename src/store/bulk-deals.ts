import { z } from 'zod';
import type { PortalId } from '../ids.ts';
import type { Sql } from './sql.ts';

/** A deal of a run. Deals of one client bear on each other, so they stay together. */
export type BulkDeal = { readonly dealId: string; readonly client: string };

const row = z
  .object({ deal_id: z.string(), client: z.string() })
  .transform((each): BulkDeal => ({ dealId: each.deal_id, client: each.client }));

/** Adds deals to a run, each once: the client it came with first stays. */
export async function addBulkDeals(
  sql: Sql,
  portalId: PortalId,
  runId: string,
  deals: readonly BulkDeal[],
): Promise<void> {
  await sql.run(
    `INSERT INTO bulk_deal (portal_id, run_id, deal_id, client)
     SELECT $1, $2, each.deal_id, each.client FROM unnest($3::text[], $4::text[]) AS each(deal_id, client)
     ON CONFLICT DO NOTHING`,
    [portalId, runId, deals.map(({ dealId }) => dealId), deals.map(({ client }) => client)],
  );
}

export async function countBulkDeals(sql: Sql, portalId: PortalId, runId: string): Promise<number> {
  const count = await sql.maybe(
    (each) => z.object({ count: z.number() }).parse(each).count,
    'SELECT count(*)::integer AS count FROM bulk_deal WHERE portal_id = $1 AND run_id = $2',
    [portalId, runId],
  );
  return count ?? 0;
}

/**
 * The next deals of a run after a client, about `limit` of them: all of a client or none, so that one with more comes
 * whole and alone. Empty at the end.
 */
export async function nextBulkDeals(
  sql: Sql,
  portalId: PortalId,
  runId: string,
  after: string,
  limit: number,
): Promise<BulkDeal[]> {
  const found = await sql.rows(
    (each) => row.parse(each),
    `SELECT deal_id, client FROM bulk_deal WHERE portal_id = $1 AND run_id = $2 AND client > $3
     ORDER BY client, deal_id LIMIT $4`,
    [portalId, runId, after, limit + 1],
  );
  const cut = found[limit]?.client;
  if (cut === undefined) return found;
  const whole = found.filter(({ client }) => client !== cut);
  if (whole.length > 0) return whole;
  return sql.rows(
    (each) => row.parse(each),
    `SELECT deal_id, client FROM bulk_deal WHERE portal_id = $1 AND run_id = $2 AND client = $3 ORDER BY deal_id`,
    [portalId, runId, cut],
  );
}

/** Deals that the store knows, decided or credited, in order of their ids, with the client where it is known. */
export async function storedDeals(
  sql: Sql,
  portalId: PortalId,
  after: string,
  limit: number,
): Promise<{ dealId: string; companyId: string | null }[]> {
  return sql.rows(
    (each) => {
      const { deal_id, company_id } = z
        .object({ deal_id: z.string(), company_id: z.string().nullable() })
        .parse(each);
      return { dealId: deal_id, companyId: company_id };
    },
    `SELECT deal_id, max(company_id) AS company_id FROM (
       SELECT deal_id, company_ids[1] AS company_id FROM deal WHERE portal_id = $1
       UNION ALL SELECT deal_id, NULL FROM credit WHERE portal_id = $1
     ) AS known WHERE deal_id > $2 GROUP BY deal_id ORDER BY deal_id LIMIT $3`,
    [portalId, after, limit],
  );
}
