import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { createWorld, type World } from '../support/world.ts';
import { type Cast, company, createCast } from './cast.ts';
import { disagreements } from './disagreements.ts';
import { findingsOn } from './referral-findings.ts';

let world: World;
let cast: Cast;
beforeAll(async () => {
  world = await createWorld();
  cast = createCast(world.crm);
});
afterAll(() => world.stop());
afterEach(async () => expect(await disagreements(world)).toEqual([]));

/** Two partners refer one client, the second so many days after the first. */
async function referTwice(names: readonly [string, string], days: number, protection_days: string) {
  const [first, second] = [await cast.partner(names[0], { protection_days }), await cast.partner(names[1])];
  const client = await cast.client(`Client of ${names[0]}`);
  const clients = [company(client)];
  const day = async () => new Date(world.sandbox.now()).toISOString().slice(0, 10);
  const earlier = await cast.referral({ partner: first, clients, on: await day() }, { name: 'R-1' });
  await world.settle();
  await world.advanceDays(days);
  const later = await cast.referral(
    { partner: second, clients, on: await day() },
    { name: 'R-2', status: 'submitted' },
  );
  await world.settle();
  return { earlier, later };
}

test('a second partner’s referral of a protected client is told when it is accepted, until it is a duplicate', async () => {
  const { earlier, later } = await referTwice(['Alder', 'Birch'], 30, '');
  expect(await findingsOn(world, later)).toEqual({ stamped: '', words: [] });
  await world.crm.update('referral', later, { status: 'accepted' });
  await world.settle();
  expect(await findingsOn(world, later)).toEqual({
    stamped: 'protection_conflict',
    words: [
      'Referral R-2 was accepted while R-1 of another partner protects the client until 31 May 2026. Set it to duplicate?',
    ],
  });
  expect(await findingsOn(world, earlier)).toEqual({ stamped: '', words: [] });
  await world.crm.update('referral', later, { status: 'duplicate' });
  await world.settle();
  expect(await findingsOn(world, later)).toEqual({ stamped: '', words: [] });
});

test('a partner’s own days of protection go before the policy’s', async () => {
  const { later } = await referTwice(['Cedar', 'Dogwood'], 30, '29');
  await world.crm.update('referral', later, { status: 'accepted' });
  await world.settle();
  expect(await findingsOn(world, later)).toEqual({ stamped: '', words: [] });
});
