import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Sandbox } from '../sandbox/index.ts';
import { type Caller, create, startOver, startSandbox } from './caller.ts';

let sandbox: Sandbox;
let call: Caller;

beforeAll(async () => {
  ({ sandbox, call } = await startSandbox());
});
beforeEach(() => startOver(sandbox));
afterAll(() => sandbox.stop());

const full = { filterGroups: [], sorts: [], properties: ['dealname'], limit: 10, after: '' };
const search = (body: Record<string, unknown>) =>
  call('POST', '/crm/objects/2026-09/deals/search', { ...full, ...body });
const where = (...filters: unknown[]) => ({ filterGroups: [{ filters }] });

async function names(body: Record<string, unknown>): Promise<unknown[]> {
  const reply = await search(body);
  const results = reply.body.results as { properties: { dealname: string } }[];
  return results.map((result) => result.properties.dealname);
}

async function threeDeals(): Promise<string[]> {
  const ids: string[] = [];
  for (const [dealname, amount] of [
    ['Alpha', '5'],
    ['beta', '100'],
    ['Gamma', ''],
  ] as const) {
    ids.push(await create(call, 'deals', { dealname, amount, dealstage: 'qualifiedtobuy' }));
    await sandbox.advance(1_000);
  }
  return ids;
}

test('numbers compare as numbers, text without case, and records without a value fit no comparison', async () => {
  await threeDeals();
  const filter = (operator: string, rest: object = {}) =>
    where({ propertyName: 'amount', operator, ...rest });
  expect(await names(filter('GT', { value: '10' }))).toEqual(['beta']);
  expect(await names(filter('BETWEEN', { value: '1', highValue: '5' }))).toEqual(['Alpha']);
  expect(await names(filter('IN', { values: ['5', '100'] }))).toEqual(['Alpha', 'beta']);
  expect(await names(filter('NOT_HAS_PROPERTY'))).toEqual(['Gamma']);
  expect(await names(filter('NEQ', { value: '5' }))).toEqual(['beta', 'Gamma']);
  expect(await names(where({ propertyName: 'dealname', operator: 'EQ', value: 'BETA' }))).toEqual(['beta']);
  expect(
    await names(where({ propertyName: 'dealname', operator: 'CONTAINS_TOKEN', value: '*amm*' })),
  ).toEqual(['Gamma']);
});

test('groups are alternatives, filters in a group all hold, and the query looks into searchable text', async () => {
  await threeDeals();
  const group = (value: string) => ({ filters: [{ propertyName: 'amount', operator: 'EQ', value }] });
  expect(await names({ filterGroups: [group('5'), group('100')] })).toEqual(['Alpha', 'beta']);
  expect(await names(where(...group('5').filters, ...group('100').filters))).toEqual([]);
  expect(await names({ query: 'alph' })).toEqual(['Alpha']);
});

test('a window of last-modified dates finds a change by its instant', async () => {
  const [first] = await threeDeals();
  await call('PATCH', `/crm/objects/2026-09/deals/${first}`, { properties: { amount: '6' } });
  const from = Date.parse('2026-03-02T09:00:02Z');
  const between = {
    propertyName: 'hs_lastmodifieddate',
    operator: 'BETWEEN',
    value: String(from),
    highValue: String(from + 5_000),
  };
  expect(await names({ ...where(between), sorts: ['hs_object_id'] })).toEqual(['Alpha', 'Gamma']);
});

test('sorts go both ways and pages follow each other to the end', async () => {
  await threeDeals();
  expect(await names({ sorts: ['-dealname'] })).toEqual(['Gamma', 'beta', 'Alpha']);
  expect(await names({ sorts: [{ propertyName: 'amount', direction: 'DESCENDING' }] })).toEqual([
    'beta',
    'Alpha',
    'Gamma',
  ]);
  const first = await search({ limit: 2 });
  expect(first.body).toMatchObject({ total: 3, paging: { next: { after: '2' } } });
  const second = await search({ limit: 2, after: '2' });
  expect(second.body).toMatchObject({ total: 3, results: [{ properties: { dealname: 'Gamma' } }] });
  expect(second.body.paging).toBeUndefined();
});

test('each limit of a search is held, and 2026-09 needs every field', async () => {
  const filter = { propertyName: 'amount', operator: 'EQ', value: '1' };
  const statuses: number[] = [];
  for (const body of [
    { limit: 201 },
    { limit: 100, after: '9901' },
    { filterGroups: Array.from({ length: 6 }, () => ({ filters: [filter] })) },
    where(...Array.from({ length: 7 }, () => filter)),
    { sorts: ['amount', 'dealname'] },
    where({ propertyName: 'nope', operator: 'EQ', value: '1' }),
    { query: 'x'.repeat(3_000) },
    { after: undefined },
  ]) {
    statuses.push((await search(body)).status);
  }
  expect(statuses).toEqual([400, 400, 400, 400, 400, 400, 400, 400]);
  expect((await search({ limit: 100, after: '9900' })).status).toBe(200);
  expect((await call('POST', '/crm/v3/objects/deals/search', {})).status).toBe(200);
});

test('search lags behind: new, changed and deleted records show as they were', async () => {
  await sandbox.control('POST', '/tuning', { searchLagMs: 10_000 });
  const id = await create(call, 'deals', { dealname: 'Old' });
  expect(await names({})).toEqual([]);
  await sandbox.advance(10_000);
  expect(await names({})).toEqual(['Old']);
  await call('PATCH', `/crm/objects/2026-09/deals/${id}`, { properties: { dealname: 'New' } });
  expect(await names({})).toEqual(['Old']);
  await sandbox.advance(10_000);
  expect(await names({})).toEqual(['New']);
  await call('DELETE', `/crm/objects/2026-09/deals/${id}`);
  expect(await names({})).toEqual(['New']);
  await sandbox.advance(10_000);
  expect(await names({})).toEqual([]);
});
