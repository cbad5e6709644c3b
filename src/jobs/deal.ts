import { isAccepted } from '../attribution/evidence.ts';
import { commitPlans } from './commit-plan.ts';
import type { Gathered } from './gather.ts';
import { planDeals } from './plan-deals.ts';
import type { Job } from './portal.ts';
import { works } from './works.ts';

/**
 * Deals that changed: reads them as they are now, decides who gets credit, posts what differs to the ledger, and puts
 * in line what follows from it, all of a deal in one transaction.
 */
export const dealJob: Job = async (deps, portal, recordIds) => {
  const { plans, gathered } = await planDeals(deps, portal, recordIds);
  await commitPlans(deps, portal, plans);
  const living = [...gathered].filter(([id, { deal }]) => id === deal.id).map(([, each]) => each);
  const survivors = [...gathered.values()].map(({ deal }) => deal.id);
  await deps.queue.enqueue([
    ...works(
      portal.id,
      'deal',
      survivors.filter((id) => !gathered.has(id)),
    ),
    ...works(portal.id, 'referral', living.flatMap(unjudged)),
  ]);
  return [];
};

/** Accepted referrals whose own job has not run yet: it judges whether the client was ours, and sends the deal again. */
function unjudged({ referrals }: Gathered): string[] {
  return referrals
    .filter(
      ({ record, alreadyOurs }) => isAccepted(record) && record.referredOn !== null && alreadyOurs === null,
    )
    .map(({ record }) => record.id);
}
