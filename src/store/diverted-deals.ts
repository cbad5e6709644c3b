import { z } from 'zod';
import type { Month } from '../calendar.ts';
import type { DealId, PortalId } from '../ids.ts';
import type { Sql } from './sql.ts';

const row = z.object({ deal_id: z.string() }).transform(({ deal_id }) => deal_id as DealId);

/**
 * Deals of which something stands in other months because this one was closed: they closed in it, or have a credit in
 * it, and have a credit elsewhere too. In order of their ids, `limit` of them after one.
 */
export async function divertedDeals(
  sql: Sql,
  portalId: PortalId,
  month: Month,
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<DealId[]> {
  return sql.rows(
    (each) => row.parse(each),
    `SELECT DISTINCT deal_id FROM credit WHERE portal_id = $1 AND month <> $2 AND deal_id > $3 AND deal_id IN (
       SELECT deal_id FROM credit WHERE portal_id = $1 AND month = $2
       UNION ALL SELECT deal_id FROM deal WHERE portal_id = $1 AND to_char(closed_on, 'YYYY-MM') = $2)
     ORDER BY deal_id LIMIT $4`,
    [portalId, month, after, limit],
  );
}
