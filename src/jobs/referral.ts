import { type Acceptance, acceptance, alreadyOursBy } from '../attribution/acceptance.ts';
import { hasAcceptedStatus, isAccepted } from '../attribution/evidence.ts';
import { DEFAULT_POLICY, type Policy } from '../attribution/policy.ts';
import { type Day, dayIn } from '../calendar.ts';
import { DEAL_PROPERTIES, parseClientDeal } from '../hubspot/deal.ts';
import { readHistory } from '../hubspot/records.ts';
import { dayStatusBecame } from '../hubspot/referral.ts';
import { objectTypeIdOf } from '../hubspot/schema/state.ts';
import type { DealId } from '../ids.ts';
import { toDecimalText } from '../money.ts';
import type { LinkedReferral } from '../partnership/records.ts';
import { referralProgress } from '../partnership/referral-progress.ts';
import { type DecidedDeal, dealsOfReferrals } from '../store/deals.ts';
import { creditedByReferral } from '../store/ledger.ts';
import { archiveMirrored, type MirroredPartner, readReferrals, saveReferral } from '../store/mirror.ts';
import { readPolicies } from '../store/policies.ts';
import type { Work } from '../store/queue.ts';
import { differences } from './differences.ts';
import { type Fetched, fetchReferrals, idsOf, linksOf, recordsOf } from './fetch.ts';
import { knownPartners } from './known-partners.ts';
import type { Job, JobDeps, Portal } from './portal.ts';
import { stamp } from './stamp.ts';
import { works } from './works.ts';

type FetchedReferral = Fetched<Omit<LinkedReferral, 'alreadyOurs'>>;

/**
 * Referrals that changed: fills in what the app owns (acceptance, window, whether the client was already ours,
 * progress), mirrors them, and puts in line the deals, partners and companies they bear on.
 */
export const referralJob: Job = async (deps, portal, recordIds) => {
  const [fetched, before] = await Promise.all([
    fetchReferrals(portal, recordIds),
    readReferrals(deps.database, portal.id, recordIds),
  ]);
  const mirrored = new Map(before.map((each) => [each.record.id as string, each]));
  const present = [...fetched.values()];
  const [partners, clientDeals, facts, [policy = DEFAULT_POLICY]] = await Promise.all([
    knownPartners(
      deps,
      portal,
      present.flatMap((each) => (each.partnerId === null ? [] : [each.partnerId])),
    ),
    dealsOfClients(portal, [...present, ...before]),
    factsOf(deps, portal, recordIds),
    readPolicies(deps.database, portal.id, new Date(deps.now())).then((all) => all.slice(-1)),
  ]);
  const accepted = await acceptances(deps, portal, present, partners, policy);
  const judged = await judgeOwnership(portal, present, mirrored, clientDeals);

  const now: LinkedReferral[] = present.map(({ raw: _raw, ...each }) => {
    const acceptance = accepted.get(each.record.id);
    const record = {
      ...each.record,
      acceptedOn: acceptance?.acceptedOn ?? each.record.acceptedOn,
      windowDays: acceptance?.windowDays ?? each.record.windowDays,
      key: each.record.key ?? each.record.id,
    };
    return { ...each, record, alreadyOurs: judged.get(record.id) ?? null };
  });
  const today = dayIn(portal.timeZone, deps.now());
  const refusals = await stamp(
    portal,
    'referral',
    now.map((each) => ({
      recordId: each.record.id,
      properties: differences(
        stampsOf(each, accepted.get(each.record.id), partners, facts, portal, today),
        fetched.get(each.record.id)?.raw.properties ?? {},
      ),
    })),
  );
  await deps.database.transaction(async (tx) => {
    for (const each of now) await saveReferral(tx, portal.id, each, new Date(deps.now()));
    const gone = recordIds.filter((id) => !fetched.has(id));
    if (gone.length > 0) await archiveMirrored(tx, portal.id, 'referral', gone);
    const changed = [...new Set([...now.map((each) => each.record.id as string), ...gone])].flatMap((id) =>
      consequences(
        portal.id,
        mirrored.get(id),
        now.find((each) => each.record.id === id),
        clientDeals,
        facts.deals,
      ),
    );
    await deps.queue.enqueue(changed, tx);
  });
  return refusals;
};

type Facts = { readonly deals: readonly DecidedDeal[]; readonly credited: ReadonlyMap<string, bigint> };

async function factsOf({ database }: JobDeps, portal: Portal, ids: readonly string[]): Promise<Facts> {
  const [deals, credited] = await Promise.all([
    dealsOfReferrals(database, portal.id, ids),
    creditedByReferral(database, portal.id, ids, portal.homeCurrency),
  ]);
  return { deals, credited };
}

/** Deals of the clients of these referrals, by company or contact id. */
async function dealsOfClients(
  portal: Portal,
  referrals: readonly Pick<LinkedReferral, 'companyIds' | 'contactIds'>[],
): Promise<Map<string, DealId[]>> {
  const companyIds = referrals.flatMap((each) => each.companyIds);
  const contactIds = referrals.flatMap((each) => each.contactIds);
  const [ofCompanies, ofContacts] = await Promise.all([
    linksOf(portal, 'company', 'deal', companyIds),
    linksOf(portal, 'contact', 'deal', contactIds),
  ]);
  return new Map([
    ...companyIds.map((id) => [id as string, idsOf<DealId>(ofCompanies, id)] as const),
    ...contactIds.map((id) => [id as string, idsOf<DealId>(ofContacts, id)] as const),
  ]);
}

/** Acceptance per referral; the history is read only where nobody typed the day. */
async function acceptances(
  deps: JobDeps,
  portal: Portal,
  referrals: readonly FetchedReferral[],
  partners: ReadonlyMap<string, MirroredPartner>,
  policy: Policy,
): Promise<Map<string, Acceptance>> {
  const undated = referrals.filter(({ record }) => hasAcceptedStatus(record) && record.acceptedOn === null);
  const histories =
    undated.length === 0
      ? new Map<string, { value: string | null; at: number }[]>()
      : await readHistory(
          portal.request,
          objectTypeIdOf(portal.schema, 'referral'),
          undated.map((each) => each.record.id),
          'status',
        );
  const today = dayIn(portal.timeZone, deps.now());
  const found = new Map<string, Acceptance>();
  for (const { record, partnerId } of referrals) {
    const terms = partnerId === null ? null : (partners.get(partnerId)?.record.referralWindowDays ?? null);
    const statusChangedOn = dayStatusBecame(histories.get(record.id) ?? [], ACCEPTED, portal.timeZone);
    const accepted = acceptance({ ...record, statusChangedOn }, terms, policy, today);
    if (accepted !== null) found.set(record.id, accepted);
  }
  return found;
}

const ACCEPTED = new Set(['accepted', 'contacted', 'qualified', 'deal_open', 'won', 'lost']);

/** Whether the client was already ours: judged once, when first accepted with a client; again only if that changes. */
async function judgeOwnership(
  portal: Portal,
  referrals: readonly FetchedReferral[],
  mirrored: ReadonlyMap<string, LinkedReferral>,
  clientDeals: ReadonlyMap<string, DealId[]>,
): Promise<Map<string, LinkedReferral['alreadyOurs']>> {
  const verdicts = new Map<string, LinkedReferral['alreadyOurs']>();
  const open: { id: string; judgedFor: string; referredOn: Day; dealIds: DealId[] }[] = [];
  for (const { record, companyIds, contactIds } of referrals) {
    const clients: readonly string[] = companyIds.length > 0 ? companyIds : contactIds;
    const known = mirrored.get(record.id)?.alreadyOurs ?? null;
    const judgedFor = `${record.referredOn} ${[...clients].sort().join(' ')}`;
    if (
      known?.judgedFor === judgedFor ||
      !hasAcceptedStatus(record) ||
      record.referredOn === null ||
      clients.length === 0
    ) {
      verdicts.set(record.id, known);
    } else {
      const dealIds = clients.flatMap((client) => clientDeals.get(client) ?? []);
      open.push({ id: record.id, judgedFor, referredOn: record.referredOn, dealIds });
    }
  }
  const raw = await recordsOf(
    portal,
    'deal',
    open.flatMap((each) => each.dealIds),
    DEAL_PROPERTIES,
  );
  const stages = await portal.stages([...raw.values()].map((deal) => deal.properties.dealstage ?? ''));
  for (const { id, judgedFor, referredOn, dealIds } of open) {
    const deals = dealIds.flatMap((dealId) => {
      const deal = raw.get(dealId);
      return deal === undefined ? [] : [parseClientDeal(deal, portal, stages)];
    });
    verdicts.set(id, { judgedFor, dealIds: alreadyOursBy(deals, referredOn) });
  }
  return verdicts;
}

function stampsOf(
  each: LinkedReferral,
  accepted: Acceptance | undefined,
  partners: ReadonlyMap<string, MirroredPartner>,
  { deals, credited }: Facts,
  portal: Portal,
  today: Day,
): Record<string, string | null> {
  const { record, partnerId, alreadyOurs } = each;
  const bound = deals.filter((deal) => deal.referralId === record.id);
  const minor = credited.get(record.id) ?? 0n;
  return {
    referral_key: record.key,
    status: referralProgress(record, bound, accepted?.windowEndsOn ?? null, today),
    partner_id: partnerId,
    partner_name: partnerId === null ? null : (partners.get(partnerId)?.record.name ?? null),
    credited_amount:
      bound.length === 0 && minor === 0n ? null : toDecimalText({ minor, currency: portal.homeCurrency }),
    ...(alreadyOurs === null ? {} : { pre_existing: String(alreadyOurs.dealIds.length > 0) }),
    ...(accepted === undefined
      ? {}
      : {
          accepted_on: accepted.acceptedOn,
          referral_window_days: String(accepted.windowDays),
          window_ends_on: accepted.windowEndsOn,
        }),
  };
}

/** Work that a change of a referral causes; deals only when something changed that money depends on. */
function consequences(
  portalId: string,
  before: LinkedReferral | undefined,
  now: LinkedReferral | undefined,
  clientDeals: ReadonlyMap<string, DealId[]>,
  bound: readonly DecidedDeal[],
): Work[] {
  const states = [before, now].filter((state) => state !== undefined);
  const partners = states.flatMap(({ partnerId }) => (partnerId === null ? [] : [partnerId as string]));
  const companies = states.flatMap(({ companyIds }) => [...companyIds]);
  const id = states[0]?.record.id;
  const deals = states.flatMap(({ companyIds, contactIds }) =>
    [...companyIds, ...contactIds].flatMap((client) => clientDeals.get(client) ?? []),
  );
  const moved = bearing(before) !== bearing(now);
  return [
    ...works(portalId, 'partner', partners),
    ...works(portalId, 'company', companies),
    ...(moved
      ? works(portalId, 'deal', [
          ...deals,
          ...bound.filter((deal) => deal.referralId === id).map((deal) => deal.id),
        ])
      : []),
  ];
}

/** All of a referral that a decision depends on, as text. */
function bearing(each: LinkedReferral | undefined): string {
  if (each === undefined) return '';
  const { record, partnerId, companyIds, contactIds, alreadyOurs } = each;
  return JSON.stringify([
    isAccepted(record),
    ...[
      record.direction,
      record.name,
      record.referredOn,
      record.acceptedOn,
      record.evidenceOn,
      record.windowDays,
    ],
    record.knownProspectAccepted,
    ...[partnerId, [...companyIds].sort(), [...contactIds].sort(), alreadyOurs?.dealIds ?? null],
  ]);
}
