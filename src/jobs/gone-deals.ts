import { post } from '../attribution/posting.ts';
import { dayIn, type Month } from '../calendar.ts';
import type { DealId } from '../ids.ts';
import type { DecidedDeal } from '../store/deals.ts';
import { readOverrideDocuments } from '../store/override-documents.ts';
import { commissionFindings } from './commission-findings.ts';
import type { DealPlan, KnownDeals } from './deal-plan.ts';
import type { Gathered } from './gather.ts';
import { readOverride } from './override-document.ts';
import { rulings } from './plan-deal.ts';
import type { JobDeps, Portal } from './portal.ts';

/** An id that is no deal (any more): deleted, or merged into the deal it lives on as. */
export type GoneDeal = { readonly id: DealId; readonly survivor: DealId | null };

export function goneOf(ids: readonly string[], gathered: ReadonlyMap<DealId, Gathered>): GoneDeal[] {
  return ids.flatMap((asked): GoneDeal[] => {
    const id = asked as DealId;
    const survivor = gathered.get(id)?.deal.id ?? null;
    return survivor === id ? [] : [{ id, survivor }];
  });
}

/**
 * Deals that HubSpot no longer has under their id: everything granted is reversed. A restore, or the deal they live on
 * as, grants it again from the evidence (R20). Deleted is lost: clawback and what a person decided hold as for any
 * loss. Merged is none: the survivor owes the commission, so this one owes it no more.
 */
export async function planGone(
  deps: JobDeps,
  portal: Portal,
  gone: readonly GoneDeal[],
  known: KnownDeals,
): Promise<DealPlan[]> {
  const decided = gone.filter(({ id }) => known.decided.has(id));
  if (decided.length === 0) return [];
  const documents = await readOverrideDocuments(
    deps.database,
    portal.id,
    decided.map(({ id }) => id),
  );
  return decided.flatMap((each) => planOne(deps, portal, each, documents.get(each.id)?.text ?? null, known));
}

function planOne(
  { now, seal }: JobDeps,
  portal: Portal,
  { id, survivor }: GoneDeal,
  text: string | null,
  known: KnownDeals,
): DealPlan[] {
  const before = known.decided.get(id);
  if (before === undefined) return [];
  const credits = known.credits.get(id) ?? [];
  const today = dayIn(portal.timeZone, now());
  const place = { portalId: portal.id, dealId: id, timeZone: portal.timeZone };
  const rulingOf = rulings(readOverride(text === '' ? null : text, place, seal));
  const books = { today, isClosed: (month: Month) => known.closed.has(month) };
  const entries = post([], credits, books, (partnerId, role) =>
    survivor === null ? rulingOf({ partnerId, role }) : 'reverse',
  );
  const decided: DecidedDeal = {
    ...before,
    ...{ present: false, won: false, closed: true, referralId: null },
    receipt: survivor === null ? 'The deal was deleted.' : `The deal was merged into deal ${survivor}.`,
    findings: commissionFindings(id, [], credits, entries, (partnerId) => `partner ${partnerId}`),
    decision: { ...before.decision, attribution: 'none', parts: [], referralId: null, qualifies: false },
  };
  const revision = known.revisions.get(id) ?? 0;
  return [{ decided, before, wanted: [], entries, credits, revision, considered: new Map() }];
}
