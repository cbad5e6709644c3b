import { findingsOf } from '../store/findings.ts';
import { readPartnersEver } from '../store/mirror.ts';
import { type BulkDeps, lookAtDeals } from './bulk.ts';
import { commitPlans } from './commit-plan.ts';
import { CREDIT_VALUES } from './credit-edits.ts';
import { type Actual, type Discrepancy, discrepanciesOf } from './deal-discrepancies.ts';
import { idsOf, linksOf, recordsOf } from './fetch.ts';
import { type DealPlan, planDeals } from './plan-deals.ts';
import type { Portal } from './portal.ts';
import { stamp } from './stamp.ts';
import { partnerTotals } from './total-discrepancies.ts';
import { works } from './works.ts';

export type Reconciled = {
  readonly deals: number;
  /** How many of each kind. */
  readonly counts: Readonly<Record<string, number>>;
  /** The first of them, as many as were asked for. */
  readonly samples: readonly Discrepancy[];
  /** Partners whose totals are not what their credits add up to. */
  readonly partners: readonly string[];
  /** Records whose repair was begun; the server's work ends it. */
  readonly repaired: number;
};

export type ReconcileOptions = { readonly apply: boolean; readonly actor: string; readonly samples: number };

/**
 * Decides everything anew from HubSpot as it is, and compares: the ledger with the decisions, credit records, labels,
 * stamps and partners' totals with the ledger. The expected difference is none. With `apply` what differs is posted
 * and put in line to be written; a credit record that the ledger does not know is taken out of the sums, not deleted.
 */
export async function reconcile(
  deps: BulkDeps,
  portal: Portal,
  { apply, actor, samples: most }: ReconcileOptions,
): Promise<Reconciled> {
  const counts: Record<string, number> = {};
  const samples: Discrepancy[] = [];
  let repaired = 0;
  const { deals } = await lookAtDeals(deps, portal, 'reconcile', async (ids) => {
    const { plans } = await planDeals(deps, portal, ids, { dryRun: true });
    const found = await compare(deps, portal, plans);
    for (const each of found) counts[each.kind] = (counts[each.kind] ?? 0) + 1;
    samples.push(...found.slice(0, Math.max(0, most - samples.length)));
    if (apply) repaired += await repair(deps, portal, plans, found, actor);
  });
  const partners = await partnerTotals(deps, portal);
  if (partners.length > 0) counts['partner-total'] = partners.length;
  if (apply) await deps.queue.enqueue(works(portal.id, 'partner', partners));
  return { deals, counts, samples, partners, repaired: repaired + (apply ? partners.length : 0) };
}

async function compare(
  { database }: BulkDeps,
  portal: Portal,
  plans: readonly DealPlan[],
): Promise<Discrepancy[]> {
  const ids = plans.map(({ decided }) => decided.id);
  const present = plans.filter(({ decided }) => decided.present).map(({ decided }) => decided.id);
  const links = await linksOf(portal, 'deal', 'partner_credit', present);
  const own = plans.flatMap(({ credits }) => credits.flatMap(({ recordId }) => recordId ?? []));
  const linked = [...links.values()].flat().map(({ toId }) => toId);
  const partnerIds = plans.flatMap(({ credits, decided }) => [
    ...credits.map(({ partnerId }) => partnerId),
    ...decided.decision.parts.map(({ partnerId }) => partnerId),
  ]);
  const [records, mirrored, findings] = await Promise.all([
    recordsOf(portal, 'partner_credit', [...own, ...linked], CREDIT_VALUES),
    readPartnersEver(database, portal.id, [...new Set(partnerIds)]),
    findingsOf(database, portal.id, 'deal', ids),
  ]);
  const partners = new Map(mirrored.map((partner) => [partner.record.id, partner]));
  return plans.flatMap((plan) => {
    const { id } = plan.decided;
    const actual: Actual = { records, linked: idsOf(links, id) };
    return discrepanciesOf(plan, actual, partners, portal.homeCurrency, findings.get(id) ?? []);
  });
}

/** Posts what is missing, and has everything else that differs written again. Resolves to the discrepancies it saw to. */
async function repair(
  deps: BulkDeps,
  portal: Portal,
  plans: readonly DealPlan[],
  found: readonly Discrepancy[],
  actor: string,
): Promise<number> {
  const wrong = new Set(found.map(({ dealId }) => dealId));
  // Committing keeps the stamps and labels just read as what stands there, so that the write-back sees the difference.
  await commitPlans(
    deps,
    portal,
    plans.filter(({ decided }) => wrong.has(decided.id)),
    actor,
  );
  const recordsOfKind = (kind: Discrepancy['kind']) =>
    found.flatMap((each) => (each.kind === kind && each.recordId !== null ? [each.recordId] : []));
  await deps.queue.enqueue(works(portal.id, 'credit', recordsOfKind('credit-record')));
  const stray = recordsOfKind('stray-record').map((recordId) => ({ recordId, properties: NOTHING }));
  const refused = await stamp(portal, 'partner_credit', stray);
  return found.length - refused.length;
}

const NOTHING = {
  ...{ status: 'reversed', share: '0', amount: '0', amount_home: '0' },
  ...{ sourced_amount_home: '0', expansion_amount_home: '0', influenced_amount_home: '0' },
  reason: 'Not in the ledger: taken out of the sums.',
};
