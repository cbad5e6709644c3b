import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createWorld, type World } from '../support/world.ts';
import { dealBooks } from './books.ts';
import { type Cast, company, createCast } from './cast.ts';
import { disagreements } from './disagreements.ts';
import { createPerson } from './person.ts';

const MINUTE = 60_000;
/** More than HubSpot lets anybody page through in the long run; a few pages of a search else. */
const DEALS = process.env.LAW_RUNS === undefined ? 450 : 12_000;
let world: World;
let cast: Cast;
let searches = 0;
beforeAll(async () => {
  world = await createWorld({
    onCall: ({ route }) => {
      if (route.endsWith('/0-3/search')) searches += 1;
    },
  });
  cast = createCast(world.crm);
});
afterAll(() => world.stop());

test('a bulk edit of deals in one instant, all of whose events were lost, heals after one sweep', async () => {
  const partner = await cast.partner('Alder');
  const credited: string[] = [];
  for (const name of ['One', 'Two', 'Three']) {
    const client = await cast.client(`Client ${name}`);
    await cast.referral({ partner, clients: [company(client)], on: '2026-03-02' });
    const deal = await cast.deal(name, [company(client)]);
    await cast.win(deal);
    credited.push(deal);
  }
  await world.settle();
  await world.sandbox.control('POST', '/seed', { companies: 50, deals: DEALS });
  const ids = (await world.crm.all('deal', ['amount'])).map(({ id }) => id);
  await world.sandbox.advance(10 * MINUTE);
  await world.app.lookAround();
  await world.settle();

  const person = await createPerson(world);
  await person.updateMany('deal', ids, { amount: '2000' });
  await world.sandbox.control('POST', '/deliveries/drop');
  await world.sandbox.advance(6 * MINUTE);
  searches = 0;
  let found = 0;
  for (;;) {
    const round = await world.app.lookAround();
    if (round === 0) break;
    found += round;
  }
  await world.settle();

  expect({ found, searches }).toEqual({
    found: DEALS + credited.length,
    searches: Math.floor((DEALS + credited.length) / 200) + 1,
  });
  for (const deal of credited) {
    expect((await dealBooks(world, deal)).stamps).toBe('sourced by Alder: 2000.00 / 0.00 / 0');
  }
  expect(await disagreements(world)).toEqual([]);
}, 120_000);
