import { type WantedCredit, wantedCredits } from '../attribution/credit.ts';
import { decide, labelOf } from '../attribution/decide.ts';
import type { Credit, Entry } from '../attribution/ledger.ts';
import { DEFAULT_POLICY, type Policy } from '../attribution/policy.ts';
import { post } from '../attribution/posting.ts';
import { firstProjects } from '../attribution/project.ts';
import { dealReceipt, receipt } from '../attribution/receipt.ts';
import { dayIn } from '../calendar.ts';
import { compareIds, type DealId, type PartnerId } from '../ids.ts';
import { type DecidedDeal, dealsOfReferrals, readDeals, stampedSoFar } from '../store/deals.ts';
import { readCredits, type StoredCredit } from '../store/ledger.ts';
import type { MirroredPartner } from '../store/mirror.ts';
import { closedMonths } from '../store/periods.ts';
import { readPolicies } from '../store/policies.ts';
import { evidenceOf } from './evidence.ts';
import { fetchPartners } from './fetch.ts';
import { type Gathered, gather } from './gather.ts';
import { goneOf, type KnownDeals, planGone } from './gone-deals.ts';
import { knownPartners } from './known-partners.ts';
import type { JobDeps, Portal } from './portal.ts';

/** What would become of one deal: the decision, and the entries that bring the ledger to it. Nothing is written yet. */
export type DealPlan = {
  readonly decided: DecidedDeal;
  readonly before: DecidedDeal | undefined;
  /** What its partners should have; none unless won. */
  readonly wanted: readonly WantedCredit[];
  readonly entries: readonly Entry[];
  readonly credits: readonly StoredCredit[];
};

export type DealPlans = {
  readonly plans: readonly DealPlan[];
  /** What was read of each deal, by the id asked for; an id that is no deal (any more) is missing. */
  readonly gathered: ReadonlyMap<DealId, Gathered>;
};

export type PlanOptions = {
  /** Rules to decide every deal by, instead of those its win was decided under: recompute and simulate. */
  readonly policy?: Policy;
  /** Leave no trace: a dry run also keeps nothing of what it reads. */
  readonly dryRun?: boolean;
};

/**
 * Reads deals as they are now and says what should be: who gets credit, and which ledger entries are missing. Of two
 * projects of one client in a batch the first is decided first, so that the second knows it. Reads only: the deal job
 * commits the plans; dry runs, simulations and reconciliation look at them.
 */
export async function planDeals(
  deps: JobDeps,
  portal: Portal,
  ids: readonly string[],
  options: PlanOptions = {},
): Promise<DealPlans> {
  const stamped = await stampedSoFar(deps.database, portal.id, ids);
  const gathered = await gather(deps, portal, ids);
  const living = [...gathered].filter(([id, { deal }]) => id === deal.id).map(([, each]) => each);
  const [partners, known] = await Promise.all([
    knownPartners(deps, portal, living.flatMap(partnerIdsOf), { remember: options.dryRun !== true }),
    readKnown(deps, portal, ids, living),
  ]);
  const frozen = await deletedPartners(portal, living, known);
  const plans = planGone(deps, portal, goneOf(ids, gathered), known);
  const bound = new Map(
    known.bound.filter((each) => !gathered.has(each.id)).map((each) => [each.id, each] as const),
  );
  for (const each of living.sort(byClose)) {
    const policy = options.policy;
    const plan = planOne(deps, portal, each, partners, {
      ...known,
      ...{ stamped, frozen, bound: [...bound.values()] },
      ...(policy === undefined ? {} : { policy }),
    });
    if (plan === null) continue;
    plans.push(plan);
    bound.set(plan.decided.id, plan.decided);
  }
  return { plans, gathered };
}

/** Won deals in the order of projects (R7), then the others. */
function byClose({ deal: a }: Gathered, { deal: b }: Gathered): number {
  const closed = ({ won, closedOn }: typeof a) => (won && closedOn !== null ? closedOn : '9');
  if (closed(a) !== closed(b)) return closed(a) < closed(b) ? -1 : 1;
  return compareIds(a.id, b.id);
}

/** What the store knows beforehand of these deals. */
type Known = KnownDeals & {
  readonly policies: readonly Policy[];
  readonly bound: readonly DecidedDeal[];
};

type KnownBefore = Known & {
  readonly policy?: Policy;
  readonly stamped: ReadonlyMap<string, number>;
  /** Partners that were deleted: what they have of a deal stays as it is (R20). */
  readonly frozen: ReadonlySet<PartnerId>;
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

function planOne(
  { now }: JobDeps,
  portal: Portal,
  gathered: Gathered,
  partners: ReadonlyMap<PartnerId, MirroredPartner>,
  known: KnownBefore,
): DealPlan | null {
  const { deal } = gathered;
  const credits = known.credits.get(deal.id) ?? [];
  const before = known.decided.get(deal.id);
  const today = dayIn(portal.timeZone, now());
  const policy = known.policy ?? policyFor(credits, known.policies);
  // A label is ours where a credit of that partner and role exists, whatever its status (R13).
  const ours = new Set(credits.map((each) => `${each.partnerId}:${labelOf(each.role)}`));
  const bound = known.bound.map((each) => ({ ...each, qualifies: each.decision.qualifies }));
  const evidence = evidenceOf(gathered, portal, partners, firstProjects(bound, deal.id), ours);
  const decision = decide(evidence, policy, today);
  if (decision.attribution === 'untouched' && before === undefined && credits.length === 0) return null;

  const wanted = wantedCredits(decision, deal, { home: portal.homeCurrency, deal: gathered.currency });
  const judged = credits.filter((credit) => !known.frozen.has(credit.partnerId));
  const entries = post(wanted, judged, { today, isClosed: (month) => known.closed.has(month) });
  const nameOf = (id: PartnerId) => partners.get(id)?.record.name ?? `Partner ${id}`;
  const decided: DecidedDeal = {
    ...{ id: deal.id, name: deal.name, won: deal.won, closedOn: deal.closedOn, startedOn: deal.startedOn },
    ...{ present: true, closed: gathered.closed },
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
    stamped: known.stamped.get(deal.id) ?? 0,
  };
  return { decided, before, wanted, entries, credits };
}

/**
 * Partners with a live credit of these deals whom no evidence names any more, because they were deleted. Asked of
 * HubSpot at that moment: the event of the deletion may come later than that of the lost link.
 */
async function deletedPartners(
  portal: Portal,
  all: readonly Gathered[],
  known: Known,
): Promise<Set<PartnerId>> {
  const unnamed = all.flatMap((each) => {
    const named = new Set(partnerIdsOf(each));
    const credits = known.credits.get(each.deal.id) ?? [];
    return credits.filter(({ status, partnerId }) => status !== 'reversed' && !named.has(partnerId));
  });
  const ids = new Set(unnamed.map(({ partnerId }) => partnerId));
  if (ids.size === 0) return ids;
  const found = await fetchPartners(portal, [...ids]);
  return new Set([...ids].filter((id) => !found.has(id)));
}

/** A win keeps the version it was first decided under; a new win takes the version now in force (R4). */
function policyFor(credits: readonly Credit[], policies: readonly Policy[]): Policy {
  const kept = credits.find((credit) => credit.status !== 'reversed')?.policyVersion;
  return policies.find(({ version }) => version === kept) ?? policies.at(-1) ?? DEFAULT_POLICY;
}
