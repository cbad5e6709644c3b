import type { Credit } from '../attribution/ledger.ts';
import type { PortalId } from '../ids.ts';
import { creditOf, creditRow } from './credit-row.ts';
import type { Sql } from './sql.ts';

/** Credits of a partner whose commission is to be paid or waits for a person; the earliest due first, at most 1,000. */
export async function readPayables(sql: Sql, portalId: PortalId, partnerId: string): Promise<Credit[]> {
  return sql.rows(
    (each) => creditOf(creditRow.parse(each)),
    `SELECT * FROM credit WHERE portal_id = $1 AND partner_id = $2 AND status IN ('payable', 'on_hold')
     ORDER BY due_on NULLS LAST, credit_key LIMIT 1000`,
    [portalId, partnerId],
  );
}
