import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Sandbox } from '../sandbox/index.ts';
import { type Caller, create, RAE, readProperties, startOver, startSandbox } from './caller.ts';

let sandbox: Sandbox;
let call: Caller;

beforeAll(async () => {
  ({ sandbox, call } = await startSandbox());
});
beforeEach(() => startOver(sandbox));
afterAll(() => sandbox.stop());

const get = () => call('GET', '/crm/objects/2026-09/deals');

describe('faults', () => {
  test('meet the ordered number of fitting calls, and nobody else', async () => {
    await sandbox.control('POST', '/faults', {
      method: 'GET',
      path: '/objects/2026-09/deals',
      times: 2,
      after: 1,
      fault: { kind: 'status', status: 503 },
    });
    const other = await call('GET', '/crm/objects/2026-09/companies');
    const person = await call('GET', '/crm/objects/2026-09/deals', undefined, RAE);
    const statuses = [];
    for (let index = 0; index < 4; index += 1) statuses.push((await get()).status);
    expect([other.status, person.status, statuses]).toEqual([200, 200, [200, 503, 503, 200]]);
  });

  test('a fault after the work leaves the caller in doubt', async () => {
    const id = await create(call, 'companies', { name: 'A' });
    await sandbox.control('POST', '/faults', { method: 'PATCH', applied: true, fault: { kind: 'cut' } });
    const write = call('PATCH', `/crm/objects/2026-09/companies/${id}`, { properties: { name: 'B' } });
    await expect(write).rejects.toThrow();
    expect(await readProperties(call, 'companies', id, ['name'])).toEqual({ name: 'B' });
  });

  test('a cut before the work changes nothing', async () => {
    const id = await create(call, 'companies', { name: 'A' });
    await sandbox.control('POST', '/faults', { method: 'PATCH', fault: { kind: 'cut' } });
    await expect(
      call('PATCH', `/crm/objects/2026-09/companies/${id}`, { properties: { name: 'B' } }),
    ).rejects.toThrow();
    expect(await readProperties(call, 'companies', id, ['name'])).toEqual({ name: 'A' });
  });

  test('a call can stay without an answer, or be slow', async () => {
    await sandbox.control('POST', '/faults', { fault: { kind: 'timeout' } });
    const headers = { authorization: `Bearer ${sandbox.accessToken}` };
    const signal = AbortSignal.timeout(50);
    await expect(fetch(`${sandbox.url}/crm/objects/2026-09/deals`, { headers, signal })).rejects.toThrow();
    await sandbox.control('POST', '/faults', { fault: { kind: 'slow', ms: 30 } });
    const started = performance.now();
    expect((await get()).status).toBe(200);
    expect(performance.now() - started).toBeGreaterThanOrEqual(28);
  });

  test('a body can be ordered as it should come', async () => {
    await sandbox.control('POST', '/faults', {
      fault: { kind: 'status', status: 477, body: { odd: true }, headers: { 'Retry-After': '7' } },
    });
    const reply = await get();
    expect([reply.status, reply.body, reply.headers.get('retry-after')]).toEqual([477, { odd: true }, '7']);
  });

  test('a mistaken order is refused', async () => {
    await expect(sandbox.control('POST', '/faults', { fault: { kind: 'fire' } })).rejects.toThrow('400');
    await expect(sandbox.control('POST', '/nothing')).rejects.toThrow('404');
  });
});

describe('rate limits', () => {
  test('the 191st call within ten seconds is refused, people are not counted, and time heals', async () => {
    await sandbox.control('POST', '/rate-limits', { enabled: true });
    const statuses = new Set<number>();
    for (let index = 0; index < 190; index += 1) statuses.add((await get()).status);
    const refused = await get();
    const person = await call('GET', '/crm/objects/2026-09/deals', undefined, RAE);
    expect([[...statuses], refused.status, person.status]).toEqual([[200], 429, 200]);
    expect(refused.body).toMatchObject({ errorType: 'RATE_LIMIT', policyName: 'TEN_SECONDLY_ROLLING' });
    expect(refused.headers.get('retry-after')).toBeNull();
    expect(refused.headers.get('x-hubspot-ratelimit-remaining')).toBe('0');
    await sandbox.advance(10_000);
    const healed = await get();
    expect([healed.status, healed.headers.get('x-hubspot-ratelimit-remaining')]).toEqual([200, '189']);
  });

  test('the sixth search within a second is refused, and searches carry no limit headers', async () => {
    await sandbox.control('POST', '/rate-limits', { enabled: true });
    const body = { filterGroups: [], sorts: [], properties: [], limit: 1, after: '' };
    const search = () => call('POST', '/crm/objects/2026-09/deals/search', body);
    const statuses = [];
    for (let index = 0; index < 6; index += 1) statuses.push((await search()).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
    await sandbox.advance(1_000);
    expect((await search()).headers.get('x-hubspot-ratelimit-max')).toBeNull();
  });

  test('the daily limit is its own policy', async () => {
    await sandbox.control('POST', '/rate-limits', { enabled: true, daily: 1 });
    await get();
    expect((await get()).body).toMatchObject({
      policyName: 'DAILY',
      message: 'You have reached your daily limit.',
    });
  });
});

test('the request log counts calls by route and status', async () => {
  await get();
  await call('GET', '/crm/objects/2026-09/deals/1');
  expect(await sandbox.control('GET', '/requests?latest=0')).toEqual({
    counts: {
      'GET /crm/objects/:version/:objectType': { calls: 1, statuses: { 200: 1 } },
      'GET /crm/objects/:version/:objectType/:objectId': { calls: 1, statuses: { 404: 1 } },
    },
  });
});

test('values can be set as HubSpot itself would, read-only ones too, without an event', async () => {
  const id = await create(call, 'deals', { dealname: 'A', amount: '10', dealstage: 'closedwon' });
  await sandbox.control('POST', `/records/deals/${id}/values`, { values: { amount_in_home_currency: '7' } });
  expect(await readProperties(call, 'deals', id, ['amount', 'amount_in_home_currency'])).toEqual({
    amount: '10',
    amount_in_home_currency: '7',
  });
});

test('malformed JSON is refused in the shape of HubSpot', async () => {
  const reply = await call('POST', '/crm/objects/2026-09/deals', '{"properties":');
  expect([reply.status, reply.body.category]).toEqual([400, 'VALIDATION_ERROR']);
});
