import { z } from 'zod';
import type { Role } from '../attribution/decide.ts';
import type { Month } from '../calendar.ts';
import type { PartnerId, PortalId } from '../ids.ts';
import type { Sql } from './sql.ts';

/** What one partner has in one role in a month, in minor units of the company's currency. */
export type PeriodLine = {
  readonly partnerId: PartnerId;
  readonly role: Role;
  readonly homeCurrency: string;
  readonly homeMinor: bigint;
  readonly credits: number;
};

/** A month added up. `fingerprint` changes with any amount of any credit in it, also where sums stay the same. */
export type PeriodSums = { readonly lines: readonly PeriodLine[]; readonly fingerprint: string };

const line = z
  .object({
    partner_id: z.string(),
    role: z.custom<Role>(),
    home_currency: z.string(),
    home_minor: z.string(),
    credits: z.number(),
  })
  .transform(
    (each): PeriodLine => ({
      partnerId: each.partner_id as PartnerId,
      role: each.role,
      homeCurrency: each.home_currency,
      homeMinor: BigInt(each.home_minor),
      credits: each.credits,
    }),
  );

/** Adds a month up from the ledger's entries themselves, so that nothing kept beside them can hide a change. */
export async function sumMonth(sql: Sql, portalId: PortalId, month: Month): Promise<PeriodSums> {
  const lines = await sql.rows(
    (each) => line.parse(each),
    `SELECT partner_id, role, home_currency, sum(home_minor)::text AS home_minor,
       count(DISTINCT credit_key)::integer AS credits
     FROM ledger_entry WHERE portal_id = $1 AND month = $2
     GROUP BY partner_id, role, home_currency ORDER BY partner_id, role, home_currency`,
    [portalId, month],
  );
  const found = await sql.maybe(
    (each) => z.object({ fingerprint: z.string() }).parse(each).fingerprint,
    `SELECT encode(sha256(convert_to(coalesce(string_agg(figure, '|' ORDER BY figure), ''), 'UTF8')), 'hex') AS fingerprint
     FROM (
       SELECT concat_ws(' ', credit_key, currency, sum(amount_minor), home_currency, sum(home_minor)) AS figure
       FROM ledger_entry WHERE portal_id = $1 AND month = $2 GROUP BY credit_key, currency, home_currency
       HAVING sum(amount_minor) <> 0 OR sum(home_minor) <> 0
     ) AS figures`,
    [portalId, month],
  );
  if (found === undefined) throw new Error('an aggregate always answers one row');
  return { lines, fingerprint: found };
}

/** Credits of a month whose amount nobody knows yet: closing it posts them forward once they are known. */
export async function countUnknown(sql: Sql, portalId: PortalId, month: Month): Promise<number> {
  const count = await sql.maybe(
    (each) => z.object({ count: z.number() }).parse(each).count,
    `SELECT count(*)::integer AS count FROM credit
     WHERE portal_id = $1 AND month = $2 AND status <> 'reversed' AND NOT (amount_known AND home_known)`,
    [portalId, month],
  );
  return count ?? 0;
}
