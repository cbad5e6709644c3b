import { post } from '../attribution/posting.ts';
import { dayIn, type Month } from '../calendar.ts';
import type { DecidedDeal } from '../store/deals.ts';
import type { StoredCredit } from '../store/ledger.ts';
import { commitDecision } from './commit-decision.ts';
import type { JobDeps, Portal } from './portal.ts';

/** What the store knows of deals, beforehand. */
export type KnownDeals = {
  readonly closed: ReadonlySet<Month>;
  readonly credits: ReadonlyMap<string, readonly StoredCredit[]>;
  readonly decided: ReadonlyMap<string, DecidedDeal>;
};

/**
 * Deals that HubSpot no longer has under their id, deleted or merged into another: everything granted is reversed.
 * A restore, or the deal they live on as, grants it again from the evidence (R20).
 */
export async function reverseGone(
  deps: JobDeps,
  portal: Portal,
  gone: ReadonlyMap<string, string>,
  known: KnownDeals,
): Promise<void> {
  for (const [id, why] of gone) {
    const before = known.decided.get(id);
    if (before === undefined) continue;
    const credits = known.credits.get(id) ?? [];
    const today = dayIn(portal.timeZone, deps.now());
    const entries = post([], credits, { today, isClosed: (month) => known.closed.has(month) });
    const decided: DecidedDeal = {
      ...before,
      ...{ present: false, won: false, closed: true, referralId: null, receipt: why },
      decision: { ...before.decision, attribution: 'none', parts: [], referralId: null, qualifies: false },
    };
    await commitDecision(deps, portal, { decided, before, entries, credits });
  }
}
