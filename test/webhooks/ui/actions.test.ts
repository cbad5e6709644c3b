import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { type Cast, company, createCast, type PartnerOnStage } from '../../flows/cast.ts';
import { disagreements } from '../../flows/disagreements.ts';
import { createWorld, type World } from '../../support/world.ts';
import { type CardCaller, createCardCaller, requestId } from './card-caller.ts';

let world: World;
let cast: Cast;
let card: CardCaller;
let partner: PartnerOnStage;
let clicks = 0;

beforeAll(async () => {
  world = await createWorld();
  cast = createCast(world.crm);
  card = createCardCaller(world);
  partner = await cast.partner('Northwind Agency', {
    ...{ activated_on: '2025-09-01', hubspot_owner_id: '7001' },
  });
  await world.settle();
});
afterAll(() => world.stop());
afterEach(async () => expect(await disagreements(world)).toEqual([]));

function click() {
  clicks += 1;
  return requestId(clicks);
}

const referral = (client: Record<string, unknown>, more: Record<string, unknown> = {}) => ({
  ...{ requestId: click(), direction: 'received', partnerId: partner.id, client },
  ...{ referredOn: '2026-03-02', method: 'intro_email', ...more },
});

const REFERRAL = [
  'name',
  'direction',
  'status',
  'referred_on',
  'accepted_on',
  'referral_key',
  'window_ends_on',
];
const referrals = async () =>
  (await world.crm.all('referral', REFERRAL)).map(({ id, properties }) => ({ id, ...properties }));

test('a referral received is logged on a client’s card: accepted today, seen at once, and once', async () => {
  const client = await cast.client('Blue Ocean');
  const body = referral({ kind: 'existing', companyId: client });
  const first = await card.post(client, 'referrals', body);
  expect(first).toMatchObject({
    ok: true,
    card: {
      kind: 'referred-client',
      client: { id: client, name: 'Blue Ocean' },
      referredBy: { partnerName: 'Northwind Agency', status: 'Accepted', windowEndsOn: '2026-08-29' },
    },
  });
  expect(await card.post(client, 'referrals', body)).toEqual(first);
  expect(await referrals()).toMatchObject([
    {
      name: 'Blue Ocean (from Northwind Agency)',
      direction: 'received',
      status: 'accepted',
      referred_on: '2026-03-02',
      accepted_on: '2026-03-02',
      referral_key: `card:${body.requestId}`,
      window_ends_on: '2026-08-29',
    },
  ]);
  await world.settle();
  const { properties } = await world.crm.read('company', client, ['partnership_role', 'partner_referred_by']);
  expect(properties).toMatchObject({
    partnership_role: 'referred_client',
    partner_referred_by: 'Northwind Agency',
  });
  const deal = await cast.deal('Project', [company(client)]);
  await cast.win(deal);
  await world.settle();
  expect(await card.get(client)).toMatchObject({
    card: { deals: [{ attribution: 'sourced', credited: { amount: '1000.00', currency: 'EUR' } }] },
  });
});

test('the same click twice at the same time makes one referral and one new company', async () => {
  const before = (await referrals()).length;
  const body = referral({ kind: 'new', name: 'Fresh Start', domain: 'fresh.example' }, { direction: 'sent' });
  const answers = await Promise.all([
    card.post(partner.companyId, 'referrals', body),
    card.post(partner.companyId, 'referrals', body),
  ]);
  const told = answers.map((answer) => (answer.ok ? 'done' : answer.error.code)).sort();
  expect(told[0]).toBe('done');
  expect(['done', 'unavailable']).toContain(told[1]);
  const repeated = await card.post(partner.companyId, 'referrals', body);
  expect(repeated).toMatchObject({
    ok: true,
    card: { kind: 'partner', referrals: { sent: { last90Days: 1, total: 1, lastOn: '2026-03-02' } } },
  });
  const made = await referrals();
  expect(made.length).toBe(before + 1);
  expect(made.at(-1)).toMatchObject({
    name: 'Fresh Start (to Northwind Agency)',
    direction: 'sent',
    status: 'introduced',
    accepted_on: null,
  });
  const named = (await world.crm.all('company', ['name', 'domain'])).filter(
    ({ properties }) => properties.name === 'Fresh Start',
  );
  expect(named.map(({ properties }) => properties.domain)).toEqual(['fresh.example']);
  expect(await world.crm.linked('referral', made.at(-1)?.id ?? '', 'company')).toEqual([
    { id: named[0]?.id, labels: ['Referred client'] },
  ]);
  await world.settle();
});

test('after a fault of HubSpot’s in the middle, the repeated click finishes what was begun', async () => {
  const before = (await referrals()).length;
  const body = referral({ kind: 'new', name: 'Half Done', domain: '' });
  const [type = ''] = [(await world.app.directory.get(world.portalId)).schema.objects.referral.objectTypeId];
  await world.sandbox.control('POST', '/faults', {
    path: `${type}/batch/create`,
    applied: true,
    fault: { kind: 'status', status: 502 },
  });
  await card.post(partner.companyId, 'referrals', body);
  expect(await card.post(partner.companyId, 'referrals', body)).toMatchObject({ ok: true });
  expect((await referrals()).length).toBe(before + 1);
  const companies = await world.crm.all('company', ['name']);
  expect(companies.filter(({ properties }) => properties.name === 'Half Done').length).toBe(1);
  await world.settle();
});

test('a check-in is logged on a partner’s card and counts as contact at once', async () => {
  const body = { requestId: click(), happenedOn: '2026-03-01', outcome: 'Two leads coming', twoWay: true };
  const [first, second] = [
    await card.post(partner.companyId, 'check-ins', body),
    await card.post(partner.companyId, 'check-ins', body),
  ];
  expect(second).toEqual(first);
  expect(first).toMatchObject({
    ok: true,
    card: { recent: expect.arrayContaining([{ on: '2026-03-01', text: 'Check-in: Two leads coming' }]) },
  });
  expect(
    first.ok && first.card.kind === 'partner' && first.card.health.reasons.map(({ code }) => code),
  ).not.toContain('T2a');
  const activities = await world.crm.all('partner_activity', ['activity_key', 'kind', 'status', 'two_way']);
  expect(activities.map(({ properties }) => properties)).toMatchObject([
    { activity_key: `card:${body.requestId}`, kind: 'check_in', status: 'done', two_way: 'true' },
  ]);
  await world.settle();
  const { properties } = await world.crm.read('partner', partner.id, ['last_contact_on']);
  expect(properties).toMatchObject({ last_contact_on: '2026-03-01' });
});

test('a partnership is started on any company, and one company is one partner', async () => {
  const prospect = await cast.client('Prospect');
  const body = { requestId: click(), primaryType: 'reseller' };
  const first = await card.post(prospect, 'partner', body);
  expect(first).toMatchObject({
    ok: true,
    card: {
      kind: 'partner',
      partner: { name: 'Prospect', type: 'Reseller', stage: 'Identified', terms: 'Terms not set yet' },
      health: { status: 'not_scored', score: null },
    },
  });
  expect(await card.post(prospect, 'partner', body)).toEqual(first);
  expect(await card.post(prospect, 'partner', { ...body, requestId: click() })).toMatchObject({
    ok: false,
    error: { code: 'invalid', message: 'This company is a partner already.' },
  });
  await world.settle();
  const made = await world.crm.all('partner', ['name', 'partner_key', 'stage']);
  expect(made.map(({ properties }) => properties).filter(({ name }) => name === 'Prospect')).toMatchObject([
    { partner_key: prospect, stage: 'identified' },
  ]);
  expect((await world.crm.read('company', prospect, ['partnership_role'])).properties).toMatchObject({
    partnership_role: 'partner',
  });
});

test('what cannot be done is said with its field, and nothing is made', async () => {
  const before = (await referrals()).length;
  const client = await cast.client('Careful');
  const existing = { kind: 'existing', companyId: client };
  const refusals = [
    await card.post(client, 'referrals', referral(existing, { referredOn: '2026-03-03' })),
    await card.post(client, 'referrals', referral(existing, { partnerId: '999' })),
    await card.post(client, 'referrals', referral({ kind: 'existing', companyId: '999' })),
    await card.post(
      partner.companyId,
      'referrals',
      referral({ kind: 'existing', companyId: partner.companyId }),
    ),
    await card.post(client, 'referrals', referral({ kind: 'new', name: '  ', domain: '' })),
    await card.post(client, 'referrals', referral(existing, { referredOn: '2026-02-30' })),
    await card.post(client, 'check-ins', {
      requestId: click(),
      happenedOn: '2026-03-01',
      outcome: 'x',
      twoWay: true,
    }),
    await card.post('999', 'partner', { requestId: click(), primaryType: 'referral' }),
  ];
  const told = refusals.map((answer) =>
    answer.ok ? 'done' : [answer.error.code, answer.error.field ?? '-'].join(' '),
  );
  expect(told).toEqual([
    'invalid referredOn',
    'not-found partnerId',
    'not-found client.companyId',
    'invalid client',
    'invalid client.name',
    'invalid referredOn',
    'not-found -',
    'not-found -',
  ]);
  expect((await referrals()).length).toBe(before);
});

test('the id of one action does nothing elsewhere: on another record, or by another route', async () => {
  const [first, second] = [await cast.client('Once'), await cast.client('Elsewhere')];
  const body = referral({ kind: 'existing', companyId: first });
  expect(await card.post(first, 'referrals', body)).toMatchObject({ ok: true });
  const before = await referrals();
  const elsewhere = [
    await card.post(second, 'referrals', { ...body, client: { kind: 'existing', companyId: second } }),
    await card.post(first, 'partner', { requestId: body.requestId, primaryType: 'reseller' }),
  ];
  const refused = { ok: false, error: { code: 'invalid', message: expect.stringMatching(/another action/) } };
  expect(elsewhere).toEqual([refused, refused]);
  expect(await card.post(first, 'referrals', body)).toMatchObject({ ok: true });
  expect(await referrals()).toEqual(before);
  await world.settle();
});
