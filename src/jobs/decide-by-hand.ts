import type { Override, OverrideInput } from '../attribution/override.ts';
import { type OverrideProblem, overrideProblems } from '../attribution/override-problems.ts';
import { Problem } from '../errors.ts';
import type { DealId } from '../ids.ts';
import { audit } from '../store/audit.ts';
import type { Transaction } from '../store/database.ts';
import { lockAll } from '../store/locks.ts';
import { readOverrideDocuments, saveOverrideDocument } from '../store/override-documents.ts';
import { commitPlans } from './commit-plan.ts';
import { recordsOf } from './fetch.ts';
import { overrideText } from './override-document.ts';
import { planDeals } from './plan-deals.ts';
import type { JobDeps, Portal } from './portal.ts';
import { lastDecidedAt, standingOverride } from './standing-override.ts';
import { works } from './works.ts';

/** What a person decides about a deal, as a change of what was decided on it before. */
export type ByHand = {
  readonly dealId: DealId;
  /** HubSpot user id. */
  readonly userId: string;
  /** For the audit: `override-credit`, `unlock-credit` … */
  readonly action: string;
  readonly details: Readonly<Record<string, unknown>>;
  /** What is decided now; null: nothing any more. `at` is the moment of the decision, an ISO instant. */
  readonly change: (before: Override | null, at: string) => Override | null;
};

export type Decided =
  | { readonly kind: 'kept' }
  | { readonly kind: 'refused'; readonly problems: readonly OverrideProblem[] };

/** Should the process die before it follows the decision, the queue does, so much later. */
const FOLLOW_UP_MS = 15_000;

/**
 * Keeps what a person decided about a deal: signed, audited, and in line to be followed, in one transaction together
 * with `also`. What stands on the deal is read from HubSpot first, so that nothing decided elsewhere is lost. Throws a
 * Problem when the deal is not there (any more) or nothing can be signed; problems of the decision itself are a value.
 */
export async function keepDecision(
  deps: JobDeps,
  portal: Portal,
  byHand: ByHand,
  also: (tx: Transaction) => Promise<void>,
): Promise<Decided> {
  const { dealId } = byHand;
  const onDeal = await textOnDeal(portal, dealId);
  return deps.database.transaction(async (tx): Promise<Decided> => {
    await lockAll(tx, portal.id, [`override:${dealId}`]);
    const kept = (await readOverrideDocuments(tx, portal.id, [dealId])).get(dealId);
    const { input } = standingOverride(onDeal, kept, { portal, dealId, seal: deps.seal });
    const before = decidedIn(input);
    // Later than what it replaces, whatever the clocks of two servers say.
    const earliest =
      Math.max(kept?.decidedAt.getTime() ?? 0, before === null ? 0 : lastDecidedAt(before)) + 1;
    const decidedAt = new Date(Math.max(deps.now(), earliest));
    const next = byHand.change(before, decidedAt.toISOString());
    const problems = next === null ? [] : overrideProblems(next);
    if (problems.length > 0) return { kind: 'refused', problems };
    const text = next === null ? '' : overrideText(next, { portalId: portal.id, dealId }, deps.seal);
    await saveOverrideDocument(tx, portal.id, { dealId, text, decidedAt });
    const { action, details, userId } = byHand;
    const deed = { actor: userActor(userId), action, subject: dealId, details };
    await audit(tx, portal.id, deed, new Date(deps.now()));
    await also(tx);
    await deps.queue.enqueue(works(portal.id, 'deal', [dealId], FOLLOW_UP_MS), tx);
    return { kind: 'kept' };
  });
}

/** Decides the deal anew at once, in the name of the user; its write-back is put in line. */
export async function followDecision(
  deps: JobDeps,
  portal: Portal,
  dealId: DealId,
  userId: string,
): Promise<void> {
  const { plans } = await planDeals(deps, portal, [dealId]);
  await commitPlans(deps, portal, plans, userActor(userId));
}

/** How a user stands in the audit and on ledger entries. */
export function userActor(userId: string): string {
  return `user ${userId}`;
}

function decidedIn(input: OverrideInput): Override | null {
  return input.kind === 'valid' ? input.override : null;
}

async function textOnDeal(portal: Portal, dealId: DealId): Promise<string | null> {
  const record = (await recordsOf(portal, 'deal', [dealId], ['partner_override'])).get(dealId);
  if (record === undefined)
    throw new Problem('hubspot-not-found', `Deal ${dealId} does not exist (any more).`);
  if (record.id !== dealId)
    throw new Problem('hubspot-not-found', `Deal ${dealId} was merged into deal ${record.id}: decide there.`);
  return record.properties.partner_override || null;
}
