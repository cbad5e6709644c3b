import type { Decision } from '../attribution/decide.ts';
import type { Entry } from '../attribution/ledger.ts';
import { dayIn } from '../calendar.ts';
import { DEAL_STAMPS } from '../hubspot/deal.ts';
import { audit } from '../store/audit.ts';
import type { Transaction } from '../store/database.ts';
import { type DecidedDeal, saveDeal, siblingIds } from '../store/deals.ts';
import { appendEntries } from '../store/ledger.ts';
import { lockAll } from '../store/locks.ts';
import { assertOpen, lockPeriodsShared } from '../store/periods.ts';
import { countPutBack } from '../store/put-back.ts';
import { edited } from './edited.ts';
import type { DealPlan } from './plan-deals.ts';
import type { JobDeps, Portal } from './portal.ts';
import { works } from './works.ts';

/** Who posts: `automation`, `backfill`, `user 123` …; it stands on every entry. */
export type Actor = string;

/** Keeps a decision, its ledger entries and the work they cause, in one transaction. */
export async function commitPlan(
  deps: JobDeps,
  portal: Portal,
  plan: DealPlan,
  actor: Actor = 'automation',
): Promise<void> {
  await deps.database.transaction((tx) => commit(deps, portal, tx, plan, actor));
  const { entries, decided } = plan;
  if (entries.length === 0) return;
  for (const entry of entries) deps.observe?.({ kind: 'posted', entry: entry.kind });
  deps.log.info('posted to the ledger', {
    ...{ portalId: portal.id, dealId: decided.id, actor },
    ...{ deliveryId: deps.causeOf?.(decided.id)?.deliveryId, entries: entries.map(({ kind }) => kind) },
  });
}

async function commit(
  deps: JobDeps,
  portal: Portal,
  tx: Transaction,
  { decided, before, entries, credits }: DealPlan,
  actor: Actor,
): Promise<void> {
  const now = new Date(deps.now());
  const referralIds = [before?.referralId, decided.referralId].flatMap((id) =>
    id == null ? [] : [id as string],
  );
  await lockPeriodsShared(tx, portal.id);
  await assertOpen(
    tx,
    portal.id,
    entries.filter(movesMoney).map((entry) => entry.month),
  );
  // Two instances may decide two projects of one client at once: the later one must see the earlier and look again.
  await lockAll(tx, portal.id, [...decided.companyIds, ...referralIds]);
  await appendEntries(tx, portal.id, {
    entries,
    present: new Map(credits.map((credit) => [credit.creditKey, credit])),
    actor,
    evidence: evidenceSnapshot(decided.decision),
    reasonOf: ({ partnerId, role, status }) =>
      status === 'reversed'
        ? `Reversed: ${decided.receipt}`
        : (decided.reasons[`${partnerId}:${role}`] ?? decided.receipt),
    now,
  });
  await saveDeal(tx, portal.id, decided, now);
  await auditEndOfOverride(tx, portal, before, decided, now);
  await countPutBack(
    tx,
    portal.id,
    'deal',
    editedStamps(before, decided),
    dayIn(portal.timeZone, deps.now()),
  );
  const moved = projectOf(before) !== projectOf(decided);
  const siblings = moved ? await siblingIds(tx, portal.id, decided.companyIds, referralIds) : [];
  await deps.queue.enqueue(
    [
      ...works(portal.id, 'write-back', [decided.id]),
      ...works(
        portal.id,
        'partner',
        entries.map((entry) => entry.partnerId),
      ),
      ...(moved || entries.length > 0 ? works(portal.id, 'referral', referralIds) : []),
      ...works(
        portal.id,
        'deal',
        siblings.filter((id) => id !== decided.id),
      ),
    ],
    tx,
  );
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
function editedStamps(before: DecidedDeal | undefined, { stamps, stamped }: DecidedDeal): string[] {
  return before?.present && before.stamped === stamped ? edited(before.stamps, stamps, DEAL_STAMPS) : [];
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
