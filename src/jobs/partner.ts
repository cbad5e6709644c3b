import { type Day, dayIn } from '../calendar.ts';
import { type Assessment, assess, decideStoring, defaultHealthSettings } from '../health/index.ts';
import type { CrmRecord } from '../hubspot/batch-answer.ts';
import { PARTNER_STAMPS } from '../hubspot/partner.ts';
import type { PartnerRecord } from '../partnership/records.ts';
import { siblingIds } from '../store/deal-ties.ts';
import { dealIdsOfPartner } from '../store/deals.ts';
import { type CreditTotal, creditsOfPartners } from '../store/ledger.ts';
import {
  activitiesOfPartners,
  archiveMirrored,
  isJudged,
  type MirroredPartner,
  partnersOfCompanies,
  readPartners,
  referralsOfPartners,
  savePartner,
  type Written,
} from '../store/mirror.ts';
import { countPutBack } from '../store/put-back.ts';
import { differences, type Wanted } from './differences.ts';
import { edited } from './edited.ts';
import { fetchPartners } from './fetch.ts';
import { partnerDays } from './partner-days.ts';
import { partnerFacts } from './partner-facts.ts';
import { holdersOfCompanies, stampPartners } from './partner-key.ts';
import { lookAtReturned } from './partner-return.ts';
import { counterStamps, healthStamps, revenueOf, revenueStamps } from './partner-stamps.ts';
import type { Job, JobDeps, Portal } from './portal.ts';
import { storedHealth } from './stored-health.ts';
import { survivorsOf } from './survivors.ts';
import { works } from './works.ts';

/** Stamps that nobody but the app writes. */
const ONLY_OURS = PARTNER_STAMPS.filter((name) => name !== 'activated_on' && name !== 'ended_on');

type Run = Parameters<typeof decideStoring>[2];

/** Partners that changed, or whose referrals, activities or credits did: by day health only gets better (R25). */
export const partnerJob: Job = (deps, portal, recordIds) => judge(deps, portal, recordIds, 'day');

/**
 * All partners at 02:00 of the portal: the night says the truth both ways, and counters move with the days. A day-time
 * run may be under way for the same partner; another one afterwards sees to it that the later reading stands.
 */
export const nightlyPartnerJob: Job = async (deps, portal, recordIds) => {
  const refusals = await judge(deps, portal, recordIds, 'nightly');
  await deps.queue.enqueue(works(portal.id, 'partner', recordIds));
  return refusals;
};

async function judge(deps: JobDeps, portal: Portal, ids: readonly string[], run: Run): ReturnType<Job> {
  const { database } = deps;
  const [fetched, before] = await Promise.all([
    fetchPartners(portal, ids),
    readPartners(database, portal.id, ids),
  ]);
  // A partner that was merged away answers under the id it lives on as.
  const present = [...fetched].filter(([id, { record }]) => record.id === id).map(([, each]) => each);
  const partnerIds = present.map(({ record }) => record.id);
  const known = new Map(before.map((each) => [each.record.id as string, each]));
  const [holders, days] = await Promise.all([
    holdersOfCompanies(deps, portal, present),
    partnerDays(
      deps,
      portal,
      present.map(({ record }) => record),
      new Map(before.map(({ record }) => [record.id, record])),
    ),
  ]);
  await lookAtReturned(
    deps,
    portal,
    partnerIds.filter((id) => !known.has(id)),
  );
  const judged: Judged[] = [];
  // One by one: a partner of many years has thousands of referrals and credits.
  for (const each of present) {
    const { id } = each.record;
    const partner = { ...each, record: { ...each.record, ...days.get(id) } };
    judged.push(await judgeOne(deps, portal, partner, holders.has(id), run));
  }
  const { refusals, unwritten } = await stampPartners(
    portal,
    judged.map(({ record, changed }) => ({ recordId: record.id, properties: changed })),
  );
  for (const { record, companyId, changed } of judged) {
    const raw = fetched.get(record.id)?.raw.properties ?? {};
    const lost = unwritten.get(record.id) ?? [];
    const arrived = Object.entries(changed).filter(([name]) => !lost.includes(name));
    const now: MirroredPartner = {
      ...{ record, companyId, health: null, readAt: new Date(deps.now()) },
      written: { ...raw, ...Object.fromEntries(arrived) },
    };
    await keep(
      deps,
      portal,
      before.find((each) => each.record.id === record.id && isJudged(each)),
      now,
      edited(known.get(record.id)?.written ?? {}, raw, ONLY_OURS),
    );
  }
  // What is out of the mirror already was retired once.
  await retire(
    deps,
    portal,
    before.filter(({ record: { id } }) => fetched.get(id)?.record.id !== id),
    survivorsOf(ids, fetched),
  );
  return refusals;
}

type Judged = Pick<MirroredPartner, 'record' | 'companyId'> & { readonly changed: Record<string, string> };

/** What is to be written on a partner, from all that the mirror and the ledger know of it. */
async function judgeOne(
  deps: JobDeps,
  portal: Portal,
  { raw, record, companyId }: Pick<MirroredPartner, 'record' | 'companyId'> & { readonly raw: CrmRecord },
  holdsCompany: boolean,
  run: Run,
): Promise<Judged> {
  const { database, now } = deps;
  const today = dayIn(portal.timeZone, now());
  const [referrals, activities, credits] = await Promise.all([
    referralsOfPartners(database, portal.id, [record.id]),
    activitiesOfPartners(database, portal.id, [record.id]),
    creditsOfPartners(database, portal.id, [record.id], portal.homeCurrency),
  ]);
  const assessment = assess(partnerFacts(record, referrals, activities), today, defaultHealthSettings);
  const wanted = {
    ...stampsOf(record, assessment, credits, today, portal),
    ...(companyId === null ? {} : { partner_key: holdsCompany ? companyId : null }),
  };
  const changed = withHealth(differences(wanted, raw.properties), assessment, raw.properties, run, deps);
  return { record, companyId, changed };
}

/**
 * Partners that were deleted or merged away: out of the mirror, and what they had a part in is looked at again. HubSpot
 * has moved or cut their links, and sends no event for those.
 */
async function retire(
  { database, queue }: JobDeps,
  portal: Portal,
  gone: readonly MirroredPartner[],
  survivors: readonly string[],
): Promise<void> {
  if (gone.length === 0 && survivors.length === 0) return;
  const goneIds = gone.map(({ record }) => record.id);
  await database.transaction(async (tx) => {
    await archiveMirrored(tx, portal.id, 'partner', goneIds);
    const deals: string[] = [];
    for (const id of goneIds) deals.push(...(await dealIdsOfPartner(tx, portal.id, id)));
    const referrals = await referralsOfPartners(tx, portal.id, goneIds);
    const activities = await activitiesOfPartners(tx, portal.id, goneIds);
    const companies = gone.flatMap(({ companyId }) => companyId ?? []);
    const heirs = await partnersOfCompanies(tx, portal.id, companies);
    const idsOf = (all: readonly { readonly record: { readonly id: string } }[]) =>
      all.map(({ record }) => record.id);
    await queue.enqueue(
      [
        ...works(portal.id, 'deal', deals),
        ...works(portal.id, 'referral', idsOf(referrals)),
        ...works(portal.id, 'activity', idsOf(activities)),
        ...works(portal.id, 'company', companies),
        ...works(portal.id, 'partner', [...survivors, ...idsOf(heirs)]),
      ],
      tx,
    );
  });
}

function stampsOf(
  record: PartnerRecord,
  assessment: Assessment,
  credits: readonly CreditTotal[],
  today: Day,
  portal: Portal,
): Wanted {
  return {
    ...counterStamps(assessment),
    ...revenueStamps(revenueOf(credits, today), portal.homeCurrency),
    ...(record.activatedOn === null ? {} : { activated_on: record.activatedOn }),
    ended_on: record.endedOn,
  };
}

/** Adds the health properties where they are to be stored now: all of them or none. */
function withHealth(
  changed: Record<string, string>,
  assessment: Assessment,
  actual: Written,
  run: Run,
  deps: JobDeps,
): Record<string, string> {
  const storing = decideStoring(storedHealth(actual), assessment, run);
  if (storing.kind === 'keep') return changed;
  const health = differences(healthStamps(assessment), actual);
  if (Object.keys(health).length === 0) return changed;
  return { ...changed, ...health, health_computed_at: new Date(deps.now()).toISOString() };
}

/** Mirrors a partner and puts in line what its change bears on. */
async function keep(
  { database, queue }: JobDeps,
  portal: Portal,
  before: MirroredPartner | undefined,
  now: MirroredPartner,
  editedByOthers: readonly string[],
): Promise<void> {
  const companies = [before?.companyId, now.companyId].flatMap((id) => (id == null ? [] : [id as string]));
  const companyChanged = before?.companyId !== now.companyId;
  const healthChanged = before?.written.health_status !== now.written.health_status;
  const termsChanged = before === undefined || bearing(before.record) !== bearing(now.record);
  await database.transaction(async (tx) => {
    await savePartner(tx, portal.id, now);
    await countPutBack(
      tx,
      portal.id,
      'partner',
      editedByOthers,
      dayIn(portal.timeZone, now.readAt.getTime()),
    );
    const deals = termsChanged || companyChanged ? await dealIdsOfPartner(tx, portal.id, now.record.id) : [];
    // A company that becomes a partner's own is nobody's client any more (R13).
    const ofCompany = companyChanged ? await siblingIds(tx, portal.id, companies, []) : [];
    // Who holds a company, among several partners of it, is anew to be seen.
    const others = companyChanged ? await partnersOfCompanies(tx, portal.id, companies) : [];
    const referrals = termsChanged ? await referralsOfPartners(tx, portal.id, [now.record.id]) : [];
    await queue.enqueue(
      [
        ...works(portal.id, 'deal', [...deals, ...ofCompany]),
        ...works(
          portal.id,
          'referral',
          referrals.map((each) => each.record.id),
        ),
        ...works(
          portal.id,
          'partner',
          others.flatMap(({ record }) => (record.id === now.record.id ? [] : record.id)),
        ),
        ...(healthChanged || companyChanged ? works(portal.id, 'company', companies) : []),
      ],
      tx,
    );
  });
}

/** All of a partner that a decision or a copied name depends on. */
function bearing(record: PartnerRecord): string {
  const { name, primaryType, stage, agreementStatus, endedOn, tailDays, referralWindowDays } = record;
  const { compensationModel, commission } = record;
  return JSON.stringify([
    ...[name, primaryType, stage, agreementStatus, endedOn, tailDays, referralWindowDays],
    // PostgreSQL keeps the fields of an object in an order of its own.
    ...[compensationModel, Object.entries(commission).sort()],
  ]);
}
