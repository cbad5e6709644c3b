import type { WantedCredit } from '../attribution/credit.ts';
import type { OverrideInput } from '../attribution/override.ts';
import type { Policy } from '../attribution/policy.ts';
import { dayIn } from '../calendar.ts';
import { compareIds, type DealId, type PartnerId } from '../ids.ts';
import { type Revisions, revisionsOf } from '../store/deal-revisions.ts';
import { tiedDeals } from '../store/deal-ties.ts';
import { dealsOfReferrals, readDeals } from '../store/deals.ts';
import { type CreditTotal, creditsOfPartners, readCredits } from '../store/ledger.ts';
import type { MirroredPartner } from '../store/mirror.ts';
import { closedMonths } from '../store/periods.ts';
import { readPolicies } from '../store/policies.ts';
import { readSettings } from '../store/settings.ts';
import { stampedSoFar } from '../store/stamped-deals.ts';
import type { DealPlan, KnownDeals } from './deal-plan.ts';
import { fetchPartners } from './fetch.ts';
import { type Gathered, gather } from './gather.ts';
import { goneOf, planGone } from './gone-deals.ts';
import { judgeAhead } from './judge-ahead.ts';
import { expectPartners } from './known-partners.ts';
import { type KnownBefore, planDeal } from './plan-deal.ts';
import type { JobDeps, Portal } from './portal.ts';
import { NOT_OVERRIDDEN, standingOverrides } from './standing-override.ts';

export type { DealPlan } from './deal-plan.ts';

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
  const { database } = deps;
  const [stamped, revisions, policies] = await Promise.all([
    stampedSoFar(database, portal.id, ids),
    revisionsOf(database, portal.id, ids),
    readPolicies(database, portal.id, new Date(deps.now())),
  ]);
  const { policy } = options;
  const dryRun = options.dryRun === true;
  const terms = expectPartners(deps, portal, { remember: !dryRun });
  const read = await gather(deps, portal, ids, policy === undefined ? policies : [policy], {
    trustMirror: !dryRun,
    alongside: terms.expect,
  });
  const overrides = await standingOverrides(deps, portal, livingOf(read));
  const byHand = [...overrides.values()].flatMap(({ input }) => partnersByHand(input));
  const [partners, known] = await Promise.all([
    terms.of([...livingOf(read).flatMap(partnerIdsOf), ...byHand]),
    readKnown(deps, portal, ids, livingOf(read), revisions),
  ]);
  const gathered = dryRun ? await judgeAhead(deps, portal, read, partners, policies.at(-1)) : read;
  const living = livingOf(gathered);
  const history = await tieredHistory(deps, portal, partners);
  const { frozen, merged } = await lostPartners(portal, living, known, new Set(partners.keys()));
  const plans = await planGone(deps, portal, goneOf(ids, gathered), known);
  const tiers = Map.groupBy(history, ({ dealId }) => dealId);
  for (const { decided } of plans) tiers.delete(decided.id);
  const lookedAt = new Set<string>([...gathered.keys(), ...plans.map(({ decided }) => decided.id)]);
  const bound = new Map(
    known.bound.filter((each) => !lookedAt.has(each.id)).map((each) => [each.id, each] as const),
  );
  for (const each of living.sort(byClose)) {
    const plan = planDeal(portal, each, {
      ...known,
      ...{ stamped, frozen, merged, partners, policies, policy, bound: [...bound.values()] },
      history: [...tiers.values()].flat(),
      today: dayIn(portal.timeZone, deps.now()),
      override: overrides.get(each.deal.id) ?? NOT_OVERRIDDEN,
    });
    if (plan === null) continue;
    plans.push(plan);
    bound.set(plan.decided.id, plan.decided);
    tiers.set(plan.decided.id, plan.wanted.filter(isTiered(partners)).map(asTotal));
  }
  return { plans, gathered };
}

/** Those that HubSpot has under the id asked for. */
function livingOf(gathered: ReadonlyMap<DealId, Gathered>): Gathered[] {
  return [...gathered].filter(([id, { deal }]) => id === deal.id).map(([, each]) => each);
}

function partnersByHand(input: OverrideInput): PartnerId[] {
  if (input.kind !== 'valid' || input.override.credit?.kind !== 'shares') return [];
  return input.override.credit.shares.map(({ partnerId }) => partnerId);
}

/** Credits of partners whose rate depends on what they sourced so far. */
async function tieredHistory(
  { database }: JobDeps,
  portal: Portal,
  partners: ReadonlyMap<PartnerId, MirroredPartner>,
): Promise<CreditTotal[]> {
  const tiered = [...partners.values()].filter(({ record }) => record.commission.tiers !== null);
  if (tiered.length === 0) return [];
  const ids = tiered.map(({ record }) => record.id);
  return creditsOfPartners(database, portal.id, ids, portal.homeCurrency);
}

function isTiered(partners: ReadonlyMap<PartnerId, MirroredPartner>) {
  return ({ partnerId }: WantedCredit) => partners.get(partnerId)?.record.commission.tiers != null;
}

/** A credit of this batch, for the tiers of later deals in it. */
function asTotal({ partnerId, role, creditedOn, home, dealId, amount }: WantedCredit): CreditTotal {
  const { known: amountKnown } = amount;
  return { partnerId, role, creditedOn, homeMinor: home.minor, dealId, amountKnown, status: 'earned' };
}

/** Won deals in the order of projects (R7), then the others. */
function byClose({ deal: a }: Gathered, { deal: b }: Gathered): number {
  const closed = ({ won, closedOn }: typeof a) => (won && closedOn !== null ? closedOn : '9');
  if (closed(a) !== closed(b)) return closed(a) < closed(b) ? -1 : 1;
  return compareIds(a.id, b.id);
}

/** What the store knows beforehand of these deals. */
type Known = KnownDeals & Pick<KnownBefore, 'bound' | 'rates' | 'considered'>;

async function readKnown(
  { database }: JobDeps,
  portal: Portal,
  ids: readonly string[],
  all: readonly Gathered[],
  revisions: Revisions,
): Promise<Known> {
  const referralIds = all.flatMap((each) => each.referrals.map(({ record }) => record.id));
  // Asked before the deals themselves: one that is decided in between then counts as not considered.
  const ties = await tiedDeals(database, portal.id, [], referralIds);
  const [closed, credits, decided, bound, settings] = await Promise.all([
    closedMonths(database, portal.id),
    readCredits(database, portal.id, ids),
    readDeals(database, portal.id, ids),
    dealsOfReferrals(database, portal.id, referralIds),
    readSettings(database, portal.id),
  ]);
  return {
    ...{ closed, bound, revisions, rates: new Map(Object.entries(settings.rates)) },
    considered: new Map(ties.map(({ id, revision }) => [id, revision])),
    credits: Map.groupBy(credits, (credit) => credit.dealId),
    decided: new Map(decided.map((deal) => [deal.id, deal])),
  };
}

function partnerIdsOf({ referrals, activities, labels }: Gathered): PartnerId[] {
  return [
    ...referrals.flatMap(({ partnerId }) => (partnerId === null ? [] : [partnerId])),
    ...activities.flatMap(({ partnerIds }) => partnerIds),
    ...labels.map(({ partnerId }) => partnerId),
  ];
}

/**
 * Partners with a live credit of these deals whom no evidence names any more, because they were deleted or merged into
 * another. Asked of HubSpot at that moment: the event may come later than that of the lost link.
 */
async function lostPartners(
  portal: Portal,
  all: readonly Gathered[],
  known: Known,
  living: ReadonlySet<PartnerId>,
): Promise<Pick<KnownBefore, 'frozen' | 'merged'>> {
  const unnamed = all.flatMap((each) => {
    const credits = known.credits.get(each.deal.id) ?? [];
    return credits.filter(({ status, partnerId }) => status !== 'reversed' && !living.has(partnerId));
  });
  const ids = [...new Set(unnamed.map(({ partnerId }) => partnerId))];
  const found = ids.length === 0 ? new Map() : await fetchPartners(portal, ids);
  return {
    frozen: new Set(ids.filter((id) => !found.has(id))),
    merged: new Set(ids.filter((id) => (found.get(id)?.record.id ?? id) !== id)),
  };
}
