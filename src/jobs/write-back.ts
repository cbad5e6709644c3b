import { archiveLabels, createLinks } from '../hubspot/associations.ts';
import { labelTypeOf, linkTypeOf, objectTypeIdOf } from '../hubspot/schema/state.ts';
import type { PartnerId } from '../ids.ts';
import { type DealLabel, type DecidedDeal, readDeals } from '../store/deals.ts';
import { findingsOf } from '../store/findings.ts';
import { readCredits, type StoredCredit } from '../store/ledger.ts';
import { type MirroredPartner, readPartnersEver } from '../store/mirror.ts';
import {
  noteRefused,
  noteWritten,
  type OverrideDocument,
  readOverrideDocuments,
} from '../store/override-documents.ts';
import { saveStamps } from '../store/stamped-deals.ts';
import type { IntegrityFinding } from '../vocabulary.ts';
import { type CreditToWrite, goneEnds, linksOf } from './credit-links.ts';
import { creditProperties } from './credit-record.ts';
import { dealStamps, type LabelChanges, labelChanges } from './deal-stamps.ts';
import { differences } from './differences.ts';
import type { Job, JobDeps, Portal, Refusal } from './portal.ts';
import { stamp } from './stamp.ts';
import { writeCredits } from './write-credits.ts';

/**
 * Brings HubSpot to what was decided, only what differs: credit records first, since reports stand on them and they
 * never wait for a stamp (R37); then labels and the deals' stamps.
 */
export const writeBackJob: Job = async (deps, portal, recordIds) => {
  const [deals, credits, findings, documents] = await Promise.all([
    readDeals(deps.database, portal.id, recordIds),
    readCredits(deps.database, portal.id, recordIds),
    findingsOf(deps.database, portal.id, 'deal', recordIds),
    readOverrideDocuments(deps.database, portal.id, recordIds),
  ]);
  const [partners, gone] = await Promise.all([
    partnersOf(deps, portal, deals, credits),
    goneEnds(deps.database, portal, credits),
  ]);
  const ofDeal = Map.groupBy(credits, (credit) => credit.dealId);
  const plans = deals.map((deal) =>
    planOf(deal, ofDeal.get(deal.id) ?? [], partners, gone, portal.homeCurrency, findings.get(deal.id)),
  );
  // Once a credit has its record nothing would tell that this link is missing: the records are kept after it.
  const linked = linkReferrals(portal, plans);
  linked.catch(() => {});
  const refusedCredits = await writeCredits(
    deps,
    portal,
    plans.flatMap((plan) => plan.credits),
    linked,
  );
  await linked;
  const labelled = writeLabels(portal, plans);
  labelled.catch(() => {});
  const refusedStamps = await writeStamps(deps, portal, plans, documents, labelled);
  return [...refusedCredits, ...refusedStamps];
};

type Plan = {
  readonly deal: DecidedDeal;
  readonly credits: readonly CreditToWrite[];
  readonly labels: LabelChanges;
  /** Referral to link to the deal it credited. */
  readonly newReferrals: readonly string[];
  readonly stamps: ReturnType<typeof dealStamps>;
};

async function partnersOf(
  { database }: JobDeps,
  portal: Portal,
  deals: readonly DecidedDeal[],
  credits: readonly StoredCredit[],
): Promise<Map<PartnerId, MirroredPartner>> {
  const ids = [
    ...credits.map((credit) => credit.partnerId),
    ...deals.flatMap((deal) => deal.decision.parts.map((part) => part.partnerId)),
  ];
  const found = await readPartnersEver(database, portal.id, [...new Set(ids)]);
  return new Map(found.map((partner) => [partner.record.id, partner]));
}

function planOf(
  deal: DecidedDeal,
  credits: readonly StoredCredit[],
  partners: ReadonlyMap<PartnerId, MirroredPartner>,
  gone: ReadonlySet<string>,
  homeCurrency: string,
  checked: readonly IntegrityFinding[] = [],
): Plan {
  const linked = credits.map((credit) => ({
    ...{ credit, wanted: creditProperties(credit, deal, partners.get(credit.partnerId)) },
    ...linksOf(credit, deal, gone),
  }));
  return {
    ...{ deal, credits: linked },
    // A deal that is gone has no labels, links or stamps; its credits are reversed, which is what counts.
    labels: deal.present ? withoutGone(labelChanges(deal, credits), gone) : { add: [], remove: [] },
    newReferrals: linked.flatMap(({ ends, isOfNewReferral }) =>
      deal.present && isOfNewReferral ? ends.flatMap(([kind, id]) => (kind === 'referral' ? [id] : [])) : [],
    ),
    stamps: dealStamps(deal, credits, partners, homeCurrency, checked),
  };
}

/** Of a partner that was deleted, HubSpot shows the deal no more. */
function withoutGone(changes: LabelChanges, gone: ReadonlySet<string>): LabelChanges {
  const living = (labels: readonly DealLabel[]) => labels.filter(({ partnerId }) => !gone.has(partnerId));
  return { add: living(changes.add), remove: living(changes.remove) };
}

async function linkReferrals({ request, schema }: Portal, plans: readonly Plan[]): Promise<void> {
  const links = plans.flatMap(({ deal, newReferrals }) =>
    newReferrals.map((fromId) => ({
      fromId,
      toId: deal.id,
      types: [linkTypeOf(schema, 'referral', 'deal')],
    })),
  );
  await createLinks(request, objectTypeIdOf(schema, 'referral'), objectTypeIdOf(schema, 'deal'), links);
}

async function writeLabels({ request, schema }: Portal, plans: readonly Plan[]): Promise<void> {
  const type = (kind: 'deal' | 'partner') => objectTypeIdOf(schema, kind);
  const labelled = (pick: (changes: LabelChanges) => DealLabel[]) =>
    plans.flatMap(({ deal, labels }) =>
      pick(labels).map(({ partnerId, label }) => ({
        fromId: deal.id,
        toId: partnerId,
        types: [labelTypeOf(schema, label, 'deal')],
      })),
    );
  await Promise.all([
    createLinks(
      request,
      type('deal'),
      type('partner'),
      labelled((changes) => changes.add),
    ),
    archiveLabels(
      request,
      type('deal'),
      type('partner'),
      labelled((changes) => changes.remove),
    ),
  ]);
}

async function writeStamps(
  deps: JobDeps,
  portal: Portal,
  plans: readonly Plan[],
  documents: ReadonlyMap<string, OverrideDocument>,
  labelled: Promise<void>,
): Promise<Refusal[]> {
  const at = new Date(deps.now()).toISOString();
  const changes = plans.map(({ deal, stamps, labels, credits }) => {
    const properties = differences(stamps, deal.stamps);
    const credited = credits.some(
      ({ credit, wanted }) => Object.keys(differences(wanted, credit.written ?? {})).length > 0,
    );
    if (credited) properties.partner_credited_at = at;
    return { deal, labels, properties };
  });
  const present = changes.filter(({ deal }) => deal.present);
  const waiting = present.flatMap(({ deal }) => documents.get(deal.id) ?? []).filter((each) => each.waiting);
  const textOf = new Map(waiting.map(({ dealId, text }) => [dealId, { partner_override: text }]));
  const refusals = await stamp(
    portal,
    'deal',
    present.map(({ deal, properties }) => ({
      recordId: deal.id,
      properties: { ...properties, ...textOf.get(deal.id) },
    })),
  );
  await noteDocuments(deps, portal, waiting, refusals);
  const refused = new Set(refusals.map(({ recordId }) => recordId));
  await labelled;
  const stamped = present.filter(({ deal }) => !refused.has(deal.id));
  await saveStamps(
    deps.database,
    portal.id,
    stamped.map(({ deal, labels, properties }) => {
      const gone = new Set(labels.remove.map(({ partnerId, label }) => `${partnerId}:${label}`));
      const kept = deal.labels.filter(({ partnerId, label }) => !gone.has(`${partnerId}:${label}`));
      const stamps = { ...deal.stamps, ...properties };
      return { dealId: deal.id, stamps, labels: [...kept, ...labels.add] };
    }),
  );
  return refusals;
}

async function noteDocuments(
  { database }: JobDeps,
  portal: Portal,
  written: readonly OverrideDocument[],
  refusals: readonly Refusal[],
): Promise<void> {
  for (const { dealId, text } of written) {
    const refusal = refusals.find(({ recordId }) => recordId === dealId);
    if (refusal === undefined) await noteWritten(database, portal.id, dealId, text);
    else await noteRefused(database, portal.id, dealId, refusal.message);
  }
}
