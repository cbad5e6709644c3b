import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
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
afterEach(async () => expect(await disagreements(world)).toEqual([]));

async function wonDeal(name: string, on: string) {
  const partner = await cast.partner(name);
  const client = await cast.client(`Client of ${name}`);
  const referral = await cast.referral({ partner, clients: [company(client)], on });
  const deal = await cast.deal(`Project of ${name}`, [company(client)]);
  await cast.win(deal);
  await world.settle();
  return { partner, client, referral, deal };
}

const statusOf = async (referral: string) =>
  (await world.crm.read('referral', referral, ['status', 'credited_amount'])).properties;

test('a deal reopened and won again in the same month has its one row back, and the ledger says all three', async () => {
  const { deal, referral } = await wonDeal('Alder', '2026-03-02');
  await cast.reopen(deal);
  await world.settle();
  expect(await dealBooks(world, deal)).toMatchObject({
    credits: ['Alder sourced 2026-03 reversed 0.00 % EUR 0.00 = 0.00 on 2026-03-02'],
    entries: ['grant Alder sourced 2026-03 1000.00', 'reverse Alder sourced 2026-03 -1000.00'],
    stamps: 'sourced by Alder: 0.00 / 0.00 / 0',
    labels: [],
  });
  expect(await statusOf(referral)).toMatchObject({ status: 'deal_open', credited_amount: '0.00' });

  await world.advanceDays(5);
  await cast.win(deal);
  await world.settle();
  expect(await dealBooks(world, deal)).toEqual({
    credits: ['Alder sourced 2026-03 earned 100.00 % EUR 1000.00 = 1000.00 on 2026-03-07'],
    entries: [
      'grant Alder sourced 2026-03 1000.00',
      'reverse Alder sourced 2026-03 -1000.00',
      'grant Alder sourced 2026-03 1000.00',
    ],
    stamps: 'sourced by Alder: 1000.00 / 0.00 / 0',
    reason:
      'Alder sourced this deal: referral R-1 accepted 2 Mar 2026, deal created the same day (window 180), won 7 Mar 2026 for EUR 1,000.00, primary model, policy v1.',
    labels: ['Alder: Sourced by'],
  });
  expect(await statusOf(referral)).toMatchObject({ status: 'won', credited_amount: '1000.00' });
});

test('a deal that is lost after all keeps its row at nothing, and the referral is lost', async () => {
  const { deal, referral } = await wonDeal('Birch', '2026-03-07');
  await cast.lose(deal);
  await world.settle();
  expect(await dealBooks(world, deal)).toMatchObject({
    credits: ['Birch sourced 2026-03 reversed 0.00 % EUR 0.00 = 0.00 on 2026-03-07'],
    stamps: 'sourced by Birch: 0.00 / 0.00 / 0',
    labels: [],
  });
  expect(await statusOf(referral)).toMatchObject({ status: 'lost', credited_amount: '0.00' });
});

test('won again in another month, the credit counts there and the old row goes to nothing', async () => {
  const { deal, partner } = await wonDeal('Cedar', '2026-03-07');
  await cast.reopen(deal);
  await world.settle();
  await world.advanceDays(31);
  await cast.win(deal);
  await world.settle();
  expect(await dealBooks(world, deal)).toMatchObject({
    credits: [
      'Cedar sourced 2026-03 reversed 0.00 % EUR 0.00 = 0.00 on 2026-03-07',
      'Cedar sourced 2026-04 earned 100.00 % EUR 1000.00 = 1000.00 on 2026-04-07',
    ],
    entries: [
      'grant Cedar sourced 2026-03 1000.00',
      'reverse Cedar sourced 2026-03 -1000.00',
      'grant Cedar sourced 2026-04 1000.00',
    ],
    stamps: 'sourced by Cedar: 1000.00 / 0.00 / 0',
    labels: ['Cedar: Sourced by'],
  });
  const totals = await world.crm.read('partner', partner.id, [
    'sourced_revenue_qtd',
    'sourced_revenue_prev_quarter',
  ]);
  expect(totals.properties).toMatchObject({
    sourced_revenue_qtd: '1000.00',
    sourced_revenue_prev_quarter: '0.00',
  });
});

test('a reopening that nobody told of in time leaves no entry, and the sum is right', async () => {
  const { deal } = await wonDeal('Dogwood', '2026-04-07');
  await cast.reopen(deal);
  await cast.win(deal);
  await world.settle();
  expect((await dealBooks(world, deal)).entries).toEqual(['grant Dogwood sourced 2026-04 1000.00']);
});

test('a deal that moves between two won stages changes nothing', async () => {
  const { deal } = await wonDeal('Elm', '2026-04-07');
  await world.crm.update('deal', deal, { pipeline: '874120', dealstage: '1042873' });
  await world.settle();
  expect(await dealBooks(world, deal)).toMatchObject({
    credits: ['Elm sourced 2026-04 earned 100.00 % EUR 1000.00 = 1000.00 on 2026-04-07'],
    entries: ['grant Elm sourced 2026-04 1000.00'],
  });
});
