import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { DealId } from '../../src/ids.ts';
import { commitPlans } from '../../src/jobs/commit-plan.ts';
import { planDeals } from '../../src/jobs/plan-deals.ts';
import { createWorld, type World } from '../support/world.ts';
import { dealBooks } from './books.ts';
import { type Cast, company, createCast } from './cast.ts';
import { disagreements } from './disagreements.ts';

let world: World;
let cast: Cast;
beforeAll(async () => {
  world = await createWorld();
  cast = createCast(world.crm);
});
afterAll(() => world.stop());

test('a plan that was made before another decision was kept is not kept, and the deal is looked at again', async () => {
  const { app } = world;
  const partner = await cast.partner('Alder');
  const client = await cast.client('Client');
  await cast.referral({ partner, clients: [company(client)], on: '2026-03-02' });
  const deal = await cast.deal('Project', [company(client)]);
  await world.settle();
  const portal = await app.directory.get(world.portalId);
  // Read while the deal is open; the server sees the win and grants before this plan is kept.
  const stale = await planDeals(app, portal, [deal]);
  await cast.win(deal);
  await world.settle();
  expect(await commitPlans(app, portal, stale.plans, 'backfill')).toEqual([deal as DealId]);
  await world.settle();
  const { credits, entries } = await dealBooks(world, deal);
  expect([credits, entries]).toEqual([
    ['Alder sourced 2026-03 earned 100.00 % EUR 1000.00 = 1000.00 on 2026-03-02'],
    ['grant Alder sourced 2026-03 1000.00'],
  ]);
  expect(await disagreements(world)).toEqual([]);
});

test('of two projects of one client that two instances decide at once, one is the first', async () => {
  const { app } = world;
  const partner = await cast.partner('Birch');
  const client = await cast.client('Client of two');
  await cast.referral({ partner, clients: [company(client)], on: '2026-03-02' });
  await world.settle();
  const first = await cast.deal('First', [company(client)], { closedate: '2026-03-02T10:00:00Z' });
  const second = await cast.deal('Second', [company(client)], { closedate: '2026-03-02T11:00:00Z' });
  await cast.win(first);
  await cast.win(second);
  const portal = await app.directory.get(world.portalId);
  // Each is planned without the other in the store, then both are kept.
  const [one, two] = [await planDeals(app, portal, [first]), await planDeals(app, portal, [second])];
  await commitPlans(app, portal, one.plans);
  await commitPlans(app, portal, two.plans);
  await app.settle();
  const roles = async (deal: string) => (await dealBooks(world, deal)).stamps.split(' ')[0];
  expect([await roles(first), await roles(second)].sort()).toEqual(['sourced', 'sourced_expansion']);
  await world.settle();
  expect(await disagreements(world)).toEqual([]);
});
