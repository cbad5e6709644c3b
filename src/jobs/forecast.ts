import { addComparisons, afterEntries, type Comparison, compareRevenue } from '../attribution/comparison.ts';
import type { Entry } from '../attribution/ledger.ts';
import type { Policy } from '../attribution/policy.ts';
import { ROLES } from '../attribution/role.ts';
import type { Day } from '../calendar.ts';
import { type BulkDeps, lookAtDeals } from './bulk.ts';
import { type DealPlan, type DealPlans, planDeals } from './plan-deals.ts';
import type { Portal } from './portal.ts';

/** A deal that would change, with who would have what of it. */
export type ChangedDeal = {
  readonly dealId: string;
  readonly name: string;
  readonly closedOn: Day | null;
  readonly receipt: string;
  readonly comparisons: readonly Comparison[];
};

/** What posting would do, without doing it. */
export type Forecast = {
  /** Deals looked at, and client companies among them. */
  readonly deals: number;
  readonly companies: number;
  /** Deals on which something would be written. */
  readonly written: number;
  /** Deals whose credits would change. */
  readonly changed: number;
  readonly entries: number;
  /** Deals that closed before their record was made: imported history (R55). */
  readonly historic: number;
  /** Per partner, role and currency, over all deals looked at. */
  readonly totals: readonly Comparison[];
  /** Those that change most, the greatest first. */
  readonly samples: readonly ChangedDeal[];
};

export type ForecastOptions = {
  readonly kind: 'dry-run' | 'simulate' | 'reconcile' | 'recompute';
  /** Rules to decide every deal by; without, those its win was decided under, or the present ones. */
  readonly policy?: Policy;
  /** Only deals that closed on this day or later, and open ones. */
  readonly since?: Day;
  /** Kept as samples, at most. */
  readonly samples: number;
};

/**
 * Decides every deal that may have to do with a partner as the engine would, and adds up what would change. Writes
 * nothing, neither to the ledger nor to HubSpot.
 */
export async function forecast(deps: BulkDeps, portal: Portal, options: ForecastOptions): Promise<Forecast> {
  const { policy, since, kind } = options;
  const counts = { written: 0, changed: 0, entries: 0, historic: 0 };
  const totals = new Map<string, Comparison>();
  let samples: readonly ChangedDeal[] = [];
  const looked = await lookAtDeals(deps, portal, kind, async (ids) => {
    const planned = await planDeals(deps, portal, ids, {
      dryRun: true,
      ...(policy === undefined ? {} : { policy }),
    });
    const plans = planned.plans.filter((plan) => isSince(plan, since));
    counts.historic += historicIn(planned, plans);
    counts.written += plans.filter(isWritten).length;
    counts.entries += plans.reduce((sum, { entries }) => sum + entries.length, 0);
    for (const { credits, entries } of plans)
      addComparisons(totals, compareRevenue(credits, afterEntries(credits, entries)));
    const changed = plans.filter(({ entries }) => entries.some(isChange)).map(changedDeal);
    counts.changed += changed.length;
    samples = greatest([...samples, ...changed], options.samples);
  });
  return { ...looked, ...counts, totals: [...totals.values()].sort(byPartner), samples };
}

/** Won or lost on that day or later, or still open. */
export function isSince({ decided }: DealPlan, since: Day | undefined): boolean {
  return since === undefined || decided.closedOn === null || decided.closedOn >= since;
}

/** More than the name of the rules changes. */
function isChange({ kind, amount, home, commission }: Entry): boolean {
  const moved = [amount.minor, home.minor, commission?.minor ?? 0n].some((minor) => minor !== 0n);
  return moved || kind === 'grant' || kind === 'reverse';
}

/** Its credits change, or nothing has been said about it yet, or something else than now. */
function isWritten({ before, decided, entries }: DealPlan): boolean {
  return entries.length > 0 || before === undefined || before.receipt !== decided.receipt;
}

function historicIn({ gathered }: DealPlans, plans: readonly DealPlan[]): number {
  return plans.filter(({ decided }) => gathered.get(decided.id)?.deal.historic === true).length;
}

function changedDeal({ decided, credits, entries }: DealPlan): ChangedDeal {
  return {
    ...{ dealId: decided.id, name: decided.name, closedOn: decided.closedOn, receipt: decided.receipt },
    comparisons: compareRevenue(credits, afterEntries(credits, entries)),
  };
}

function greatest(changed: readonly ChangedDeal[], most: number): ChangedDeal[] {
  return [...changed]
    .sort((a, b) => {
      const [left, right] = [movedBy(a), movedBy(b)];
      if (left === right) return a.dealId < b.dealId ? -1 : 1;
      return left > right ? -1 : 1;
    })
    .slice(0, most);
}

/** How much money changes hands on a deal, whoever gets or loses it. */
function movedBy({ comparisons }: ChangedDeal): bigint {
  return comparisons.reduce((sum, { before, after }) => {
    const difference = after - before;
    return sum + (difference < 0n ? -difference : difference);
  }, 0n);
}

function byPartner(a: Comparison, b: Comparison): number {
  const key = (each: Comparison) =>
    `${each.currency} ${each.partnerId.padStart(20, '0')} ${ROLES.indexOf(each.role)}`;
  return key(a) < key(b) ? -1 : 1;
}
