import { wantedCredits } from '../attribution/credit.ts';
import { type Decision, decide, labelOf, type Part } from '../attribution/decide.ts';
import type { Deal } from '../attribution/evidence.ts';
import { findings } from '../attribution/findings.ts';
import { netAmount } from '../attribution/net-amount.ts';
import type { OverrideInput } from '../attribution/override.ts';
import type { Ruling } from '../attribution/payout.ts';
import { DEFAULT_POLICY, type Policy } from '../attribution/policy.ts';
import { post } from '../attribution/posting.ts';
import { firstProjects } from '../attribution/project.ts';
import { dealReceipt, receipt } from '../attribution/receipt.ts';
import type { Day, Month } from '../calendar.ts';
import type { PartnerId } from '../ids.ts';
import type { Revisions } from '../store/deal-revisions.ts';
import type { DecidedDeal } from '../store/deals.ts';
import type { CreditTotal, StoredCredit } from '../store/ledger.ts';
import type { MirroredPartner } from '../store/mirror.ts';
import { commissionFindings } from './commission-findings.ts';
import type { DealPlan, KnownDeals } from './deal-plan.ts';
import { evidenceOf } from './evidence.ts';
import type { Gathered } from './gather.ts';

import type { Portal } from './portal.ts';
import { rewardsOf } from './rewards.ts';
import type { StandingOverride } from './standing-override.ts';

/** What is known beforehand of a deal that is to be decided. */
export type KnownBefore = KnownDeals & {
  readonly today: Day;
  readonly policies: readonly Policy[];
  /** Rules for every deal, instead of those its win was decided under. */
  readonly policy: Policy | undefined;
  readonly partners: ReadonlyMap<PartnerId, MirroredPartner>;
  /** Deals bound to the same referrals, and the decisions kept of those that are in the store. */
  readonly bound: readonly DecidedDeal[];
  readonly considered: Revisions;
  readonly override: StandingOverride;
  readonly rates: ReadonlyMap<string, string>;
  /** Credits of partners whose commission has tiers. */
  readonly history: readonly CreditTotal[];
  readonly stamped: ReadonlyMap<string, number>;
  /** Partners that were deleted: what they have of a deal stays as it is (R20). */
  readonly frozen: ReadonlySet<PartnerId>;
  /** Partners that live on as another: it has their credits from now on, and owes nothing twice (R39). */
  readonly merged: ReadonlySet<PartnerId>;
};

/** Decides one deal; null when no partner has anything to do with it. */
export function planDeal(portal: Portal, gathered: Gathered, known: KnownBefore): DealPlan | null {
  const { id } = gathered.deal;
  const credits = known.credits.get(id) ?? [];
  const before = known.decided.get(id);
  const kept = keptPolicy(before, gathered, known.policies);
  const policy = known.policy ?? kept ?? known.policies.at(-1) ?? DEFAULT_POLICY;
  const deal = gathered.dealUnder(policy);
  // A label is ours where a credit of that partner and role exists, whatever its status (R13).
  const ours = new Set(credits.map((each) => `${each.partnerId}:${labelOf(each.role)}`));
  const bound = known.bound.map((each) => ({ ...each, qualifies: each.decision.qualifies }));
  const otherProjects = firstProjects(bound, id);
  const { partners, today } = known;
  const override = known.override.input;
  const evidence = evidenceOf(gathered, portal, { deal, partners, otherProjects, ours, override });
  const decision = decide(evidence, policy, today);
  if (decision.attribution === 'untouched' && before === undefined && credits.length === 0) return null;

  const rulingOf = rulings(override);
  const reward = rewardsOf({
    ...{ deal, credits, policy, rulingOf, firstProjects: otherProjects, rates: known.rates },
    ...{ dealCurrency: gathered.currency, homeCurrency: portal.homeCurrency },
    partnerOf: (partnerId) => partners.get(partnerId)?.record,
    standingWin: kept !== undefined && known.policy === undefined,
    sourcedBetween: (partnerId, from, until) => sourcedBetween(known.history, id, partnerId, from, until),
  });
  const currencies = { home: portal.homeCurrency, deal: gathered.currency };
  // What a deleted partner has of a deal stays (R20), as long as there is a win to have it of (R8).
  const isKept = ({ partnerId }: StoredCredit) => deal.won && known.frozen.has(partnerId);
  const gone = {
    isGone: (partnerId: PartnerId) => known.frozen.has(partnerId) || !partners.has(partnerId),
    rows: credits.filter(isKept),
  };
  const wanted = wantedCredits(decision, deal, currencies, reward, gone);
  const judged = credits.filter((credit) => !isKept(credit));
  const books = { today, isClosed: (month: Month) => known.closed.has(month) };
  const entries = post(wanted, judged, books, (partnerId, role) =>
    known.merged.has(partnerId) ? 'reverse' : rulingOf({ partnerId, role }),
  );
  const found = [
    ...findings(evidence, decision, today),
    ...known.override.findings,
    ...commissionFindings(deal.id, wanted, judged, entries, nameIn(partners)),
  ];
  const decided = decidedDeal(gathered, deal, decision, partners, found);
  return {
    decided: { ...decided, stamped: known.stamped.get(id) ?? 0 },
    ...{ before, wanted, entries, credits },
    revision: known.revisions.get(id) ?? 0,
    considered: known.considered,
  };
}

function decidedDeal(
  gathered: Gathered,
  deal: Deal,
  decision: Decision,
  partners: KnownBefore['partners'],
  found: DecidedDeal['findings'],
): Omit<DecidedDeal, 'stamped'> {
  const nameOf = nameIn(partners);
  return {
    ...{ id: deal.id, name: deal.name, won: deal.won, closedOn: deal.closedOn, startedOn: deal.startedOn },
    ...{ present: true, closed: gathered.closed, findings: found },
    referralId: decision.referralId,
    ...{ companyIds: gathered.companyIds, ownerId: gathered.ownerId, net: netAmount(deal) },
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
}

function nameIn(partners: KnownBefore['partners']): (id: PartnerId) => string {
  return (id) => partners.get(id)?.record.name ?? `Partner ${id}`;
}

/** What a person decided on commissions; it stands whether or not the shares were set by hand. */
export function rulings(input: OverrideInput): (part: Pick<Part, 'partnerId' | 'role'>) => Ruling {
  const decided = input.kind === 'valid' ? input.override.commissions : [];
  return ({ partnerId, role }) =>
    decided.findLast((each) => each.partnerId === partnerId && each.role === role)?.decision ?? null;
}

/** A win keeps the version it was decided under while it stands; everything else takes the version now in force (R4). */
function keptPolicy(
  before: DecidedDeal | undefined,
  { dealUnder }: Gathered,
  policies: readonly Policy[],
): Policy | undefined {
  if (before?.won !== true) return undefined;
  const kept = policies.find(({ version }) => version === before.decision.policyVersion);
  return kept !== undefined && dealUnder(kept).won ? kept : undefined;
}

function sourcedBetween(
  history: readonly CreditTotal[],
  except: string,
  partnerId: PartnerId,
  from: Day,
  until: Day,
): bigint {
  return history
    .filter((row) => row.partnerId === partnerId && row.role === 'sourced' && row.dealId !== except)
    .filter(({ creditedOn }) => creditedOn >= from && creditedOn < until)
    .reduce((sum, row) => sum + row.homeMinor, 0n);
}
