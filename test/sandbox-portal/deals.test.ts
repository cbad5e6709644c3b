import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Sandbox } from '../sandbox/index.ts';
import { type Caller, create, readProperties, START, startOver, startSandbox } from './caller.ts';

let sandbox: Sandbox;
let call: Caller;

beforeAll(async () => {
  ({ sandbox, call } = await startSandbox());
});
beforeEach(async () => {
  await startOver(sandbox);
});
afterAll(() => sandbox.stop());

const patch = (id: string, properties: Record<string, string>) =>
  call('PATCH', `/crm/objects/2026-09/deals/${id}`, { properties });

test('a deal won in another currency gets close date, rate and company-currency amounts', async () => {
  const id = await create(call, 'deals', {
    dealname: 'A',
    amount: '1000',
    deal_currency_code: 'USD',
    dealstage: 'qualifiedtobuy',
  });
  await patch(id, { dealstage: 'closedwon' });
  const read = await readProperties(call, 'deals', id, [
    'pipeline',
    'closedate',
    'hs_is_closed',
    'hs_is_closed_won',
    'hs_deal_stage_probability',
    'hs_exchange_rate',
    'amount_in_home_currency',
    'hs_closed_amount',
    'hs_closed_amount_in_home_currency',
    'hs_v2_date_entered_closedwon',
  ]);
  expect(read).toEqual({
    pipeline: 'default',
    closedate: '2026-03-02T09:00:00Z',
    hs_is_closed: 'true',
    hs_is_closed_won: 'true',
    hs_deal_stage_probability: '1',
    hs_exchange_rate: '0.86',
    amount_in_home_currency: '860',
    hs_closed_amount: '1000',
    hs_closed_amount_in_home_currency: '860',
    hs_v2_date_entered_closedwon: START,
  });
});

test('computed numbers come as the exact expansion of a double', async () => {
  const id = await create(call, 'deals', {
    dealname: 'A',
    amount: '0.1',
    deal_currency_code: 'USD',
    dealstage: 'contractsent',
  });
  expect(await readProperties(call, 'deals', id, ['hs_deal_stage_probability', 'amount'])).toEqual({
    hs_deal_stage_probability: '0.90000000000000002220446049250313080847263336181640625',
    amount: '0.1',
  });
});

test('the rate follows the account while the deal is open and stays once it is closed', async () => {
  const id = await create(call, 'deals', {
    dealname: 'A',
    amount: '100',
    deal_currency_code: 'USD',
    dealstage: 'qualifiedtobuy',
  });
  const setRate = (rate: string) =>
    sandbox.control('POST', '/currencies', { rates: { USD: rate, GBP: '2' } });
  await setRate('0.5');
  await patch(id, { dealstage: 'closedwon' });
  await setRate('0.25');
  await patch(id, { amount: '200', deal_currency_code: 'GBP' });
  expect(await readProperties(call, 'deals', id, ['hs_exchange_rate', 'amount_in_home_currency'])).toEqual({
    hs_exchange_rate: '0.5',
    amount_in_home_currency: '100',
  });
  await patch(id, { dealstage: 'qualifiedtobuy' });
  expect(await readProperties(call, 'deals', id, ['hs_exchange_rate', 'hs_closed_amount'])).toEqual({
    hs_exchange_rate: '2',
    hs_closed_amount: '0',
  });
});

test('the close date moves on entering a closed stage and between won and lost, not from won to won', async () => {
  const id = await create(call, 'deals', { dealname: 'A', dealstage: 'closedwon', closedate: '2026-01-15' });
  const closeDate = () => readProperties(call, 'deals', id, ['closedate']);
  expect(await closeDate()).toEqual({ closedate: '2026-01-15T00:00:00Z' });
  await patch(id, { pipeline: '874120', dealstage: '1042873' });
  expect(await closeDate()).toEqual({ closedate: '2026-01-15T00:00:00Z' });
  await sandbox.advance(1_000);
  await patch(id, { dealstage: '1042874' });
  expect(await closeDate()).toEqual({ closedate: '2026-03-02T09:00:01Z' });
});

test('a stage must belong to the pipeline, a currency to the account', async () => {
  const id = await create(call, 'deals', { dealname: 'A', dealstage: 'qualifiedtobuy' });
  const stage = await patch(id, { dealstage: '1042873' });
  const currency = await patch(id, { deal_currency_code: 'CHF' });
  expect([stage.status, currency.status]).toEqual([400, 400]);
});

test('a deal without amount closes with none in either currency', async () => {
  const id = await create(call, 'deals', { dealname: 'A', dealstage: 'closedwon' });
  expect(
    await readProperties(call, 'deals', id, ['amount', 'amount_in_home_currency', 'hs_closed_amount']),
  ).toEqual({
    amount: null,
    amount_in_home_currency: null,
    hs_closed_amount: '0',
  });
});

test('an edited stage reaches its deals at their next write or at once, as assumed', async () => {
  const dealWhere = async (stageEditReachesDeals: string) => {
    await startOver(sandbox);
    await sandbox.control('POST', '/assume', { stageEditReachesDeals });
    const id = await create(call, 'deals', {
      ...{ dealname: 'A', amount: '100', pipeline: '874120', dealstage: '1042871' },
    });
    await call('PATCH', '/crm/pipelines/2026-09/deals/874120/stages/1042871', {
      metadata: { probability: '1.0', isClosed: 'true' },
    });
    return id;
  };
  const names = ['hs_is_closed_won', 'hs_closed_amount', 'hs_deal_stage_probability'];
  const later = await dealWhere('next-write');
  const before = await readProperties(call, 'deals', later, names);
  await patch(later, { description: 'touched' });
  expect(before).toMatchObject({ hs_is_closed_won: 'false', hs_closed_amount: '0' });
  const won = { hs_is_closed_won: 'true', hs_closed_amount: '100', hs_deal_stage_probability: '1' };
  expect(await readProperties(call, 'deals', later, names)).toEqual(won);
  const atOnce = await dealWhere('at-once');
  expect(await readProperties(call, 'deals', atOnce, names)).toEqual(won);
});

test('a stage in use cannot be deleted, and a new stage brings its date property', async () => {
  await create(call, 'deals', { dealname: 'A', dealstage: 'qualifiedtobuy' });
  const used = await call('DELETE', '/crm/pipelines/2026-09/deals/default/stages/qualifiedtobuy');
  const added = await call('POST', '/crm/pipelines/2026-09/deals/default/stages', {
    label: 'Verbal yes',
    displayOrder: 9,
    metadata: { probability: '0.7' },
  });
  const property = await call('GET', `/crm/properties/2026-09/deals/hs_v2_date_entered_${added.body.id}`);
  expect([used.status, added.status, property.status]).toEqual([400, 201, 200]);
  expect(added.body.metadata).toEqual({ isClosed: 'false', probability: '0.7' });
});
