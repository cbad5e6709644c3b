import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { createWorld, type World } from '../support/world.ts';
import { dealBooks } from './books.ts';
import { type Cast, company, createCast } from './cast.ts';
import { disagreements } from './disagreements.ts';

const MINUTE = 60_000;
const TODAY = '2026-03-02';
let world: World;
let cast: Cast;
const calls: string[] = [];
beforeAll(async () => {
  world = await createWorld({ onCall: ({ route }) => calls.push(route) });
  cast = createCast(world.crm);
});
afterAll(() => world.stop());
afterEach(async () => expect(await disagreements(world)).toEqual([]));

/** The webhooks of all that happened are lost. */
async function lose(): Promise<void> {
  await world.sandbox.control('POST', '/deliveries/drop');
}

/** Five minutes and what the index lags go by; the sweep has its turn. Resolves to what it put in line. */
async function sweep(): Promise<number> {
  await world.sandbox.advance(6 * MINUTE);
  const found = await world.app.lookAround();
  await world.settle();
  return found;
}

async function referredClient(name: string) {
  const partner = await cast.partner(name);
  const client = await cast.client(`Client of ${name}`);
  const referral = await cast.referral({ partner, clients: [company(client)], on: TODAY });
  return { partner, client, referral };
}

test('a win, a partner and a referral whose deliveries were all lost are credited after one sweep', async () => {
  const { client } = await referredClient('Alder');
  const deal = await cast.deal('Project', [company(client)]);
  await world.sandbox.advance(1000);
  await cast.win(deal);
  await lose();
  await sweep();
  expect(await dealBooks(world, deal)).toMatchObject({
    credits: ['Alder sourced 2026-03 earned 100.00 % EUR 1000.00 = 1000.00 on 2026-03-02'],
    labels: ['Alder: Sourced by'],
  });
});

test('an amount whose event was lost is right after one sweep', async () => {
  const { client } = await referredClient('Birch');
  const deal = await cast.deal('Project', [company(client)]);
  await cast.win(deal);
  await world.settle();
  await world.sandbox.advance(MINUTE);
  await world.crm.update('deal', deal, { amount: '700' });
  await lose();
  await sweep();
  expect((await dealBooks(world, deal)).credits).toEqual([
    'Birch sourced 2026-03 earned 100.00 % EUR 700.00 = 700.00 on 2026-03-02',
  ]);
});

test('what only our own stamps changed costs one more read, and then only searches', async () => {
  await sweep();
  await sweep();
  const { client } = await referredClient('Cedar');
  const deal = await cast.deal('Project', [company(client)]);
  await cast.win(deal);
  await world.settle();
  expect(await sweep()).toBeGreaterThan(0);
  await sweep();
  calls.length = 0;
  expect([await sweep(), await sweep()]).toEqual([0, 0]);
  expect(calls.filter((route) => !route.endsWith('/search'))).toEqual([]);
  expect(calls.length).toBe(12);
});

test('what webhooks told of is not read again', async () => {
  await sweep();
  await sweep();
  const client = await cast.client('Client of nobody');
  const deal = await cast.deal('Nobody’s project', [company(client)]);
  await cast.win(deal);
  await world.settle();
  expect(await sweep()).toBe(0);
});

test('one instance has the turn, every five minutes', async () => {
  await sweep();
  const searches = async (minutes: number) => {
    calls.length = 0;
    await world.sandbox.advance(minutes * MINUTE);
    await Promise.all([world.app.lookAround(), world.app.lookAround()]);
    return calls.filter((route) => route.endsWith('/search')).length;
  };
  expect([await searches(0), await searches(4), await searches(1), await searches(0)]).toEqual([0, 0, 6, 0]);
});

test('a change that HubSpot’s index shows two minutes late is found', async () => {
  const { client } = await referredClient('Dogwood');
  const deal = await cast.deal('Project', [company(client)]);
  await cast.win(deal);
  await world.settle();
  await sweep();
  await world.sandbox.control('POST', '/tuning', { searchLagMs: 2 * MINUTE });
  await world.sandbox.advance(5 * MINUTE);
  await world.crm.update('deal', deal, { amount: '300' });
  await lose();
  await world.sandbox.advance(1);
  await world.app.lookAround();
  await world.sandbox.advance(5 * MINUTE);
  await world.app.lookAround();
  await world.settle();
  await world.sandbox.control('POST', '/tuning', { searchLagMs: 0 });
  expect((await dealBooks(world, deal)).credits).toEqual([
    'Dogwood sourced 2026-03 earned 100.00 % EUR 300.00 = 300.00 on 2026-03-02',
  ]);
});

test('while HubSpot is away nothing is skipped: the next turn searches the same window', async () => {
  const { client } = await referredClient('Elder');
  const deal = await cast.deal('Project', [company(client)]);
  await world.settle();
  await sweep();
  await cast.win(deal);
  await lose();
  await world.sandbox.advance(6 * MINUTE);
  const away = { kind: 'status', status: 503 };
  await world.sandbox.control('POST', '/faults', { method: 'POST', path: '/search$', times: 1, fault: away });
  expect(await world.app.lookAround()).toBe(0);
  await world.sandbox.advance(MINUTE);
  await world.app.lookAround();
  await world.settle();
  expect((await dealBooks(world, deal)).labels).toEqual(['Elder: Sourced by']);
});
