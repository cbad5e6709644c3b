import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { audit } from '../../../src/store/audit.ts';
import { park } from '../../../src/store/parked.ts';
import { changeSetting } from '../../../src/store/settings.ts';
import type { SettingName } from '../../../src/store/settings-form.ts';
import { type Cast, company, createCast, type PartnerOnStage } from '../../flows/cast.ts';
import { createWorld, type World } from '../../support/world.ts';
import { createCardCaller, RAE } from './card-caller.ts';
import { createDealCaller, type DealCaller } from './deal-caller.ts';

let world: World;
let cast: Cast;
let rae: DealCaller;
let partner: PartnerOnStage;
let referral: string;
let deal: string;
let calls: string[] = [];

beforeAll(async () => {
  world = await createWorld({ onCall: ({ method, route }) => calls.push(`${method} ${route}`) });
  cast = createCast(world.crm);
  rae = createDealCaller(world);
  partner = await cast.partner('Northwind', {
    ...{ compensation_model: 'commission', commission_rate: '10', commission_basis: 'first_project' },
    ...{
      agreement_status: 'signed',
      payout_currency: 'EUR',
      payout_due_days: '30',
      hubspot_owner_id: '7002',
    },
  });
  const client = company(await cast.client('Blue Ocean'));
  referral = await cast.referral({ partner, clients: [client], on: '2026-03-02' }, { name: 'R-104' });
  deal = await cast.deal('Website', [client], { amount: '8000', hubspot_owner_id: '9103' });
  await cast.win(deal);
  await world.settle();
  await set('overriders', ['7001']);
  await set('commissionsVisibleTo', ['7001']);
  await set('amountsVisibleTo', ['7001']);
});
afterAll(() => world.stop());

async function set(name: SettingName, userIds: readonly string[]): Promise<void> {
  const change = { name, value: { userIds, teamIds: [] }, actor: 'Kim' };
  await world.app.database.transaction((tx) => changeSetting(tx, world.portalId, change, new Date(0)));
}

const eur = (amount: string) => ({ amount, currency: 'EUR' });
const only = <Item>(...items: Item[]) => ({ items, more: 0 });

test('a won deal shows who gets what and why, the window, the ledger, the commission and what one may do', async () => {
  const northwind = { id: partner.id, name: 'Northwind' };
  const why = 'referral R-104 accepted 2 Mar 2026, deal created the same day (window 180)';
  expect(await rae.get(deal)).toEqual({
    ok: true,
    card: {
      kind: 'decided',
      asOf: '2026-03-02T09:00:00.000Z',
      deal: {
        ...{ id: deal, name: 'Website', state: 'won', beganOn: '2026-03-02', closedOn: '2026-03-02' },
        ...{ amount: eur('8000.00'), amountHome: eur('8000.00') },
      },
      ...{ attribution: 'sourced', model: 'primary', modelWords: 'primary model', policyVersion: 1 },
      receipt: `Northwind sourced this deal: ${why}, won 2 Mar 2026 for EUR 8,000.00, primary model, policy v1.`,
      parts: only({
        ...{ partner: northwind, role: 'sourced', share: '100.00', why },
        ...{ amount: eur('8000.00'), amountHome: eur('8000.00') },
      }),
      considered: only(
        expect.objectContaining({
          ...{ evidence: 'referral', sourceId: referral, partner: northwind, outcome: 'sourced' },
          ...{ code: 'qualifies', words: why },
        }),
      ),
      windows: only({
        ...{ referralId: referral, name: 'R-104', acceptedOn: '2026-03-02', days: 180, endsOn: '2026-08-29' },
        ...{ dealBeganOn: '2026-03-02', daysUntilDeal: 0, inside: true },
        words:
          'R-104: accepted 2 Mar 2026 + 180 days = 29 Aug 2026; the deal began 2 Mar 2026, day 0: inside',
      }),
      ...{ proposals: only(), findings: only(), deeds: only(), rulings: only(), parked: only() },
      credits: only({
        ...{ key: `${deal}:${partner.id}:sourced:2026-03`, partner: northwind, role: 'sourced' },
        ...{ month: '2026-03', status: 'earned', share: '100.00', creditedOn: '2026-03-02' },
        ...{ amount: eur('8000.00'), amountHome: eur('8000.00') },
        commission: { amount: eur('800.00'), dueOn: null, paidOn: null, hold: null },
      }),
      entries: only({
        ...{ at: '2026-03-02T09:00:00.000Z', by: 'Automation', kind: 'grant', partner: northwind },
        ...{ role: 'sourced', month: '2026-03', status: 'earned' },
        ...{ amount: eur('8000.00'), amountHome: eur('8000.00'), commission: eur('800.00') },
      }),
      override: null,
      you: { mayOverride: true, whyNot: null, amountsHidden: null, commissionsHidden: null },
      partners: only(northwind),
    },
  });
});

test('who may not see amounts gets none, in no figure and no sentence, and is told why', async () => {
  const tom = createDealCaller(world, '7004');
  const answer = await tom.card(deal);
  expect(JSON.stringify(answer)).not.toMatch(/8[,.]?000|800\.00/);
  expect(answer).toMatchObject({
    receipt: expect.stringContaining('won 2 Mar 2026 for amount hidden, primary model'),
    parts: { items: [{ share: '100.00' }] },
    you: {
      mayOverride: false,
      amountsHidden: expect.stringMatching(/^Amount hidden\. .*amountsVisibleTo/),
      commissionsHidden: expect.stringMatching(/^Amount hidden\. .*commissionsVisibleTo/),
    },
  });
  expect(answer.credits.items[0]?.commission).toEqual({ dueOn: null, paidOn: null, hold: null });
});

test('the owners of the deal and of its partner see amounts, and no commissions', async () => {
  for (const userId of ['7002', '7003']) {
    const { deal: shown, credits } = await createDealCaller(world, userId).card(deal);
    expect([shown.amount, credits.items[0]?.commission]).toEqual([
      eur('8000.00'),
      { dueOn: null, paidOn: null, hold: null },
    ]);
  }
});

test('HubSpot is asked who a user is once an hour, and nothing else', async () => {
  calls = [];
  await world.sandbox.advance(61 * 60_000);
  await rae.get(deal);
  await rae.get(deal);
  expect(calls).toEqual(['GET /crm/owners/2026-09/{id}']);
});

test('while HubSpot does not say who somebody is, only those listed by user id see amounts', async () => {
  await world.sandbox.advance(61 * 60_000);
  const away = { path: '/crm/owners/', times: 2, fault: { kind: 'status', status: 503 } };
  await world.sandbox.control('POST', '/faults', away);
  expect((await rae.card(deal)).you).toMatchObject({ mayOverride: true, amountsHidden: null });
  expect((await createDealCaller(world, '7003').card(deal)).you.amountsHidden).toContain(
    'HubSpot could not be asked',
  );
});

test('a commission is waived by a person, stays so when the credit is set by hand and unlocked again', async () => {
  const body = { partnerId: partner.id, role: 'sourced', decision: 'waive', reason: 'They asked for it' };
  const waived = await rae.post(deal, 'commission', body);
  const ruling = { partner: { name: 'Northwind' }, decision: 'waive', by: 'User 7001' };
  expect(waived).toMatchObject({
    card: {
      rulings: { items: [ruling] },
      credits: { items: [{ status: 'waived', amount: eur('8000.00'), commission: { amount: eur('0.00') } }] },
      override: null,
    },
  });
  const nobody = {
    credit: { kind: 'shares', shares: [] },
    reason: { code: 'not_a_partner_deal', text: 'Ours' },
  };
  expect(await rae.post(deal, 'override', nobody)).toMatchObject({
    card: { attribution: 'none', parts: only(), rulings: { items: [ruling] } },
  });
  expect(await rae.post(deal, 'unlock', { reason: 'It was theirs' })).toMatchObject({
    card: {
      attribution: 'sourced',
      rulings: { items: [ruling] },
      credits: { items: [{ status: 'waived' }] },
    },
  });
  await world.settle();
});

test('a card stays below 20 KB whatever is known, and says how much it leaves out', async () => {
  const { database } = world.app;
  const words = `${'Ünlimited '.repeat(400)}`;
  for (let each = 0; each < 60; each++) {
    const deed = { actor: 'Kim', action: 'note', subject: deal, details: { reason: words } };
    await audit(database, world.portalId, deed, new Date(each));
  }
  const parked = { recordId: deal, code: 'hubspot-refused', message: words, parkedAt: new Date(0) };
  await park(database, world.portalId, [
    { ...parked, kind: 'deal' },
    { ...parked, kind: 'write-back' },
  ]);
  const { deeds, receipt } = await rae.card(deal);
  expect(rae.bytes()).toBeLessThanOrEqual(20_000);
  expect(deeds.items.length + deeds.more).toBe(63);
  expect(receipt).toMatch(/^Northwind sourced this deal/);
});

test('a deal that no partner has to do with, and what is no id, are said so', async () => {
  expect(await rae.get('999')).toMatchObject({
    card: { kind: 'untouched', deal: { id: '999' }, parked: only(), you: { mayOverride: true } },
  });
  expect(await rae.get('abc')).toMatchObject({ error: { code: 'invalid' } });
  const reason = { code: 'other', text: 'x' };
  const credit = { kind: 'model', model: 'linear' };
  expect(await rae.post('999', 'override', { credit, reason })).toMatchObject({
    error: { code: 'not-found' },
  });
});

test('partners to share with are found by name', async () => {
  await cast.partner('Birch & Sons');
  await world.settle();
  expect(await rae.partners(deal, ' birch')).toMatchObject({ partners: only({ name: 'Birch & Sons' }) });
});

test('a request that HubSpot did not sign sees and does nothing; user and portal are never taken from a body', async () => {
  const { send } = createCardCaller(world);
  const path = `/ui/deals/${deal}`;
  expect((await send({ path, secret: 'another-secret' })).status).toBe(401);
  expect((await send({ path, query: `userId=7004&${RAE}` })).status).toBe(401);
  const body = { requestId: 'click-0000-0000-7777', userId: '7001', portalId: '1001', reason: 'x' };
  const query = RAE.replace('userId=7001', 'userId=7004');
  expect((await send({ path: `${path}/unlock`, query, body })).body).toMatchObject({
    error: { code: 'not-allowed' },
  });
});
