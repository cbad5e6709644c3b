import { z } from 'zod';
import type { PortalId } from '../ids.ts';
import type { Sql } from './sql.ts';

/** Which of these deals were never decided: nobody has looked at them since a partner had to do with them. */
export async function unknownDeals(sql: Sql, portalId: PortalId, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  return sql.rows(
    (row) => z.object({ id: z.string() }).parse(row).id,
    `SELECT DISTINCT each AS id FROM unnest($2::text[]) AS each
     WHERE NOT EXISTS (SELECT 1 FROM deal WHERE portal_id = $1 AND deal_id = each) ORDER BY id`,
    [portalId, ids],
  );
}
