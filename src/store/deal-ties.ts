import { z } from 'zod';
import type { PortalId } from '../ids.ts';
import type { Sql } from './sql.ts';

/** What ties a deal to others of the same client or referral. */
export type DealTies = {
  readonly id: string;
  readonly companyIds: readonly string[];
  readonly referralId: string | null;
  /** Decisions kept of it. */
  readonly revision: number;
};

const ties = z
  .object({
    deal_id: z.string(),
    company_ids: z.array(z.string()),
    referral_id: z.string().nullable(),
    revision: z.number(),
  })
  .transform(
    ({ deal_id: id, company_ids: companyIds, referral_id: referralId, revision }): DealTies => ({
      ...{ id, companyIds, referralId, revision },
    }),
  );

/** Deals whose decision may depend on the same first project: of one of these clients, or bound to one of these referrals. */
export async function tiedDeals(
  sql: Sql,
  portalId: PortalId,
  companyIds: readonly string[],
  referralIds: readonly string[],
): Promise<DealTies[]> {
  return sql.rows(
    (row) => ties.parse(row),
    `SELECT deal_id, company_ids, referral_id, revision FROM deal
     WHERE portal_id = $1 AND (company_ids && $2::text[] OR referral_id = ANY($3))`,
    [portalId, companyIds, referralIds],
  );
}

/** The same by id only. */
export async function siblingIds(
  sql: Sql,
  portalId: PortalId,
  companyIds: readonly string[],
  referralIds: readonly string[],
): Promise<string[]> {
  const found = await tiedDeals(sql, portalId, companyIds, referralIds);
  return found.map(({ id }) => id);
}
