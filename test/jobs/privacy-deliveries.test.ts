import { createHash } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type PortalId, parseId } from '../../src/ids.ts';
import { forgetDeliveriesOf } from '../../src/jobs/privacy-deliveries.ts';
import { DELIVERY_ATTEMPTS } from '../../src/retry-policy.ts';
import { appendDeliveries, markExpanded } from '../../src/store/deliveries.ts';
import { listDeliveries } from '../../src/store/delivery-list.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const PORTAL = parseId<PortalId>('1001', 'portal');
const NOW = new Date('2026-03-02T09:00:00Z');
let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.close());

const BODIES = {
  deletion: [{ portalId: 1001, objectId: 5001, subscriptionType: 'contact.privacyDeletion' }],
  merge: [{ portalId: 1001, objectId: 1, mergedObjectIds: [7, 5001] }],
  ofAnotherPortal: [{ portalId: 1002, objectId: 5001 }],
  ofNobody: [{ portalId: 1001, objectId: 15001, words: 'about 5001' }],
  waiting: [{ portalId: 1001, objectId: 5001 }],
};

async function store(): Promise<Map<string, bigint>> {
  const bodies = [
    ...Object.entries(BODIES).map(([name, events]) => [name, JSON.stringify(events)] as const),
    ['broken', '[{"objectId":5001'] as const,
  ];
  const appended = await appendDeliveries(
    database,
    bodies.map(([name, body]) => ({
      receivedAt: NOW,
      signatureHash: createHash('sha256').update(name).digest(),
      body: Buffer.from(body),
    })),
  );
  const ids = new Map(bodies.map(([name], place) => [name, idOf(appended[place])]));
  const broken = ids.get('broken') ?? 0n;
  const read = [...ids].flatMap(([name, id]) => (name === 'waiting' || name === 'broken' ? [] : [id]));
  await markExpanded(database, read, NOW);
  await database.run('UPDATE delivery SET attempts = $2 WHERE id = $1', [broken, DELIVERY_ATTEMPTS]);
  return ids;
}

function idOf(appended: { kind: string; id?: bigint } | undefined): bigint {
  if (appended?.id === undefined) throw new Error('it was stored before');
  return appended.id;
}

test.each([
  ['one contact', 1],
  ['more contacts than PostgreSQL is asked for one by one', 50],
])('deliveries that name %s lose their content, and no others', async (_what, count) => {
  const ids = await store();
  const contacts = ['5001', ...Array.from({ length: count - 1 }, (_, at) => String(90_000 + at))];
  expect(await forgetDeliveriesOf(database, PORTAL, contacts)).toEqual(new Set(['5001']));
  const forgotten = (await listDeliveries(database, { state: 'forgotten', limit: 10 })).map(({ id }) => id);
  expect([...ids].flatMap(([name, id]) => (forgotten.includes(id) ? [name] : [])).sort()).toEqual([
    'broken',
    'deletion',
    'merge',
  ]);
});
