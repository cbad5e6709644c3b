import { isAccepted } from '../attribution/evidence.ts';
import type { DecidedDeal } from '../store/deals.ts';
import { commitPlans } from './commit-plan.ts';
import type { Gathered } from './gather.ts';
import { planDeals } from './plan-deals.ts';
import type { Job } from './portal.ts';
import { createPatience, type Patience } from './rate-agreement.ts';
import { works } from './works.ts';

/**
 * Deals that changed: reads them as they are now, decides who gets credit, posts what differs to the ledger, and puts
 * in line what follows from it, all of a deal in one transaction. A won deal whose amount in company currency HubSpot
 * has not brought up to date is read again first (R19).
 */
export function createDealJob(patience: Patience = createPatience()): Job {
  return async (deps, portal, recordIds) => {
    const { plans, gathered } = await planDeals(deps, portal, recordIds);
    const living = [...gathered].filter(([id, { deal }]) => id === deal.id).map(([, each]) => each);
    const waits = new Map(
      living.flatMap(({ deal, modifiedAt }) => {
        const delayMs = patience({ ...deal, sinceChangeMs: deps.now() - modifiedAt });
        return delayMs === null ? [] : [[deal.id, delayMs] as const];
      }),
    );
    await commitPlans(
      deps,
      portal,
      plans.filter(({ decided, before }) => !waits.has(decided.id) || isKnownMisfit(before)),
    );
    const survivors = [...gathered.values()].map(({ deal }) => deal.id);
    await deps.queue.enqueue([
      ...works(
        portal.id,
        'deal',
        survivors.filter((id) => !gathered.has(id)),
      ),
      ...works(portal.id, 'referral', living.flatMap(unjudged)),
      ...[...waits].flatMap(([id, delayMs]) => works(portal.id, 'deal', [id], delayMs)),
    ]);
    return [];
  };
}

/** Its figures did not agree before and were taken as they are: what else changes is not held up by that. */
function isKnownMisfit(before: DecidedDeal | undefined): boolean {
  return before?.findings.some(({ code }) => code === 'rate_of_other_currency') ?? false;
}

/** Accepted referrals whose own job has not run yet: it judges whether the client was ours, and sends the deal again. */
function unjudged({ referrals }: Gathered): string[] {
  return referrals
    .filter(
      ({ record, alreadyOurs }) => isAccepted(record) && record.referredOn !== null && alreadyOurs === null,
    )
    .map(({ record }) => record.id);
}
