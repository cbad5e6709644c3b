import type { Decision } from '../attribution/decide.ts';
import type { Entry } from '../attribution/ledger.ts';
import { dayIn } from '../calendar.ts';
import { DEAL_STAMPS } from '../hubspot/deal.ts';
import type { DealId } from '../ids.ts';
import { audit } from '../store/audit.ts';
import type { Transaction } from '../store/database.ts';
import { lockRevisions } from '../store/deal-revisions.ts';
import { type DecidedDeal, saveDeals } from '../store/deals.ts';
import { appendAll, type Posting } from '../store/ledger.ts';
import { lockAll } from '../store/locks.ts';
import { assertOpen, lockPeriodsShared } from '../store/periods.ts';
import { countPutBack } from '../store/put-back.ts';
import type { Work } from '../store/queue.ts';
import { edited } from './edited.ts';
import { assertOpened } from './open-books.ts';
import type { DealPlan } from './plan-deals.ts';
import type { JobDeps, Portal } from './portal.ts';
import { referralIdsOf, siblingsOf } from './siblings.ts';
import { works } from './works.ts';

/** Who posts: `automation`, `backfill`, `user 123` …; it stands on every entry. */
export type Actor = string;

/** Deals kept in one transaction: few round trips to the database, and its locks are not held for long. */
const TOGETHER = 100;

/**
 * Keeps decisions, their ledger entries and the work they cause; of each deal all or nothing. Resolves to the deals that
 * were decided by somebody else meanwhile: nothing of theirs was kept, and they are in line to be looked at again.
 */
export async function commitPlans(
  deps: JobDeps,
  portal: Portal,
  plans: readonly DealPlan[],
  actor: Actor = 'automation',
): Promise<DealId[]> {
  const outrun: DealId[] = [];
  if (plans.some(({ entries }) => entries.length > 0)) await assertOpened(deps, portal);
  for (let start = 0; start < plans.length; start += TOGETHER) {
    const some = plans.slice(start, start + TOGETHER);
    const kept = await deps.database.transaction((tx) => commit(deps, portal, tx, some, actor));
    for (const plan of kept) tell(deps, portal, plan, actor);
    outrun.push(...some.filter((plan) => !kept.includes(plan)).map(({ decided }) => decided.id));
  }
  return outrun;
}

function tell(deps: JobDeps, portal: Portal, { entries, decided }: DealPlan, actor: Actor): void {
  if (entries.length === 0) return;
  for (const entry of entries) deps.observe?.({ kind: 'posted', entry: entry.kind });
  deps.log.info('posted to the ledger', {
    ...{ portalId: portal.id, dealId: decided.id, actor },
    ...{ deliveryId: deps.causeOf?.(decided.id)?.deliveryId, entries: entries.map(({ kind }) => kind) },
  });
}

/** Resolves to the plans that were kept; those of deals decided meanwhile, by whom ever, are made again. */
async function commit(
  deps: JobDeps,
  portal: Portal,
  tx: Transaction,
  all: readonly DealPlan[],
  actor: Actor,
): Promise<readonly DealPlan[]> {
  const now = new Date(deps.now());
  const today = dayIn(portal.timeZone, deps.now());
  await lockPeriodsShared(tx, portal.id);
  const ids = all.map(({ decided }) => decided.id);
  const revisions = await lockRevisions(tx, portal.id, ids);
  const plans = all.filter(({ decided, revision }) => revision === (revisions.get(decided.id) ?? 0));
  const outrun = ids.filter((id) => !plans.some(({ decided }) => decided.id === id));
  const entries = plans.flatMap((plan) => plan.entries);
  await assertOpen(
    tx,
    portal.id,
    entries.filter(movesMoney).map((entry) => entry.month),
  );
  // Two instances may decide two projects of one client at once: the later one must see the earlier and look again.
  await lockAll(
    tx,
    portal.id,
    plans.flatMap((plan) => [...plan.decided.companyIds, ...referralIdsOf(plan)]),
  );
  const siblings = await siblingsOf(tx, portal.id, plans, isMoved);
  await appendAll(
    tx,
    portal.id,
    plans.map((plan) => postingOf(plan, actor, now)),
  );
  await saveDeals(
    tx,
    portal.id,
    plans.map(({ decided }) => decided),
    now,
  );
  for (const { before, decided } of plans) await auditEndOfOverride(tx, portal, before, decided, now);
  await countPutBack(tx, portal.id, 'deal', plans.flatMap(editedStamps), today);
  await deps.queue.enqueue(consequences(portal.id, plans, [...siblings, ...outrun]), tx);
  return plans;
}

function postingOf({ entries, credits, decided }: DealPlan, actor: Actor, now: Date): Posting {
  return {
    ...{ entries, actor, now },
    present: new Map(credits.map((credit) => [credit.creditKey, credit])),
    evidence: evidenceSnapshot(decided.decision),
    reasonOf: ({ partnerId, role, status }) =>
      status === 'reversed'
        ? `Reversed: ${decided.receipt}`
        : (decided.reasons[`${partnerId}:${role}`] ?? decided.receipt),
  };
}

function consequences(portalId: string, plans: readonly DealPlan[], siblings: readonly string[]): Work[] {
  return [
    ...works(
      portalId,
      'write-back',
      plans.map(({ decided }) => decided.id),
    ),
    ...works(
      portalId,
      'partner',
      plans.flatMap(({ entries }) => entries.map((entry) => entry.partnerId)),
    ),
    ...works(portalId, 'referral-values', plans.flatMap(movedReferrals)),
    ...works(portalId, 'deal', siblings),
  ];
}

/** Referrals whose progress or credit moves: also those that the changed credits were of until now. */
function movedReferrals(plan: DealPlan): string[] {
  const { entries, credits } = plan;
  if (!isMoved(plan) && entries.length === 0) return [];
  const keys = new Set(entries.map(({ creditKey }) => creditKey));
  const changed = [...entries, ...credits.filter(({ creditKey }) => keys.has(creditKey))];
  return [...referralIdsOf(plan), ...changed.flatMap(({ referralId }) => referralId ?? [])];
}

/** What a person decided has ended on the day it named, and the rules have decided again: told once (R16). */
async function auditEndOfOverride(
  tx: Transaction,
  portal: Portal,
  before: DecidedDeal | undefined,
  { id, decision }: DecidedDeal,
  now: Date,
): Promise<void> {
  const ended = before?.decision.override;
  if (ended?.until == null || decision.override !== null) return;
  if (dayIn(portal.timeZone, now.getTime()) < ended.until) return;
  const { by, at, until } = ended;
  const deed = { actor: 'automation', action: 'override-ended', subject: id, details: { by, at, until } };
  await audit(tx, portal.id, deed, now);
}

/** Of a closed month no sum moves; where its commission stands is still told. */
function movesMoney({ amount, home, commission }: Entry): boolean {
  return amount.minor !== 0n || home.minor !== 0n || (commission?.minor ?? 0n) !== 0n;
}

/** Stamps that somebody changed since we last read or wrote them; the write-back puts them back. */
function editedStamps({ before, decided: { stamps, stamped } }: DealPlan): string[] {
  return before?.present && before.stamped === stamped ? edited(before.stamps, stamps, DEAL_STAMPS) : [];
}

function isMoved({ before, decided }: DealPlan): boolean {
  return projectOf(before) !== projectOf(decided);
}

/** What other deals of the same referral look at. */
function projectOf(deal: DecidedDeal | undefined): string {
  if (deal === undefined) return '';
  return `${deal.referralId} ${deal.won} ${deal.closed} ${deal.closedOn} ${deal.decision.qualifies}`;
}

/** Ids, dates and outcomes: personal data is kept by id, not copied. */
function evidenceSnapshot({ attribution, verdicts, referralId, policyVersion }: Decision): unknown {
  return { attribution, verdicts, referralId, policyVersion };
}
