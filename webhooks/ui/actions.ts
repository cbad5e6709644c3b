import type {
  LogCheckIn,
  LogReferral,
  StartPartnership,
} from '../../extensions/src/app/cards/contract/company-card.ts';
import type { App } from '../../src/app.ts';
import { type Day, dayIn, parseDay } from '../../src/calendar.ts';
import { objectTypeIdOf } from '../../src/hubspot/schema/state.ts';
import { writeRecords } from '../../src/hubspot/write.ts';
import { recordsOf } from '../../src/jobs/fetch.ts';
import type { Portal } from '../../src/jobs/portal.ts';
import { partnersOfCompanies, readPartners } from '../../src/store/mirror.ts';
import { noteProgress, type RequestKey } from '../../src/store/requests.ts';
import { createOnce, labelled, linkTo } from './create-record.ts';
import { refuse } from './refusal.ts';

export type Action<Body> = (
  app: App,
  portal: Portal,
  key: RequestKey,
  companyId: string,
  body: Body,
  progress: unknown,
) => Promise<void>;

/** Logs a referral, received or sent. Logged by one of us, a received one is accepted: the window runs from today. */
export const logReferralAction: Action<LogReferral> = async (app, portal, key, companyId, body, progress) => {
  const today = dayIn(portal.timeZone, app.now());
  notInFuture(parseDay(body.referredOn), today, 'referredOn');
  const [partner] = await readPartners(app.database, portal.id, [body.partnerId]);
  if (partner === undefined) throw refuse('not-found', 'This partner is not known (any more).', 'partnerId');
  const client = await clientOf(app, portal, key, body, progress);
  if (client.id === partner.companyId)
    throw refuse('invalid', 'A partner cannot be its own client.', 'client');
  const received = body.direction === 'received';
  const referralId = await createOnce(
    portal,
    'referral',
    { property: 'referral_key', value: `card:${body.requestId}` },
    {
      name: received
        ? `${client.name} (from ${partner.record.name})`
        : `${client.name} (to ${partner.record.name})`,
      direction: body.direction,
      status: received ? 'accepted' : 'introduced',
      referred_on: body.referredOn,
      ...(received ? { accepted_on: today } : {}),
      method: body.method,
    },
    [
      linkTo(portal, 'referral', 'partner', partner.record.id),
      labelled(portal, 'referral', 'company', client.id, 'referred_company'),
    ],
  );
  await app.runNow('referral', portal.id, [referralId]);
  await app.runNow('company', portal.id, [companyId]);
};

/** Logs a check-in with the partner that this company is. */
export const logCheckInAction: Action<LogCheckIn> = async (app, portal, _key, companyId, body) => {
  notInFuture(parseDay(body.happenedOn), dayIn(portal.timeZone, app.now()), 'happenedOn');
  const [partner] = await partnersOfCompanies(app.database, portal.id, [companyId]);
  if (partner === undefined) throw refuse('not-found', 'This company is not a partner (any more).');
  const activityId = await createOnce(
    portal,
    'partner_activity',
    { property: 'activity_key', value: `card:${body.requestId}` },
    {
      name: `Check-in with ${partner.record.name}`,
      kind: 'check_in',
      status: 'done',
      happened_on: body.happenedOn,
      outcome: body.outcome,
      two_way: String(body.twoWay),
    },
    [linkTo(portal, 'partner_activity', 'partner', partner.record.id)],
  );
  await app.runNow('activity', portal.id, [activityId]);
};

/** Makes the company a partner, at the start of the path. */
export const startPartnershipAction: Action<StartPartnership> = async (
  app,
  portal,
  _key,
  companyId,
  body,
) => {
  const [existing] = await partnersOfCompanies(app.database, portal.id, [companyId]);
  if (existing !== undefined) throw refuse('invalid', 'This company is a partner already.');
  const { name } = await existingCompany(portal, companyId);
  const partnerId = await createOnce(
    portal,
    'partner',
    { property: 'partner_key', value: companyId },
    { name, primary_type: body.primaryType, partner_types: body.primaryType, stage: 'identified' },
    [labelled(portal, 'partner', 'company', companyId, 'partner_company')],
  );
  await app.runNow('partner', portal.id, [partnerId]);
  await app.runNow('company', portal.id, [companyId]);
};

/** The prospect: a company of the portal, or a new one, which is made once even if the request is repeated. */
async function clientOf(
  app: App,
  portal: Portal,
  key: RequestKey,
  { client }: LogReferral,
  progress: unknown,
): Promise<{ id: string; name: string }> {
  const type = objectTypeIdOf(portal.schema, 'company');
  const done = createdBefore(progress);
  const wanted = client.kind === 'existing' ? client.companyId : done;
  if (wanted !== null) return existingCompany(portal, wanted, 'client.companyId');
  if (client.kind === 'existing') throw new Error('unreachable: an existing client has an id');
  const domain = client.domain === '' ? {} : { domain: client.domain };
  const [result] = await writeRecords(portal.request, type, [
    { kind: 'create', properties: { name: client.name, ...domain }, associations: [] },
  ]);
  if (result?.kind !== 'written')
    throw result?.problem ?? new Error('HubSpot answered a create with nothing');
  await noteProgress(app.database, key, { companyId: result.record.id });
  return { id: result.record.id, name: client.name };
}

/** The company as HubSpot has it now: the mirror may not have met it yet. */
async function existingCompany(
  portal: Portal,
  companyId: string,
  field?: string,
): Promise<{ id: string; name: string }> {
  const record = (await recordsOf(portal, 'company', [companyId], ['name'])).get(companyId);
  if (record === undefined) throw refuse('not-found', 'This company does not exist (any more).', field);
  return { id: record.id, name: record.properties.name ?? `Company ${record.id}` };
}

function createdBefore(progress: unknown): string | null {
  if (progress === null || typeof progress !== 'object') return null;
  const id: unknown = Reflect.get(progress, 'companyId');
  return typeof id === 'string' ? id : null;
}

function notInFuture(day: Day, today: Day, field: string): void {
  if (day > today) throw refuse('invalid', 'The date lies in the future.', field);
}
