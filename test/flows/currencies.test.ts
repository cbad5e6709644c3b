import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { createWorld, type World } from '../support/world.ts';
import { dealBooks } from './books.ts';
import { type Cast, company, createCast } from './cast.ts';
import { disagreements } from './disagreements.ts';

// The portal's company currency is EUR; USD 0.86, GBP 1.15, JPY 0.0056.
let world: World;
let cast: Cast;
beforeAll(async () => {
  world = await createWorld();
  cast = createCast(world.crm);
});
afterAll(() => world.stop());
afterEach(async () => expect(await disagreements(world)).toEqual([]));

async function wonDeal(name: string, amount: string, currency: string) {
  const partner = await cast.partner(name);
  const client = await cast.client(`Client of ${name}`);
  await cast.referral({ partner, clients: [company(client)], on: '2026-03-02' });
  const deal = await cast.deal('Project', [company(client)], { amount, deal_currency_code: currency });
  await cast.win(deal);
  await world.settle();
  return deal;
}

async function edit(deal: string, properties: Record<string, string>) {
  await world.crm.update('deal', deal, properties);
  await world.settle();
  return dealBooks(world, deal);
}

test('a deal in dollars counts in euros at the rate that HubSpot fixed when it closed', async () => {
  const deal = await wonDeal('Alder', '10000.01', 'USD');
  const books = {
    credits: ['Alder sourced 2026-03 earned 100.00 % USD 10000.01 = 8600.01 on 2026-03-02'],
    stamps: 'sourced by Alder: 8600.01 / 0.00 / 0',
    reason:
      'Alder sourced this deal: referral R-1 accepted 2 Mar 2026, deal created the same day (window 180), won 2 Mar 2026 for USD 10,000.01 at 0.86 = EUR 8,600.01, primary model, policy v1.',
  };
  expect(await dealBooks(world, deal)).toMatchObject(books);
  await world.sandbox.control('POST', '/currencies', { rates: { USD: '0.5', GBP: '1.15', JPY: '0.0056' } });
  await world.advanceDays(1);
  expect(await edit(deal, { amount: '10000.01', pipeline: '874120', dealstage: '1042873' })).toMatchObject(
    books,
  );
});

test('an administrator who edits the rate afterwards moves the euros only', async () => {
  const deal = await wonDeal('Birch', '1000', 'GBP');
  expect(await edit(deal, { hs_exchange_rate: '1.2' })).toMatchObject({
    credits: ['Birch sourced 2026-03 earned 100.00 % GBP 1000.00 = 1200.00 on 2026-03-03'],
    entries: ['grant Birch sourced 2026-03 1000.00', 'adjust Birch sourced 2026-03 0.00'],
    stamps: 'sourced by Birch: 1200.00 / 0.00 / 0',
  });
});

test('yen have no decimals', async () => {
  const deal = await wonDeal('Cedar', '150000', 'JPY');
  expect(await dealBooks(world, deal)).toMatchObject({
    credits: ['Cedar sourced 2026-03 earned 100.00 % JPY 150000 = 840.00 on 2026-03-03'],
    entries: ['grant Cedar sourced 2026-03 150000'],
    stamps: 'sourced by Cedar: 840.00 / 0.00 / 0',
  });
});

test('a currency changed after the win starts the row anew in it, and HubSpot’s euros stand', async () => {
  const deal = await wonDeal('Dogwood', '1000', 'GBP');
  // The record keeps the spelling 1000.00: equal numbers are not written again.
  expect(await edit(deal, { deal_currency_code: 'JPY' })).toMatchObject({
    credits: ['Dogwood sourced 2026-03 earned 100.00 % JPY 1000.00 = 1150.00 on 2026-03-03'],
    entries: [
      'grant Dogwood sourced 2026-03 1000.00',
      'reverse Dogwood sourced 2026-03 -1000.00',
      'adjust Dogwood sourced 2026-03 1000',
    ],
    stamps: 'sourced by Dogwood: 1150.00 / 0.00 / 0',
  });
});
