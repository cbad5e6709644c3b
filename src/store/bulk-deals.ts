import { z } from 'zod';
import type { PortalId } from '../ids.ts';
import type { Sql } from './sql.ts';

/** A deal of a run. Deals of one client bear on each other, so they stay together. */
export type BulkDeal = { readonly dealId: string; readonly client: string };

const row = z
  .object({ deal_id: z.string(), client: z.string() })
  .transform((each): BulkDeal => ({ dealId: each.deal_id, client: each.client }));

/** Begins the client of a deal that came without one. */
export const ALONE = 'deal ';

/** Adds deals to a run, each once: the first client it came with stays. */
export async function addBulkDeals(
  sql: Sql,
  portalId: PortalId,
  runId: string,
  deals: readonly BulkDeal[],
): Promise<void> {
  const clients = new Map<string, string>();
  for (const { dealId, client } of deals)
    if (clients.get(dealId)?.startsWith(ALONE) ?? true) clients.set(dealId, client);
  await sql.run(
    `INSERT INTO bulk_deal AS known (portal_id, run_id, deal_id, client)
     SELECT $1, $2, each.deal_id, each.client FROM unnest($3::text[], $4::text[]) AS each(deal_id, client)
     ON CONFLICT (portal_id, run_id, deal_id) DO UPDATE SET client = excluded.client
       WHERE starts_with(known.client, '${ALONE}')`,
    [portalId, runId, [...clients.keys()], [...clients.values()]],
  );
}

/** How many deals a run is over, and of how many client companies. */
export async function countBulkDeals(
  sql: Sql,
  portalId: PortalId,
  runId: string,
): Promise<{ deals: number; companies: number }> {
  const counts = await sql.maybe(
    (each) => z.object({ deals: z.number(), companies: z.number() }).parse(each),
    `SELECT count(*)::integer AS deals,
       (count(DISTINCT client) FILTER (WHERE starts_with(client, 'company ')))::integer AS companies
     FROM bulk_deal WHERE portal_id = $1 AND run_id = $2`,
    [portalId, runId],
  );
  return counts ?? { deals: 0, companies: 0 };
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
