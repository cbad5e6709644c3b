import type { PortalId } from '../ids.ts';
import { type DealTies, tiedDeals } from '../store/deal-ties.ts';
import type { Sql } from '../store/sql.ts';
import type { DealPlan } from './deal-plan.ts';

/**
 * Deals to look at again because another of the same client or referral moved. To be asked before the plans are kept,
 * in their order: a plan was made with those before it in mind, and without those after it. A plan that was made
 * without what another instance kept meanwhile is to be looked at again itself.
 */
export async function siblingsOf(
  sql: Sql,
  portalId: PortalId,
  plans: readonly DealPlan[],
  isMoved: (plan: DealPlan) => boolean,
): Promise<string[]> {
  const moved = plans.filter(isMoved);
  if (moved.length === 0) return [];
  const kept = await tiedDeals(
    sql,
    portalId,
    moved.flatMap(({ decided }) => decided.companyIds),
    moved.flatMap(referralIdsOf),
  );
  const known = new Map(kept.map((each): [string, DealTies] => [each.id, each]));
  const siblings = new Set<string>();
  const together = new Set(plans.map(({ decided }) => decided.id as string));
  for (const plan of plans) {
    const { id, companyIds, referralId } = plan.decided;
    if (isMoved(plan)) {
      for (const other of known.values()) {
        if (other.id === id || !isTied(other, plan)) continue;
        siblings.add(other.id);
        if (!isConsidered(other, plan) && !together.has(other.id)) siblings.add(id);
      }
    }
    known.set(id, { id, companyIds, referralId, revision: 0 });
  }
  return [...siblings];
}

/** Another instance kept a project of the same referral after this plan was made: it has to be made again. */
function isConsidered({ id, referralId, revision }: DealTies, plan: DealPlan): boolean {
  if (referralId === null || !referralIdsOf(plan).some((each) => each === referralId)) return true;
  return plan.considered.get(id) === revision;
}

/** The referrals that a deal was and is bound to. */
export function referralIdsOf({ before, decided }: DealPlan): string[] {
  return [before?.referralId, decided.referralId].flatMap((id) => (id == null ? [] : [id]));
}

function isTied({ companyIds, referralId }: DealTies, plan: DealPlan): boolean {
  const { decided } = plan;
  if (decided.companyIds.some((id) => companyIds.includes(id))) return true;
  return referralId !== null && referralIdsOf(plan).includes(referralId);
}
