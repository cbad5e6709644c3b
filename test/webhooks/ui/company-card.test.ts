import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { changeSetting } from '../../../src/store/settings.ts';
import type { SettingName } from '../../../src/store/settings-form.ts';
import { type Cast, company, createCast, type PartnerOnStage } from '../../flows/cast.ts';
import { createWorld, type World } from '../../support/world.ts';
import { type CardCaller, createCardCaller, RAE } from './card-caller.ts';

let world: World;
let cast: Cast;
let card: CardCaller;
let partner: PartnerOnStage;
let client: string;
let deal: string;
let calls: string[] = [];

beforeAll(async () => {
  world = await createWorld({ onCall: ({ method, route }) => calls.push(`${method} ${route}`) });
  cast = createCast(world.crm);
  card = createCardCaller(world);
  partner = await cast.partner('Northwind Agency', { activated_on: '2025-09-01' });
  client = await cast.client('Blue Ocean');
  await cast.referral({ partner, clients: [company(client)], on: '2026-03-02' }, { name: 'R-104' });
  await cast.activity(
    { partner, on: '2026-03-01', links: [] },
    { kind: 'quarterly_review', name: 'Review', outcome: 'Went through the numbers', two_way: 'true' },
  );
  deal = await cast.deal('Website project', [company(client)], { amount: '8000' });
  await cast.win(deal);
  await world.settle();
  await set('amountsVisibleTo', ['7001']);
});
afterAll(() => world.stop());

async function set(name: SettingName, userIds: readonly string[]): Promise<void> {
  const change = { name, value: { userIds, teamIds: [] }, actor: 'Kim' };
  await world.app.database.transaction((tx) => changeSetting(tx, world.portalId, change, new Date(0)));
}

const eur = (amount: string) => ({ amount, currency: 'EUR' });

test('a partner’s company shows health with its reasons, both directions, revenue and what happened last', async () => {
  expect(await card.get(partner.companyId)).toEqual({
    ok: true,
    card: {
      kind: 'partner',
      asOf: '2026-03-02T09:00:00.000Z',
      partner: {
        id: partner.id,
        name: 'Northwind Agency',
        type: 'Referral partner',
        stage: 'Active',
        terms: 'Reciprocal, no cash',
      },
      health: {
        status: 'attention',
        score: expect.any(Number),
        summary: 'Attention: referrals flow one way, with 1 received and none sent in 180 days',
        reasons: [{ code: 'T1a', text: expect.any(String), action: expect.any(String) }],
        confidence: expect.any(Number),
      },
      referrals: {
        received: { last90Days: 1, total: 1, lastOn: '2026-03-02' },
        sent: { last90Days: 0, total: 0, lastOn: null },
      },
      revenue: {
        sourced: eur('8000.00'),
        sourcedThisQuarter: eur('8000.00'),
        expansion: eur('0.00'),
        influenced: eur('0.00'),
        wonDeals: 1,
      },
      nextStep: { text: expect.any(String), dueOn: '2026-03-31' },
      recent: [
        { on: '2026-03-02', text: 'Referral received: R-104' },
        { on: '2026-03-01', text: 'Quarterly review: Went through the numbers' },
      ],
      notices: [],
    },
  });
});

test('a referred client shows who brought it and what each deal credits, with the receipt', async () => {
  expect(await card.get(client)).toEqual({
    ok: true,
    card: {
      kind: 'referred-client',
      asOf: '2026-03-02T09:00:00.000Z',
      client: { id: client, name: 'Blue Ocean' },
      referredBy: {
        partnerId: partner.id,
        partnerName: 'Northwind Agency',
        referredOn: '2026-03-02',
        acceptedOn: '2026-03-02',
        status: 'Won',
        windowEndsOn: '2026-08-29',
      },
      otherReferrals: [],
      deals: [
        {
          id: deal,
          name: 'Website project',
          attribution: 'sourced',
          credited: eur('8000.00'),
          receipt:
            'Northwind Agency sourced this deal: referral R-104 accepted 2 Mar 2026, deal created the same day (window 180), won 2 Mar 2026 for EUR 8,000.00, primary model, policy v1.',
        },
      ],
      partners: [{ id: partner.id, name: 'Northwind Agency' }],
      notices: [],
    },
  });
});

test('amounts are for those listed and for owners of the partner or deal; others read that they are hidden', async () => {
  const as = (userId: string) => createCardCaller(world, RAE.replace('userId=7001', `userId=${userId}`));
  const revenue = { sourced: eur('8000.00'), wonDeals: 1 };
  const hiddenRevenue = {
    ...{ sourced: null, sourcedThisQuarter: null, expansion: null, influenced: null, wonDeals: 1 },
  };
  const credited = { credited: eur('8000.00'), receipt: expect.stringContaining('EUR 8,000.00') };
  const hiddenCredit = {
    ...{ id: deal, name: 'Website project', attribution: 'sourced', credited: null, creditedHidden: true },
    receipt: expect.stringContaining('won 2 Mar 2026 for amount hidden, primary model'),
  };
  // A user that HubSpot does not know, and one who owns nothing here.
  for (const userId of ['9999', '7003']) {
    expect(await as(userId).get(partner.companyId)).toMatchObject({ card: { revenue: hiddenRevenue } });
    expect(await as(userId).get(client)).toMatchObject({ card: { deals: [hiddenCredit] } });
  }
  await world.crm.update('partner', partner.id, { hubspot_owner_id: '7002', tail_days: '30' });
  await world.crm.update('deal', deal, { hubspot_owner_id: '9103', amount: '8000.00' });
  await world.settle();
  await world.app.settle();
  expect(await as('7002').get(partner.companyId)).toMatchObject({ card: { revenue } });
  expect(await as('7002').get(client)).toMatchObject({ card: { deals: [credited] } });
  expect(await as('7003').get(partner.companyId)).toMatchObject({ card: { revenue: hiddenRevenue } });
  expect(await as('7003').get(client)).toMatchObject({ card: { deals: [credited] } });
  const answers = [await as('9999').get(partner.companyId), await as('9999').get(client)];
  expect(JSON.stringify(answers)).not.toMatch(/8[,.]?000/);
});

test('any other company shows the partners who could have referred it', async () => {
  const stranger = await cast.client('Stranger');
  await world.settle();
  expect(await card.get(stranger)).toEqual({
    ok: true,
    card: {
      kind: 'other',
      asOf: '2026-03-02T09:00:00.000Z',
      company: { id: stranger, name: 'Stranger' },
      partners: [{ id: partner.id, name: 'Northwind Agency' }],
      notices: [],
    },
  });
});

test('a card from a fresh mirror calls HubSpot not once; a stale one is shown and read again behind', async () => {
  calls = [];
  await card.get(partner.companyId);
  await card.get(client);
  expect(calls).toEqual([]);
  await world.sandbox.advance(16 * 60_000);
  expect(await card.get(partner.companyId)).toMatchObject({ card: { asOf: '2026-03-02T09:00:00.000Z' } });
  expect(calls).toEqual([]);
  await world.app.settle();
  expect(await card.get(partner.companyId)).toMatchObject({ card: { asOf: '2026-03-02T09:16:00.000Z' } });
});

test('companies are found by name for the client of a referral', async () => {
  expect(await card.search(client, 'blue')).toEqual({
    ok: true,
    companies: [{ id: client, name: 'Blue Ocean', domain: null }],
  });
  expect(await card.search(client, 'b')).toMatchObject({ ok: false, error: { code: 'invalid', field: 'q' } });
});

test('a company that does not exist, and what is no id, are said so', async () => {
  expect(await card.get('999')).toMatchObject({ ok: false, error: { code: 'not-found' } });
  expect(await card.get('abc')).toMatchObject({ ok: false, error: { code: 'invalid' } });
});

test('a portal that is not connected is told so, and sees nothing of another’s', async () => {
  const query = RAE.replace('portalId=1001', 'portalId=9009');
  const reply = await card.send({ path: `/ui/companies/${client}`, query });
  expect(reply).toMatchObject({ status: 200, body: { ok: false, error: { code: 'not-installed' } } });
});

test('a request that HubSpot did not sign, or that names a second portal, is refused', async () => {
  const path = `/ui/companies/${client}`;
  const unsigned = await fetch(`${world.server.url()}${path}?${RAE}`);
  const statuses = [
    unsigned.status,
    (await card.send({ path, secret: 'another-secret' })).status,
    (await card.send({ path, query: `portalId=9009&${RAE}` })).status,
    (await card.send({ path, query: RAE.replace('appId=2001', 'appId=1') })).status,
    (await card.send({ path, query: 'userId=7001' })).status,
  ];
  expect(statuses).toEqual([401, 401, 401, 401, 401]);
});
