import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { createWorld, type World } from '../support/world.ts';
import { dealBooks } from './books.ts';
import { type Cast, company, createCast } from './cast.ts';
import { disagreements } from './disagreements.ts';

// The portal's company currency is EUR; USD 0.86.
let world: World;
let cast: Cast;
beforeAll(async () => {
  world = await createWorld();
  cast = createCast(world.crm);
});
afterAll(() => world.stop());
afterEach(async () => expect(await disagreements(world)).toEqual([]));

/** A won deal of USD 1,000.00 whose amount in company currency HubSpot has not computed anew. */
async function lateDeal(name: string) {
  const partner = await cast.partner(name);
  const client = await cast.client(`Client of ${name}`);
  await cast.referral({ partner, clients: [company(client)], on: '2026-03-02' });
  const deal = await cast.deal('Project', [company(client)], { amount: '700', deal_currency_code: 'USD' });
  await world.settle();
  await world.crm.update('deal', deal, { amount: '1000', dealstage: 'closedwon' });
  await figure(deal, '602');
  return deal;
}

function figure(deal: string, amount_in_home_currency: string) {
  return world.sandbox.control('POST', `/records/0-3/${deal}/values`, {
    values: { amount_in_home_currency },
  });
}

test('a figure in company currency that arrives late is waited for, and posted once', async () => {
  const deal = await lateDeal('Alder');
  await world.app.runNow('deal', world.portalId, [deal]);
  expect((await dealBooks(world, deal)).entries).toEqual([]);
  await figure(deal, '860');
  await world.settle();
  expect(await dealBooks(world, deal)).toMatchObject({
    credits: ['Alder sourced 2026-03 earned 100.00 % USD 1000.00 = 860.00 on 2026-03-02'],
    entries: ['grant Alder sourced 2026-03 1000.00'],
  });
});

test('a figure that never agrees with the rate is taken as it is, and told', async () => {
  const deal = await lateDeal('Birch');
  await world.settle();
  expect(await dealBooks(world, deal)).toMatchObject({
    credits: ['Birch sourced 2026-03 earned 100.00 % USD 1000.00 = 602.00 on 2026-03-02'],
    entries: ['grant Birch sourced 2026-03 1000.00'],
  });
  const { properties } = await world.crm.read('deal', deal, ['partner_findings']);
  expect(properties.partner_findings).toBe('rate_of_other_currency');
});
