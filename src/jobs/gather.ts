import type { Deal } from '../attribution/evidence.ts';
import type { Link } from '../hubspot/associations.ts';
import { type CrmRecord, formerIds } from '../hubspot/batch-answer.ts';
import {
  DEAL_PROPERTIES,
  DEAL_STAMPS,
  type DealReading,
  dealCurrency,
  dealPropertiesFor,
  isSplit,
  parseDeal,
  stateOf,
} from '../hubspot/deal.ts';
import { labelTypeOf } from '../hubspot/schema/state.ts';
import { modifiedAtOf } from '../hubspot/search.ts';
import type { CompanyId, ContactId, DealId, PartnerId } from '../ids.ts';
import type { LinkedActivity, LinkedReferral } from '../partnership/records.ts';
import type { DealLabel } from '../store/deals.ts';
import { type KeptEvidence, readKeptEvidence } from '../store/forgetting.ts';
import type { Written } from '../store/mirror.ts';
import { partnersOfCompanies, readReferrals } from '../store/mirror.ts';
import { fetchActivities, fetchReferrals, idsOf, linksOf, recordsOf } from './fetch.ts';
import type { JobDeps, Portal } from './portal.ts';

/** Everything read for one deal. */
export type Gathered = {
  /** As the rules now in force read it. */
  readonly deal: Deal;
  /** The same as other rules read it: a win keeps the version it was decided under. */
  readonly dealUnder: (reading: DealReading) => Deal;
  readonly closed: boolean;
  /** When HubSpot dates its last change, in milliseconds since 1970; 0 where it does not say. */
  readonly modifiedAt: number;
  readonly currency: string;
  readonly ownerId: string | null;
  /** Text of `partner_override`. */
  readonly override: string | null;
  /** Deals that were merged into this one. */
  readonly mergedIds: readonly string[];
  /** The client: the primary company, else all; partners' own companies never (R13). */
  readonly companyIds: readonly CompanyId[];
  readonly contactIds: readonly ContactId[];
  readonly referrals: readonly LinkedReferral[];
  readonly activities: readonly LinkedActivity[];
  readonly stamps: Written;
  readonly labels: readonly DealLabel[];
};

export type GatherOptions = {
  /** False before the mirror was filled: HubSpot is asked which companies are partners. */
  readonly trustMirror: boolean;
  /** Done beside the later reads: what else depends on the clients, and on the partners that have labels. */
  readonly alongside?: (clients: readonly CompanyId[], labelled: readonly PartnerId[]) => Promise<void>;
};

/** Fixed type id of a deal's primary company (hubspot.md 4.5). */
const PRIMARY_COMPANY = 5;

/**
 * Reads what deals are decided on, many at a time, in three round trips: deals and their links; their clients'
 * referrals and touches; those records. Deals that no longer exist, and split records, are not in the map.
 */
export async function gather(
  deps: JobDeps,
  portal: Portal,
  ids: readonly string[],
  readings: readonly DealReading[],
  { trustMirror, alongside = async () => {} }: GatherOptions = { trustMirror: true },
): Promise<Map<DealId, Gathered>> {
  // What a stage means is asked again below, beside other reads; here it is only which there are.
  const properties = dealPropertiesFor(readings, await portal.stages([], { ofAnyAge: true }));
  const [records, companies, contacts, activities, partners, kept] = await Promise.all([
    recordsOf(portal, 'deal', ids, [...DEAL_PROPERTIES, ...DEAL_STAMPS, ...properties]),
    linksOf(portal, 'deal', 'company', ids),
    linksOf(portal, 'deal', 'contact', ids),
    linksOf(portal, 'deal', 'partner_activity', ids),
    linksOf(portal, 'deal', 'partner', ids),
    readKeptEvidence(deps.database, portal.id, ids),
  ]);
  const deals = [...records].filter(([, record]) => !isSplit(record));
  const clients = new Map(deals.map(([id]) => [id, clientOf(companies.get(id) ?? [])]));
  const own = await ownCompanies(deps, portal, [...clients.values()].flat(), trustMirror);
  const companyIds = [...clients.values()].flat().filter((id) => !own.has(id));
  const contactIds = deals.flatMap(([id]) => idsOf<ContactId>(contacts, id));
  const labelled = [...partners.values()].flatMap((links) => labelsOf(portal, links));
  const meanwhile = alongside(
    companyIds,
    labelled.map(({ partnerId }) => partnerId),
  );
  meanwhile.catch(() => {});
  const [ofCompanies, ofContacts, touches] = await Promise.all([
    linksOf(portal, 'company', 'referral', companyIds),
    linksOf(portal, 'contact', 'referral', contactIds),
    linksOf(portal, 'contact', 'partner_activity', contactIds),
  ]);
  const evidenceOf = new Map(
    deals.map(([id]) => {
      const client = (clients.get(id) ?? []).filter((company) => !own.has(company));
      const people = idsOf<ContactId>(contacts, id);
      return [
        id,
        {
          client,
          people,
          referralIds: unique([
            ...client.flatMap((each) => idsOf(ofCompanies, each)),
            ...people.flatMap((each) => idsOf(ofContacts, each)),
            ...keptOf(kept, id, 'referral'),
          ]),
          activityIds: unique([
            ...idsOf(activities, id),
            ...people.flatMap((each) => idsOf(touches, each)),
            ...keptOf(kept, id, 'activity'),
          ]),
        },
      ];
    }),
  );
  const all = [...evidenceOf.values()];
  const [referrals, done, stages] = await Promise.all([
    linkedReferrals(deps, portal, unique(all.flatMap((each) => each.referralIds))),
    fetchActivitiesIfAny(portal, unique(all.flatMap((each) => each.activityIds))),
    portal.stages(deals.map(([, record]) => record.properties.dealstage ?? '')),
    meanwhile,
  ]);
  return new Map(
    deals.map(([id, record]): [DealId, Gathered] => {
      const dealUnder = (reading?: DealReading) => parseDeal(record, portal, stages, reading);
      const deal = dealUnder(readings.at(-1));
      const evidence = evidenceOf.get(id);
      return [
        id as DealId,
        {
          ...{ deal, dealUnder, closed: stateOf(record, stages).closed },
          modifiedAt: modifiedAtOf(record) ?? 0,
          currency:
            deal.amount.kind === 'unreadable'
              ? portal.homeCurrency
              : dealCurrency(record, portal.homeCurrency),
          ownerId: record.properties.hubspot_owner_id || null,
          override: record.properties.partner_override || null,
          mergedIds: formerIds(record),
          companyIds: evidence?.client ?? [],
          contactIds: evidence?.people ?? [],
          referrals: pick(referrals, evidence?.referralIds),
          activities: pick(done, evidence?.activityIds).map((each) => withKept(each, kept, id as DealId)),
          stamps: stampsOf(record),
          labels: labelsOf(portal, partners.get(id) ?? []),
        },
      ];
    }),
  );
}

/** Evidence that a forgotten person had linked (R20): it counts on. */
function keptOf(kept: readonly KeptEvidence[], dealId: string, kind: KeptEvidence['kind']): string[] {
  return kept.filter((each) => each.deal_id === dealId && each.kind === kind).map((each) => each.record_id);
}

function withKept(activity: LinkedActivity, kept: readonly KeptEvidence[], dealId: DealId): LinkedActivity {
  const isKept = keptOf(kept, dealId, 'activity').includes(activity.record.id);
  return isKept ? { ...activity, dealIds: [...activity.dealIds, dealId] } : activity;
}

/** The primary company if there is one, else all of them. */
function clientOf(links: readonly Link[]): CompanyId[] {
  const primary = links.filter(({ types }) => types.some(({ typeId }) => typeId === PRIMARY_COMPANY));
  return (primary.length > 0 ? primary : links).map((link) => link.toId as CompanyId);
}

async function ownCompanies(
  { database }: JobDeps,
  portal: Portal,
  ids: readonly CompanyId[],
  trustMirror: boolean,
): Promise<Set<CompanyId>> {
  if (!trustMirror) {
    const links = await linksOf(portal, 'company', 'partner', ids);
    return new Set(ids.filter((id) => (links.get(id) ?? []).length > 0));
  }
  const partners = await partnersOfCompanies(database, portal.id, ids);
  return new Set(partners.flatMap(({ companyId }) => (companyId === null ? [] : [companyId])));
}

/** Referrals as HubSpot has them now; what was judged once about them comes from the mirror. */
async function linkedReferrals(
  deps: JobDeps,
  portal: Portal,
  ids: readonly string[],
): Promise<Map<string, LinkedReferral>> {
  if (ids.length === 0) return new Map();
  const [fetched, mirrored] = await Promise.all([
    fetchReferrals(portal, ids),
    readReferrals(deps.database, portal.id, ids),
  ]);
  const judged = new Map(mirrored.map((each) => [each.record.id as string, each]));
  return new Map(
    [...fetched].map(([id, { raw: _raw, ...each }]) => [
      id,
      {
        ...each,
        alreadyOurs: judged.get(id)?.alreadyOurs ?? null,
        selfReferral: judged.get(id)?.selfReferral ?? null,
      },
    ]),
  );
}

async function fetchActivitiesIfAny(
  portal: Portal,
  ids: readonly string[],
): Promise<Map<string, LinkedActivity>> {
  return ids.length === 0 ? new Map() : fetchActivities(portal, ids);
}

/** Our labels among a deal's links to partners. */
export function labelsOf(portal: Portal, links: readonly Link[]): DealLabel[] {
  const sourced = labelTypeOf(portal.schema, 'sourced', 'deal').typeId;
  const influenced = labelTypeOf(portal.schema, 'influenced', 'deal').typeId;
  return links.flatMap(({ toId, types }) =>
    types.flatMap(({ typeId }) => {
      const label = typeId === sourced ? 'sourced' : typeId === influenced ? 'influenced' : null;
      return label === null ? [] : [{ partnerId: toId as PartnerId, label } as const];
    }),
  );
}

function stampsOf(record: CrmRecord): Written {
  return Object.fromEntries(DEAL_STAMPS.map((name) => [name, record.properties[name] ?? null]));
}

function pick<Each>(found: ReadonlyMap<string, Each>, ids: readonly string[] = []): Each[] {
  return ids.flatMap((id) => found.get(id) ?? []);
}

function unique(ids: readonly string[]): string[] {
  return [...new Set(ids)];
}
