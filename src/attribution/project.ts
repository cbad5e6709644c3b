import type { Day } from '../calendar.ts';
import { compareIds, type DealId, type ReferralId } from '../ids.ts';

/** The first project of a referral among the deals now won (R7). */
export type FirstProject = { readonly dealId: DealId; readonly closedOn: Day };

/** A deal that is bound to a referral. `qualifies`: by its own dates, not only as a later project of the client. */
export type BoundDeal = {
  readonly id: DealId;
  readonly won: boolean;
  readonly closedOn: Day | null;
  readonly referralId: ReferralId | null;
  readonly qualifies: boolean;
};

/** Per referral, its first project among these deals, leaving one deal out: the one that is being decided. */
export function firstProjects(deals: readonly BoundDeal[], except: DealId): Map<ReferralId, FirstProject> {
  const first = new Map<ReferralId, FirstProject>();
  for (const { id, won, closedOn, referralId, qualifies } of deals) {
    if (!won || closedOn === null || referralId === null || !qualifies || id === except) continue;
    const candidate = { dealId: id, closedOn };
    const present = first.get(referralId);
    if (present === undefined || isEarlier(candidate, present)) first.set(referralId, candidate);
  }
  return first;
}

/** Order of projects: close date, then deal id. */
export function isEarlier(a: FirstProject, b: FirstProject): boolean {
  return a.closedOn === b.closedOn ? compareIds(a.dealId, b.dealId) < 0 : a.closedOn < b.closedOn;
}
