import { expect, test } from '@jest/globals';
import { Problem } from '../../src/errors.ts';
import { keyOf } from '../../src/hubspot/journal-subscriptions.ts';
import type { RequestInput } from '../../src/hubspot/request.ts';
import { wantedSubscriptions } from '../../src/hubspot/schema/journal.ts';
import { sortEvents } from '../../src/jobs/journal-events.ts';
import { ensureSubscriptions } from '../../src/jobs/journal-subscriptions.ts';
import { recordingLog, silentLog } from '../support/log.ts';
import { PORTAL, SCHEMA } from './portal.ts';

const event = { type: 'crmObject', portalId: 1001, occurredAt: '2026-03-02T09:00:00Z', objectTypeId: '0-3' };
const never = () => Promise.reject(new Error('this test reads no database'));
const noDatabase = { rows: never, maybe: never, run: never };
const sort = (values: readonly unknown[]) => sortEvents({ database: noDatabase }, PORTAL, values);
const low = { portalId: '1001', priority: 'low' };

test('each record is put in line once, behind all other work', async () => {
  const { works, ignored, known } = await sort([
    { ...event, action: 'DELETE', objectId: 7 },
    { ...event, action: 'RESTORE', objectId: 7 },
    { ...event, type: 'association', action: 'ASSOCIATION_ADDED', objectTypeId: '2-2', objectId: 8 },
  ]);
  expect(works).toEqual([
    { ...low, kind: 'deal', recordId: '7' },
    { ...low, kind: 'referral', recordId: '8' },
  ]);
  expect([[...ignored], known]).toEqual([[], 0]);
});

test('both ends of a link are looked at where both are named', async () => {
  const ends = { fromObjectTypeId: '2-4', fromObjectId: 7, toObjectTypeId: '0-3', toObjectId: 8 };
  const { works } = await sort([
    { ...event, ...ends, action: 'ASSOCIATION_REMOVED', objectTypeId: '2-4', objectId: 7 },
  ]);
  expect(works.map(({ kind, recordId }) => [kind, recordId])).toEqual([
    ['activity', '7'],
    ['deal', '8'],
  ]);
});

test('events of another account, of unknown kinds and of nothing that counts are counted, never acted on', async () => {
  const { works, ignored } = await sort([
    { ...event, portalId: 1002, action: 'DELETE', objectId: 7 },
    { ...event, action: 'SNAPSHOT', objectId: 7 },
    { ...event, action: 'SNAPSHOT', objectId: 8 },
    { ...event, action: 'DELETE' },
    { ...event, action: 'DELETE', objectTypeId: '0-5', objectId: 7 },
  ]);
  expect(works).toEqual([]);
  expect([...ignored.values()]).toEqual([
    { reason: 'foreign-portal', subscriptionType: 'journal', seen: 1 },
    { reason: 'unknown-type', subscriptionType: 'journal.crmObject.SNAPSHOT', seen: 2 },
    { reason: 'malformed', subscriptionType: 'journal.crmObject.DELETE', seen: 1 },
    { reason: 'not-needed', subscriptionType: 'journal.deletion', seen: 1 },
  ]);
});

const wanted = wantedSubscriptions(SCHEMA);
const shown = { ...{ appId: 2001, createdAt: '', updatedAt: '' }, portalId: 1001 };

/** A HubSpot with these subscriptions; tells what was asked of it. */
function hubspot(present: readonly unknown[], create: (input: RequestInput) => unknown) {
  const asked: string[] = [];
  const request = async (input: RequestInput): Promise<unknown> => {
    if (input.method === 'GET') return { results: present };
    asked.push(`${input.method} ${input.path.replace('/webhooks-journal/subscriptions/2026-09', '')}`);
    return input.method === 'POST' ? create(input) : undefined;
  };
  return { asked, request };
}

test('no link is subscribed that our own labels and credits make', () => {
  const links = wanted.flatMap(({ objectTypeId, associatedObjectTypeIds = [] }) =>
    associatedObjectTypeIds.map((to) => `${objectTypeId}>${to}`),
  );
  expect(links.filter((link) => ['0-3>2-1', '2-1>0-3'].includes(link) || link.includes('2-3'))).toEqual([]);
});

test('what is missing is made, what is not wanted or there twice is deleted, what is there is left', async () => {
  const [kept, ...others] = wanted;
  const { asked, request } = hubspot(
    [
      { ...shown, ...kept, id: 1 },
      { ...shown, ...kept, id: 2 },
      { ...shown, ...kept, id: 3, properties: ['outdated'] },
      { ...shown, ...kept, id: 4, portalId: 1002 },
    ],
    ({ body }) => ({ ...shown, ...Object(body), id: 9 }),
  );
  await ensureSubscriptions({ log: silentLog }, PORTAL, request);
  expect(asked).toEqual([...others.map(() => 'POST '), 'DELETE /1', 'DELETE /3']);
});

test('where a subscription is changed in place, it is not deleted', async () => {
  const [first, ...rest] = wanted;
  const { asked, request } = hubspot(
    [
      { ...shown, ...first, id: 1, properties: ['outdated'] },
      ...rest.map((each, place) => ({ ...shown, ...each, id: 10 + place })),
    ],
    ({ body }) => ({ ...shown, ...Object(body), id: 1 }),
  );
  await ensureSubscriptions({ log: silentLog }, PORTAL, request);
  expect(asked).toEqual(['POST ']);
});

test('one that HubSpot refuses is told and stops no other', async () => {
  const { log, text } = recordingLog();
  const { asked, request } = hubspot([], ({ body }) => {
    if (keyOf(Object(body)) === keyOf(wanted[0] ?? Object(null))) {
      throw new Problem('hubspot-refused', 'no such property');
    }
    return { ...shown, ...Object(body), id: asked.length };
  });
  await ensureSubscriptions({ log }, PORTAL, request);
  expect(asked).toHaveLength(wanted.length);
  expect(text()).toMatch(/HubSpot refuses a subscription of the journal/);
});
