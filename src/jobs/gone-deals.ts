import { post } from '../attribution/posting.ts';
import { dayIn } from '../calendar.ts';
import type { DealId } from '../ids.ts';
import type { DecidedDeal } from '../store/deals.ts';
import type { DealPlan, KnownDeals } from './deal-plan.ts';
import type { Gathered } from './gather.ts';
import type { JobDeps, Portal } from './portal.ts';

/** Ids that are no deal (any more), with the reason in words: deleted, or merged into another deal. */
export function goneOf(ids: readonly string[], gathered: ReadonlyMap<DealId, Gathered>): Map<string, string> {
  const gone = new Map<string, string>();
  for (const id of ids) {
    const survivor = gathered.get(id as DealId)?.deal.id;
    if (survivor === undefined) gone.set(id, 'The deal was deleted.');
    else if (survivor !== id) gone.set(id, `The deal was merged into deal ${survivor}.`);
  }
  return gone;
}

/**
 * Deals that HubSpot no longer has under their id, deleted or merged into another: everything granted is reversed.
 * A restore, or the deal they live on as, grants it again from the evidence (R20).
 */
export function planGone(
  { now }: JobDeps,
  portal: Portal,
  gone: ReadonlyMap<string, string>,
  known: KnownDeals,
): DealPlan[] {
  const today = dayIn(portal.timeZone, now());
  return [...gone].flatMap(([id, why]) => {
    const before = known.decided.get(id);
    if (before === undefined) return [];
    const credits = known.credits.get(id) ?? [];
    const entries = post([], credits, { today, isClosed: (month) => known.closed.has(month) });
    const decided: DecidedDeal = {
      ...before,
      ...{ present: false, won: false, closed: true, referralId: null, receipt: why, findings: [] },
      decision: { ...before.decision, attribution: 'none', parts: [], referralId: null, qualifies: false },
    };
    return [{ decided, before, wanted: [], entries, credits }];
  });
}
