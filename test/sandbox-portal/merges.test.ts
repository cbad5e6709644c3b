import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Sandbox } from '../sandbox/index.ts';
import {
  type Caller,
  create,
  createPartnerSchema,
  readProperties,
  startOver,
  startSandbox,
} from './caller.ts';

let sandbox: Sandbox;
let call: Caller;
const PLAIN = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 341 }];
const PRIMARY = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 5 }];

beforeAll(async () => {
  ({ sandbox, call } = await startSandbox());
});
beforeEach(() => startOver(sandbox));
afterAll(() => sandbox.stop());

async function mergedDeals() {
  const [a, b] = [
    await create(call, 'companies', { name: 'A' }),
    await create(call, 'companies', { name: 'B' }),
  ];
  const won = { dealname: 'First', dealstage: 'closedwon', amount: '10', deal_currency_code: 'USD' };
  const first = await create(call, 'deals', won, [{ to: { id: a }, types: PRIMARY }]);
  const second = await create(call, 'deals', { dealname: 'Second', description: 'kept' }, [
    { to: { id: a }, types: PLAIN },
    { to: { id: b }, types: PRIMARY },
  ]);
  const reply = await call('POST', '/crm/objects/2026-09/deals/merge', {
    primaryObjectId: first,
    objectIdToMerge: second,
  });
  return { a, b, first, second, survivor: String(reply.body.id) };
}

test('a merge makes a new record with the primary’s values, the gaps filled, and both links', async () => {
  const { a, b, first, second, survivor } = await mergedDeals();
  expect([first, second]).not.toContain(survivor);
  const names = ['dealname', 'description', 'amount', 'hs_is_closed_won', 'hs_merged_object_ids'];
  expect(await readProperties(call, 'deals', survivor, names)).toEqual({
    dealname: 'First',
    description: 'kept',
    amount: '10',
    hs_is_closed_won: 'true',
    hs_merged_object_ids: `${first};${second}`,
  });
  const links = await call('POST', '/crm/associations/2026-09/deals/companies/batch/read', {
    inputs: [{ id: survivor }],
  });
  expect(links.body.results).toMatchObject([
    {
      to: [
        { toObjectId: a, associationTypes: [{ typeId: 341 }, { typeId: 5 }] },
        { toObjectId: b, associationTypes: [{ typeId: 341 }] },
      ],
    },
  ]);
});

test('absorbed ids answer with the survivor when read, and are refused in a batch update', async () => {
  const { first, second, survivor } = await mergedDeals();
  const single = await call('GET', `/crm/objects/2026-09/deals/${second}`);
  const inputs = [{ id: first }, { id: second }];
  const batch = await call('POST', '/crm/objects/2026-09/deals/batch/read', {
    inputs,
    properties: [],
    propertiesWithHistory: [],
  });
  const update = { inputs: [{ id: first, properties: { amount: '1' } }] };
  const refused = await call('POST', '/crm/objects/2026-09/deals/batch/update', update);
  expect(single.body.id).toBe(survivor);
  expect(batch.body.results).toMatchObject([{ id: survivor }]);
  expect((batch.body.results as unknown[]).length).toBe(1);
  expect(refused.status).toBe(404);
  const list = await call('GET', '/crm/objects/2026-09/deals');
  expect(list.body.results).toMatchObject([{ id: survivor }]);
});

test('under the other assumption the primary keeps its id', async () => {
  await sandbox.control('POST', '/assume', { mergeId: 'primary' });
  const { first, second, survivor } = await mergedDeals();
  expect(survivor).toBe(first);
  const names = ['hs_object_id', 'hs_merged_object_ids', 'hs_exchange_rate', 'deal_currency_code'];
  expect(await readProperties(call, 'deals', second, names)).toEqual({
    hs_object_id: first,
    hs_merged_object_ids: second,
    hs_exchange_rate: '0.86',
    deal_currency_code: 'USD',
  });
});

test('unique values go on with the survivor', async () => {
  await createPartnerSchema(call);
  const [p, q] = [
    await create(call, 'p1001_partner', { name: 'P', partner_key: 'K1' }),
    await create(call, 'p1001_partner', { name: 'Q', partner_key: 'K2' }),
  ];
  const merged = await call('POST', '/crm/objects/2026-09/p1001_partner/merge', {
    primaryObjectId: p,
    objectIdToMerge: q,
  });
  const found = await call('GET', '/crm/objects/2026-09/p1001_partner/K1?idProperty=partner_key');
  const free = await call('GET', '/crm/objects/2026-09/p1001_partner/K2?idProperty=partner_key');
  expect([found.body.id, free.status]).toEqual([merged.body.id, 404]);
});

test('a contact deleted for privacy is gone for good', async () => {
  const id = await create(call, 'contacts', { email: 'ann@client.example' });
  await sandbox.control('POST', `/records/contacts/${id}/privacy-delete`);
  const living = await call('GET', `/crm/objects/2026-09/contacts/${id}`);
  const archived = await call('GET', `/crm/objects/2026-09/contacts/${id}?archived=true`);
  expect([living.status, archived.status]).toEqual([404, 404]);
  await create(call, 'contacts', { email: 'ann@client.example' });
});
