import { createServer, type RequestListener, type Server } from 'node:http';
import { afterEach, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createAppToken, JOURNAL_SCOPES } from '../../src/hubspot/app-token.ts';
import { isLostOffset, nextEntry } from '../../src/hubspot/journal-entry.ts';
import { parseJournalEvent } from '../../src/hubspot/journal-event.ts';
import { createJournalFiles } from '../../src/hubspot/journal-file.ts';
import { createSubscription, listSubscriptions } from '../../src/hubspot/journal-subscriptions.ts';
import { nock } from '../support/nock.ts';
import { BASE_URL, clientOf, problemOf } from './server.ts';

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await new Promise((done) => server.close(done));
});

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
}

test('the app’s token is fetched once for all who wait, kept until it is nearly over, and hidden', async () => {
  let now = 0;
  const asked: Record<string, string>[] = [];
  const hidden: string[] = [];
  const { accessToken, refused } = createAppToken({
    ask: async (form) => {
      asked.push(form);
      return { kind: 'granted', asked: now, body: { access_token: `t-${asked.length}`, expires_in: 1800 } };
    },
    now: () => now,
    hide: (secret) => hidden.push(secret),
  });
  expect(await Promise.all([accessToken(), accessToken()])).toEqual(['t-1', 't-1']);
  expect(asked).toEqual([{ grant_type: 'client_credentials', scope: JOURNAL_SCOPES.join(' ') }]);
  now = 25 * 60_000 - 1;
  expect(await accessToken()).toBe('t-1');
  now += 1;
  expect(await accessToken()).toBe('t-2');
  refused('t-1');
  expect(await accessToken()).toBe('t-2');
  refused('t-2');
  expect([await accessToken(), hidden]).toEqual(['t-3', ['t-1', 't-2', 't-3']]);
});

test('an app that gets no token for the journal is told so', async () => {
  const ask = async () => ({ kind: 'refused', reason: 'invalid_grant' }) as const;
  const { accessToken } = createAppToken({ ask, now: () => 0, hide: () => {} });
  expect((await problemOf(accessToken())).code).toBe('config-invalid');
});

test('entries are asked for one account, from a place or from the beginning, to the end', async () => {
  const journal = '/webhooks-journal/journal-local/2026-09';
  const query = { installPortalId: '1001' };
  const answer = {
    url: 'https://files.example.com/1',
    expiresAt: '2026-03-02T09:00:00Z',
    currentOffset: 'b/2',
  };
  nock(BASE_URL).get(`${journal}/earliest`).query(query).reply(200, answer);
  nock(BASE_URL).get(`${journal}/offset/b%2F2/next`).query(query).reply(204);
  nock(BASE_URL).get(`${journal}/offset/old/next`).query(query).reply(404, { message: 'gone' });
  nock(BASE_URL).get(`${journal}/offset/c/next`).query(query).reply(503);
  const entry = { url: 'https://files.example.com/1', offset: 'b/2' };
  expect(await nextEntry(clientOf(), '1001', null)).toEqual(entry);
  expect(await nextEntry(clientOf(), '1001', 'b/2')).toBeNull();
  const [lost, away] = [
    await problemOf(nextEntry(clientOf(), '1001', 'old')),
    await problemOf(nextEntry(clientOf(), '1001', 'c')),
  ];
  expect([isLostOffset(lost), isLostOffset(away)]).toEqual([true, false]);
});

test('subscriptions of one account are known by what they ask for, in whatever order', async () => {
  const path = '/webhooks-journal/subscriptions/2026-09';
  const common = { appId: 1, subscriptionType: 'OBJECT', createdAt: '', updatedAt: '' };
  const wanted = {
    subscriptionType: 'OBJECT',
    objectTypeId: '0-3',
    actions: ['UPDATE'],
    properties: ['a'],
  } as const;
  nock(BASE_URL)
    .post(path, { ...wanted, portalId: 1001 })
    .reply(200, { ...wanted, ...common, id: 7 });
  const one = { ...common, id: 1, portalId: 1001, objectTypeId: '0-3', actions: ['UPDATE', 'CREATE'] };
  nock(BASE_URL)
    .get(path)
    .reply(200, {
      results: [
        { ...one, properties: ['b', 'a'] },
        {
          ...one,
          id: 2,
          actions: ['CREATE', 'UPDATE'],
          properties: ['a', 'b'],
          associatedObjectTypeIds: null,
        },
        { ...one, id: 3, portalId: 1002 },
        { ...one, id: 4, deletedAt: '2026-03-02T09:00:00Z' },
        { ...common, id: 5, actions: ['APP_INSTALL'], objectTypeId: '0-0' },
      ],
    });
  expect(await createSubscription(clientOf(), '1001', wanted)).toBe('7');
  const key = 'OBJECT 0-3 CREATE,UPDATE a,b ';
  expect(await listSubscriptions(clientOf(), '1001')).toEqual([
    { id: '1', key },
    { id: '2', key },
  ]);
});

test('a file is read without a token', async () => {
  const headers: unknown[] = [];
  const url = await serve((request, response) => {
    headers.push(request.headers.authorization);
    response.end('{"offset":"1","journalEvents":[{"action":"CREATE"}],"publishedAt":""}');
  });
  const read = createJournalFiles({ baseUrl: url, onCall: () => {}, now: () => 0 });
  expect([await read(`${url}/a?signature=1`), headers]).toEqual([[{ action: 'CREATE' }], [undefined]]);
});

test.each([
  'http://files.example.com/a',
  'https://127.0.0.1/a',
  'https://[::1]/a',
  'https://169.254.169.254/latest/meta-data',
  'https://2130706433/a',
  'https://localhost/a',
  'https://metadata.google.internal/a',
  'https://files.example.com:8443/a',
  'https://somebody:secret@files.example.com/a',
  'file:///etc/passwd',
  'not an address',
])('the address %s is not called', async (url) => {
  const calls: unknown[] = [];
  const read = createJournalFiles({ baseUrl: BASE_URL, onCall: (call) => calls.push(call), now: () => 0 });
  const { code, message } = await problemOf(read(url));
  expect([code, calls, message.includes(url)]).toEqual(['hubspot-unexpected', [], false]);
});

test.each<[string, RequestListener, string]>([
  ['that is no JSON', (_, response) => response.end('{"journalEvents":['), 'hubspot-unexpected'],
  ['without events', (_, response) => response.end('{"events":[]}'), 'hubspot-unexpected'],
  ['that is too large', (_, response) => response.end('x'.repeat(2_000)), 'hubspot-unexpected'],
  ['whose time is over', (_, response) => response.writeHead(403).end('<Error>'), 'hubspot-unauthorized'],
  [
    'that lies elsewhere',
    (_, response) => response.writeHead(302, { location: 'https://files.example.com/' }).end(),
    'hubspot-unavailable',
  ],
  ['that never comes', () => {}, 'hubspot-unavailable'],
])('a file %s is a problem that says nothing of it', async (_what, answer, code) => {
  const url = await serve(answer);
  const options = { baseUrl: url, onCall: () => {}, now: () => 0, timeoutMs: 200, mostBytes: 1_000 };
  const problem = await problemOf(createJournalFiles(options)(`${url}/file?signature=s3cret`));
  expect([problem.code, `${problem.message} ${problem.quoted}`.includes('s3cret')]).toEqual([code, false]);
  servers.at(-1)?.closeAllConnections();
});

const event = {
  type: 'crmObject',
  portalId: 1001,
  occurredAt: '2026-03-02T09:00:00.123Z',
  objectTypeId: '0-3',
};
const parsed = {
  portalId: '1001',
  occurredAt: Date.parse(event.occurredAt),
  properties: [],
  namesSurvivorOnly: false,
};

test.each([
  [
    { ...event, action: 'UPDATE', objectId: 7, propertyChanges: { amount: '1', dealstage: null } },
    {
      change: 'propertyChange',
      touched: [{ objectType: '0-3', ids: ['7'] }],
      properties: ['amount', 'dealstage'],
    },
  ],
  [
    { ...event, action: 'DELETE', objectId: '7', propertyChanges: null, somethingNew: {} },
    { change: 'deletion', touched: [{ objectType: '0-3', ids: ['7'] }] },
  ],
  [
    { ...event, action: 'ASSOCIATION_REMOVED', objectId: 7 },
    { change: 'associationChange', touched: [{ objectType: '0-3', ids: ['7'] }] },
  ],
  [
    {
      ...{ ...event, action: 'ASSOCIATION_ADDED', objectId: 7 },
      ...{ fromObjectTypeId: '0-3', fromObjectId: 7, toObjectTypeId: '0-2', toObjectId: 8 },
    },
    {
      change: 'associationChange',
      touched: [
        { objectType: '0-3', ids: ['7'] },
        { objectType: '0-2', ids: ['8'] },
      ],
    },
  ],
  [
    { ...event, action: 'MERGE', objectId: 7 },
    { change: 'merge', touched: [{ objectType: '0-3', ids: ['7'] }], namesSurvivorOnly: true },
  ],
  [
    { ...event, action: 'MERGE', objectId: 7, mergedObjectIds: [5, '6'] },
    { change: 'merge', touched: [{ objectType: '0-3', ids: ['7', '5', '6'] }] },
  ],
])('%j is read', (value, expected) => {
  expect(parseJournalEvent(value)).toEqual({ kind: 'event', event: { ...parsed, ...expected } });
});

test.each([
  [{ ...event, action: 'SNAPSHOT', objectId: 7 }, 'unknown-type', 'journal.crmObject.SNAPSHOT'],
  [
    { type: 'app_lifecycle_event', action: 'APP_UNINSTALL' },
    'unknown-type',
    'journal.app_lifecycle_event.APP_UNINSTALL',
  ],
  [{ ...event, action: 'DELETE' }, 'malformed', 'journal.crmObject.DELETE'],
  [{ ...event, action: 'DELETE', objectId: -1 }, 'malformed', 'journal.crmObject.DELETE'],
  [{ ...event, action: 'DELETE', objectId: 7, occurredAt: 'today' }, 'malformed', 'journal.crmObject.DELETE'],
  [{ ...event, action: 'DELETE', objectId: 7, occurredAt: 1e300 }, 'malformed', 'journal.crmObject.DELETE'],
  [{ type: 'somebody@example.com', action: {} }, 'unknown-type', 'journal.unknown.unknown'],
  [null, 'unknown-type', 'journal.unknown.unknown'],
])('%j is counted and no more', (value, kind, name) => {
  expect(parseJournalEvent(value)).toEqual({ kind, name });
});

test('whatever a file holds, an event is read or counted, and is named by words alone', () => {
  const field = fc.oneof(
    fc.anything(),
    fc.constantFrom('MERGE', 'UPDATE', 'ASSOCIATION_ADDED', '0-3', 7, event.occurredAt),
  );
  const names = ['type', 'action', 'portalId', 'occurredAt', 'objectTypeId', 'objectId', 'propertyChanges'];
  const nearly = fc.dictionary(fc.constantFrom(...names, 'fromObjectId', 'mergedObjectIds'), field);
  fc.assert(
    fc.property(fc.oneof(fc.anything(), nearly), (value) => {
      const found = parseJournalEvent(value);
      if (found.kind !== 'event') expect(found.name).toMatch(/^journal\.[A-Za-z_]{1,40}\.[A-Za-z_]{1,40}$/);
      else expect(found.event.touched.flatMap(({ ids }) => ids)).not.toEqual([]);
    }),
    { numRuns: 300 },
  );
});
