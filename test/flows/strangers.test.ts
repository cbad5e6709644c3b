import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { z } from 'zod';
import { listDeliveries } from '../../src/store/delivery-list.ts';
import { PUBLIC_URL } from '../support/sandbox-config.ts';
import { signV3 } from '../support/sign.ts';
import { createWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.stop());

/** A webhook signed as HubSpot signs it: HubSpot may say what we do not know, and another account's app may be ours. */
async function deliver(events: unknown[], secret: string = world.sandbox.clientSecret): Promise<number> {
  const body = JSON.stringify(events);
  const path = '/webhooks/hubspot';
  const signed = {
    secret,
    method: 'POST',
    uri: `${PUBLIC_URL}${path}`,
    body,
    timestamp: world.sandbox.now(),
  };
  const headers = { 'content-type': 'application/json', ...signV3(signed) };
  const response = await fetch(`${world.server.url()}${path}`, { method: 'POST', headers, body });
  await world.app.settle();
  return response.status;
}

async function ignored() {
  const row = z.object({ reason: z.string(), subscription_type: z.string(), seen: z.bigint() });
  const rows = await world.app.database.rows(
    (each) => row.parse(each),
    'SELECT reason, subscription_type, seen FROM ignored_event ORDER BY reason, subscription_type',
  );
  return rows.map(({ reason, subscription_type, seen }) => `${reason} ${subscription_type} ${seen}`);
}

const states = async () =>
  (await listDeliveries(world.app.database, { limit: 10 })).map(({ state, bytes }) => [state, bytes ?? 0]);

const event = (more: Record<string, unknown>) => ({ eventId: 1, portalId: 1001, objectId: 4711, ...more });

test('events that nobody knows are accepted, counted and not acted on; another portal’s are not kept either', async () => {
  const unknown = [
    event({ subscriptionType: 'deal.splitChange' }),
    event({ subscriptionType: 'deal.splitChange', eventId: 2 }),
    event({ subscriptionType: 'deal.creation', objectId: undefined }),
    event({ subscriptionType: 'contact.propertyChange', propertyName: 'email' }),
  ];
  expect(await deliver(unknown)).toBe(204);
  expect(await deliver([event({ subscriptionType: 'deal.creation', portalId: 9009 })])).toBe(204);
  expect(await ignored()).toEqual([
    'foreign-portal deal.creation 1',
    'malformed deal.creation 1',
    'not-needed contact.propertyChange 1',
    'unknown-type deal.splitChange 2',
  ]);
  expect(await states()).toEqual([
    ['forgotten', 0],
    ['expanded', JSON.stringify(unknown).length],
  ]);
  expect([...(await world.app.queue.depth()).values()].every((depth) => depth === 0)).toBe(true);
});

test('a webhook of somebody without the secret is refused and leaves nothing', async () => {
  const before = [await ignored(), await states()];
  expect(await deliver([event({ subscriptionType: 'deal.creation' })], 'another-secret')).toBe(401);
  expect([await ignored(), await states()]).toEqual(before);
});

test('a webhook that comes again is answered, and read once', async () => {
  const events = [event({ subscriptionType: 'deal.quoteChange' })];
  const body = JSON.stringify(events);
  expect([await deliver(events), await deliver(events)]).toEqual([204, 204]);
  expect((await ignored()).filter((line) => line.includes('quoteChange'))).toEqual([
    'unknown-type deal.quoteChange 1',
  ]);
  expect((await states())[0]).toEqual(['expanded', body.length]);
});

test('a delivery that cannot be read, for whatever reason, holds up no other', async () => {
  const odd = [event({ subscriptionType: 'deal.\u0000Change' })];
  const ofBroken = [event({ subscriptionType: 'deal.creation', portalId: 9010 })];
  const fine = [event({ subscriptionType: 'deal.starChange' })];
  await world.app.database.run(
    `INSERT INTO portal (portal_id, time_zone, home_currency, account_type, installed_on, schema, read_at)
     VALUES ('9010', 'UTC', 'EUR', 'STANDARD', '2026-03-01', '{"version": 0}', now())`,
  );
  await world.sandbox.advance(120_000);
  for (const events of [odd, ofBroken, fine]) expect(await deliver(events)).toBe(204);
  expect((await states()).slice(0, 3)).toEqual([
    ['expanded', JSON.stringify(fine).length],
    ['parked', JSON.stringify(ofBroken).length],
    ['expanded', JSON.stringify(odd).length],
  ]);
  expect(await ignored()).toEqual(
    expect.arrayContaining(['unknown-type deal.?Change 1', 'unknown-type deal.starChange 1']),
  );
});
