import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { z } from 'zod';
import type { Sandbox } from '../sandbox/index.ts';
import { type Caller, create, RAE, startOver, startSandbox } from './caller.ts';

const JOURNAL = '/webhooks-journal/journal-local/2026-09';
const SUBSCRIPTIONS = '/webhooks-journal/subscriptions/2026-09';
const SCOPES = ['read', 'subscriptions.read', 'subscriptions.write']
  .map((each) => `developer.webhooks_journal.${each}`)
  .concat('crm.objects.deals.read', 'crm.objects.companies.read');
const MINUTE = 60_000;

let sandbox: Sandbox;
let call: Caller;
let asApp: Record<string, string>;
beforeAll(async () => {
  ({ sandbox, call } = await startSandbox());
});
beforeEach(async () => {
  await startOver(sandbox);
  asApp = { authorization: `Bearer ${(await tokenFor(SCOPES)).access_token}` };
});
afterAll(() => sandbox.stop());

async function tokenFor(scopes: readonly string[]) {
  const body = new URLSearchParams({
    ...{ grant_type: 'client_credentials', scope: scopes.join(' ') },
    ...{ client_id: 'sandbox-client-id', client_secret: sandbox.clientSecret },
  });
  const response = await fetch(`${sandbox.url}/oauth/2026-09/token`, { method: 'POST', body });
  return z.looseObject({ access_token: z.string() }).parse(await response.json());
}

const subscribe = (body: unknown) => call('POST', SUBSCRIPTIONS, body, asApp);
const deals = (actions: string[], properties: string[] = []) => ({
  ...{ subscriptionType: 'OBJECT', portalId: 1001, objectTypeId: '0-3', actions, properties },
});
const read = (place: string) => call('GET', `${JOURNAL}/${place}?installPortalId=1001`, undefined, asApp);

const file = z.object({
  journalEvents: z.array(z.looseObject({ action: z.string(), objectId: z.number() })),
});
/** Everything that the journal keeps of the account. */
async function events() {
  const found: z.output<typeof file>['journalEvents'] = [];
  for (let entry = await read('earliest'); entry.status === 200; ) {
    const { url, currentOffset } = entry.body;
    found.push(...file.parse(await (await fetch(String(url))).json()).journalEvents);
    entry = await read(`offset/${currentOffset}/next`);
  }
  return found;
}

test('the journal takes the app’s own token with its scopes, and no account’s', async () => {
  expect(await tokenFor(SCOPES)).toEqual({
    ...{ access_token: expect.any(String), expires_in: 1800 },
    ...{ token_type: 'bearer', token_use: 'client_credentials' },
  });
  const stranger = { authorization: `Bearer ${sandbox.accessToken}` };
  const poor = { authorization: `Bearer ${(await tokenFor(['oauth'])).access_token}` };
  const ask = async (headers: Record<string, string>) =>
    (await call('GET', `${JOURNAL}/earliest?installPortalId=1001`, undefined, headers)).status;
  expect([await ask(asApp), await ask(stranger), await ask(poor)]).toEqual([204, 401, 403]);
  await sandbox.advance(31 * MINUTE);
  expect(await ask(asApp)).toBe(401);
});

test('only what is subscribed is written, also while no webhook goes out', async () => {
  await subscribe(deals(['UPDATE', 'DELETE'], ['amount', 'dealstage']));
  const id = await create(call, 'deals', { dealname: 'One', dealstage: 'contractsent' });
  const change = (properties: Record<string, string>) =>
    call('PATCH', `/crm/objects/2026-09/deals/${id}`, { properties }, RAE);
  await change({ dealname: 'Renamed' });
  await change({ amount: '7', dealstage: 'closedwon', dealname: 'Won' });
  await create(call, 'companies', { name: 'Nobody' });
  await call('DELETE', `/crm/objects/2026-09/deals/${id}`);
  const shared = { type: 'crmObject', portalId: 1001, objectTypeId: '0-3', objectId: Number(id) };
  const occurredAt = '2026-03-02T09:00:00Z';
  expect(await events()).toEqual([
    { ...shared, occurredAt, action: 'UPDATE', propertyChanges: { dealstage: 'contractsent' } },
    { ...shared, occurredAt, action: 'UPDATE', propertyChanges: { amount: '7', dealstage: 'closedwon' } },
    { ...shared, occurredAt, action: 'DELETE' },
  ]);
});

test('a link is told from the end that is subscribed; a merge names the survivor', async () => {
  await subscribe({
    ...{ subscriptionType: 'ASSOCIATION', portalId: 1001, objectTypeId: '0-3' },
    ...{ actions: ['ASSOCIATION_ADDED', 'ASSOCIATION_REMOVED'], associatedObjectTypeIds: ['0-2'] },
  });
  await subscribe(deals(['MERGE']));
  const company = await create(call, 'companies', { name: 'Client' });
  const [one, two] = [
    await create(call, 'deals', { dealname: '1' }),
    await create(call, 'deals', { dealname: '2' }),
  ];
  const link = `/crm/objects/2026-09/deals/${one}/associations/companies/${company}`;
  await call('PUT', link, [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 341 }]);
  await sandbox.control('POST', '/assume', { journalAssociation: 'both-ends' });
  await call('DELETE', link);
  const body = { primaryObjectId: one, objectIdToMerge: two };
  const survivor = await call('POST', '/crm/objects/2026-09/deals/merge', body);
  const found = await events();
  expect(found.map(({ action, objectId }) => [action, String(objectId)])).toEqual([
    ['ASSOCIATION_ADDED', one],
    ['ASSOCIATION_REMOVED', one],
    ['MERGE', survivor.body.id],
  ]);
  const said = ['action', 'objectId', 'objectTypeId', 'occurredAt', 'portalId', 'type'];
  expect(Object.keys(found[0] ?? {}).toSorted()).toEqual(said);
  expect(found[1]).toMatchObject({ fromObjectId: Number(one), toObjectId: Number(company) });
});

test('a file’s address is its key: it ends, and takes no other', async () => {
  await subscribe(deals(['CREATE']));
  await create(call, 'deals', { dealname: 'One' });
  const url = String((await read('latest')).body.url);
  const status = async (headers: Record<string, string> = {}) => (await fetch(url, { headers })).status;
  expect([await status(), await status(asApp)]).toEqual([200, 400]);
  await sandbox.advance(10 * MINUTE);
  expect(await status()).toBe(403);
});

test('three days are kept; an offset older than that is not known', async () => {
  await subscribe(deals(['CREATE']));
  await create(call, 'deals', { dealname: 'One' });
  const { currentOffset } = (await read('latest')).body;
  expect((await read(`offset/${currentOffset}/next`)).status).toBe(204);
  await sandbox.advance(3 * 24 * 60 * MINUTE);
  asApp = { authorization: `Bearer ${(await tokenFor(SCOPES)).access_token}` };
  expect([(await read(`offset/${currentOffset}/next`)).status, (await read('earliest')).status]).toEqual([
    404, 204,
  ]);
});

test('what it does not know is refused', async () => {
  const statuses = [
    deals(['SNAPSHOT']),
    deals(['UPDATE'], ['no_such_property']),
    { ...deals(['UPDATE']), portalId: 4711 },
    { ...deals(['UPDATE']), objectTypeId: '2-1' },
    { ...deals(['UPDATE']), objectTypeId: '0-1' },
    { subscriptionType: 'APP_LIFECYCLE_EVENT', eventTypeId: '4-1916193', properties: [] },
  ].map(async (body) => (await subscribe(body)).status);
  expect(await Promise.all(statuses)).toEqual([400, 400, 400, 400, 403, 501]);
  expect((await call('GET', SUBSCRIPTIONS, undefined, asApp)).body).toEqual({ results: [] });
});
