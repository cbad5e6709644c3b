import { z } from 'zod';
import type { PortalId } from '../ids.ts';
import type { Sql } from './sql.ts';

/** True while nothing was ever posted for a portal. */
export async function isLedgerEmpty(sql: Sql, portalId: PortalId): Promise<boolean> {
  const found = await sql.maybe(
    (row) => z.object({ one: z.number() }).parse(row).one,
    'SELECT 1 AS one FROM ledger_entry WHERE portal_id = $1 LIMIT 1',
    [portalId],
  );
  return found === undefined;
}
