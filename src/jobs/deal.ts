import { wantedCredits } from '../attribution/credit.ts';
import { type Decision, decide, labelOf } from '../attribution/decide.ts';
import type { Credit, Entry } from '../attribution/ledger.ts';
import { DEFAULT_POLICY, type Policy } from '../attribution/policy.ts';
import { post } from '../attribution/posting.ts';
import { firstProjects } from '../attribution/project.ts';
import { dealReceipt, receipt } from '../attribution/receipt.ts';
import { dayIn, type Month } from '../calendar.ts';
import type { DealId, PartnerId } from '../ids.ts';
import type { Transaction } from '../store/database.ts';
import { type DecidedDeal, dealsOfReferrals, readDeals, saveDeal, siblingIds } from '../store/deals.ts';
import { appendEntries, closedMonths, readCredits, type StoredCredit } from '../store/ledger.ts';
import type { MirroredPartner } from '../store/mirror.ts';
import { readPolicies } from '../store/policies.ts';
import { evidenceOf } from './evidence.ts';
import { type Gathered, gather } from './gather.ts';
import { knownPartners } from './known-partners.ts';
import type { Job, JobDeps, Portal } from './portal.ts';
import { works } from './works.ts';

/**
 * Deals that changed: reads them as they are now, decides who gets credit, posts what differs to the ledger, and
 * puts in line what follows from it, all of a deal in one transaction.
 */
export const dealJob: Job = async (deps, portal, recordIds) => {
  const gathered = await gather(deps, portal, recordIds);
  const all = [...gathered.values()];
  const [partners, known] = await Promise.all([
    knownPartners(deps, portal, all.flatMap(partnerIdsOf)),
    readKnown(deps, portal, recordIds, all),
  ]);
  for (const each of all) await decideOne(deps, portal, each, partners, known);
  await reverseGone(
    deps,
    portal,
    recordIds.filter((id) => !gathered.has(id as DealId)),
    known,
  );
  return [];
};

/** What the store knows beforehand of these deals. */
type Known = {
  readonly policies: readonly Policy[];
  readonly closed: ReadonlySet<Month>;
  readonly credits: ReadonlyMap<string, readonly StoredCredit[]>;
  readonly decided: ReadonlyMap<string, DecidedDeal>;
  readonly bound: readonly DecidedDeal[];
};

async function readKnown(
  { database, now }: JobDeps,
  portal: Portal,
  ids: readonly string[],
  all: readonly Gathered[],
): Promise<Known> {
  const referralIds = all.flatMap((each) => each.referrals.map(({ record }) => record.id));
  const [policies, closed, credits, decided, bound] = await Promise.all([
    readPolicies(database, portal.id, new Date(now())),
    closedMonths(database, portal.id),
    readCredits(database, portal.id, ids),
    readDeals(database, portal.id, ids),
    dealsOfReferrals(database, portal.id, referralIds),
  ]);
  return {
    policies,
    closed,
    credits: Map.groupBy(credits, (credit) => credit.dealId),
    decided: new Map(decided.map((deal) => [deal.id, deal])),
    bound,
  };
}

function partnerIdsOf({ referrals, activities, labels }: Gathered): PartnerId[] {
  return [
    ...referrals.flatMap(({ partnerId }) => (partnerId === null ? [] : [partnerId])),
    ...activities.flatMap(({ partnerIds }) => partnerIds),
    ...labels.map(({ partnerId }) => partnerId),
  ];
}

async function decideOne(
  deps: JobDeps,
  portal: Portal,
  gathered: Gathered,
  partners: ReadonlyMap<PartnerId, MirroredPartner>,
  known: Known,
): Promise<void> {
  const { deal } = gathered;
  const credits = known.credits.get(deal.id) ?? [];
  const before = known.decided.get(deal.id);
  const today = dayIn(portal.timeZone, deps.now());
  const policy = policyFor(credits, known.policies);
  // A label is ours where a credit of that partner and role exists, whatever its status (R13).
  const ours = new Set(credits.map((each) => `${each.partnerId}:${labelOf(each.role)}`));
  const bound = known.bound.map((each) => ({ ...each, qualifies: each.decision.qualifies }));
  const evidence = evidenceOf(gathered, portal, partners, firstProjects(bound, deal.id), ours);
  const decision = decide(evidence, policy, today);
  if (decision.attribution === 'untouched' && before === undefined && credits.length === 0) return;

  const wanted = wantedCredits(decision, deal, { home: portal.homeCurrency, deal: gathered.currency });
  const entries = post(wanted, credits, { today, isClosed: (month) => known.closed.has(month) });
  const nameOf = (id: PartnerId) => partners.get(id)?.record.name ?? `Partner ${id}`;
  const decided: DecidedDeal = {
    ...{ id: deal.id, name: deal.name, won: deal.won, closedOn: deal.closedOn, startedOn: deal.startedOn },
    closed: gathered.closed,
    referralId: decision.referralId,
    companyIds: gathered.companyIds,
    decision: decision.attribution === 'untouched' ? { ...decision, attribution: 'none' } : decision,
    receipt: dealReceipt(decision, deal, nameOf),
    reasons: Object.fromEntries(
      decision.parts.map((part) => [
        `${part.partnerId}:${part.role}`,
        receipt(part, nameOf(part.partnerId), decision, deal),
      ]),
    ),
    stamps: gathered.stamps,
    labels: gathered.labels,
  };
  await deps.database.transaction((tx) => commit(deps, portal, tx, { decided, before, entries, credits }));
}

/** A win keeps the version it was first decided under; a new win takes the version now in force (R4). */
function policyFor(credits: readonly Credit[], policies: readonly Policy[]): Policy {
  const kept = credits.find((credit) => credit.status !== 'reversed')?.policyVersion;
  return policies.find(({ version }) => version === kept) ?? policies.at(-1) ?? DEFAULT_POLICY;
}

type Change = {
  readonly decided: DecidedDeal;
  readonly before: DecidedDeal | undefined;
  readonly entries: readonly Entry[];
  readonly credits: readonly StoredCredit[];
};

/** The fact and the work it causes, together. */
async function commit(deps: JobDeps, portal: Portal, tx: Transaction, change: Change): Promise<void> {
  const { decided, before, entries, credits } = change;
  const now = new Date(deps.now());
  await appendEntries(tx, portal.id, {
    entries,
    present: new Map(credits.map((credit) => [credit.creditKey, credit])),
    actor: 'automation',
    evidence: evidenceSnapshot(decided.decision),
    reasonOf: ({ partnerId, role, status }) =>
      status === 'reversed'
        ? `Reversed: ${decided.receipt}`
        : (decided.reasons[`${partnerId}:${role}`] ?? decided.receipt),
    now,
  });
  await saveDeal(tx, portal.id, decided, now);
  const referralIds = [before?.referralId, decided.referralId].flatMap((id) =>
    id == null ? [] : [id as string],
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

/** What other deals of the same referral look at. */
function projectOf(deal: DecidedDeal | undefined): string {
  if (deal === undefined) return '';
  return `${deal.referralId} ${deal.won} ${deal.closed} ${deal.closedOn} ${deal.decision.qualifies}`;
}

/** Ids, dates and outcomes: personal data is kept by id, not copied. */
function evidenceSnapshot({ attribution, verdicts, referralId, policyVersion }: Decision): unknown {
  return { attribution, verdicts, referralId, policyVersion };
}

/** Deals that HubSpot no longer has: everything granted is reversed; a restore grants again. */
async function reverseGone(
  deps: JobDeps,
  portal: Portal,
  ids: readonly string[],
  known: Known,
): Promise<void> {
  for (const id of ids) {
    const before = known.decided.get(id);
    if (before === undefined) continue;
    const credits = known.credits.get(id) ?? [];
    const today = dayIn(portal.timeZone, deps.now());
    const entries = post([], credits, { today, isClosed: (month) => known.closed.has(month) });
    const decided: DecidedDeal = {
      ...before,
      ...{ won: false, closed: true, referralId: null, receipt: 'The deal was deleted.' },
      decision: { ...before.decision, attribution: 'none', parts: [], referralId: null, qualifies: false },
    };
    await deps.database.transaction((tx) => commit(deps, portal, tx, { decided, before, entries, credits }));
  }
}
