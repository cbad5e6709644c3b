import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { createWorld, type World } from '../support/world.ts';
import { dealBooks } from './books.ts';
import { type Cast, company, createCast } from './cast.ts';
import { disagreements } from './disagreements.ts';

const TODAY = '2026-03-02';
let world: World;
let cast: Cast;
beforeAll(async () => {
  world = await createWorld();
  cast = createCast(world.crm);
});
afterAll(() => world.stop());
afterEach(async () => expect(await disagreements(world)).toEqual([]));

async function wonDeal(name: string, properties: Record<string, string> = {}) {
  const partner = await cast.partner(name);
  const client = await cast.client(`Client of ${name}`);
  const referral = await cast.referral({ partner, clients: [company(client)], on: TODAY });
  const deal = await cast.deal(`Project of ${name}`, [company(client)], properties);
  await cast.win(deal);
  await world.settle();
  return { partner, referral, deal };
}

async function edit(deal: string, properties: Record<string, string>) {
  await world.crm.update('deal', deal, properties);
  await world.settle();
  return dealBooks(world, deal);
}

test('an amount that goes up and down is adjusted by the difference', async () => {
  const { deal } = await wonDeal('Alder');
  await edit(deal, { amount: '1500.50' });
  expect(await edit(deal, { amount: '700' })).toMatchObject({
    credits: ['Alder sourced 2026-03 earned 100.00 % EUR 700.00 = 700.00 on 2026-03-02'],
    entries: [
      'grant Alder sourced 2026-03 1000.00',
      'adjust Alder sourced 2026-03 500.50',
      'adjust Alder sourced 2026-03 -800.50',
    ],
    stamps: 'sourced by Alder: 700.00 / 0.00 / 0',
    labels: ['Alder: Sourced by'],
  });
});

test('an amount that is emptied keeps the credit without a figure, which is settled when it arrives', async () => {
  const { deal, partner } = await wonDeal('Birch');
  expect(await edit(deal, { amount: '' })).toEqual({
    credits: ['Birch sourced 2026-03 earned 100.00 % EUR ? = ? on 2026-03-02'],
    entries: ['grant Birch sourced 2026-03 1000.00', 'adjust Birch sourced 2026-03 -1000.00'],
    stamps: 'sourced by Birch: ? / 0.00 / 0',
    reason:
      'Birch sourced this deal: referral R-1 accepted 2 Mar 2026, deal created the same day (window 180), won 2 Mar 2026, amount missing, primary model, policy v1.',
    labels: ['Birch: Sourced by'],
  });
  const { properties } = await world.crm.read('partner', partner.id, ['won_deals_total']);
  expect(properties).toMatchObject({ won_deals_total: '1' });
  expect(await edit(deal, { amount: '900' })).toMatchObject({
    credits: ['Birch sourced 2026-03 earned 100.00 % EUR 900.00 = 900.00 on 2026-03-02'],
    stamps: 'sourced by Birch: 900.00 / 0.00 / 0',
  });
});

test('a deal won without an amount is credited without a figure', async () => {
  const { deal } = await wonDeal('Cedar', { amount: '' });
  expect(await dealBooks(world, deal)).toMatchObject({
    credits: ['Cedar sourced 2026-03 earned 100.00 % EUR ? = ? on 2026-03-02'],
    entries: ['grant Cedar sourced 2026-03 0.00'],
  });
});

test.each([
  ['0', 'Dogwood'],
  ['-50', 'Elm'],
])('an amount of %s is a credit of nothing, kept for audit', async (amount, name) => {
  const { deal } = await wonDeal(name);
  expect(await edit(deal, { amount })).toMatchObject({
    credits: [`${name} sourced 2026-03 earned 100.00 % EUR 0.00 = 0.00 on 2026-03-02`],
    entries: [`grant ${name} sourced 2026-03 1000.00`, `adjust ${name} sourced 2026-03 -1000.00`],
    stamps: `sourced by ${name}: 0.00 / 0.00 / 0`,
  });
});

test('a close date in another month moves the credit there, and back', async () => {
  const { deal } = await wonDeal('Fir');
  // 23:30 in UTC is the next day in the portal's zone: the month is Berlin's.
  expect(await edit(deal, { closedate: '2026-03-31T23:30:00Z' })).toMatchObject({
    credits: [
      'Fir sourced 2026-03 reversed 0.00 % EUR 0.00 = 0.00 on 2026-03-02',
      'Fir sourced 2026-04 earned 100.00 % EUR 1000.00 = 1000.00 on 2026-04-01',
    ],
    entries: [
      'grant Fir sourced 2026-03 1000.00',
      'reverse Fir sourced 2026-03 -1000.00',
      'grant Fir sourced 2026-04 1000.00',
    ],
    labels: ['Fir: Sourced by'],
  });
  expect(await edit(deal, { closedate: '2026-03-10T10:00:00Z' })).toMatchObject({
    credits: [
      'Fir sourced 2026-03 earned 100.00 % EUR 1000.00 = 1000.00 on 2026-03-10',
      'Fir sourced 2026-04 reversed 0.00 % EUR 0.00 = 0.00 on 2026-04-01',
    ],
  });
});

test('names of deal and partner are copied again when they change, and cost no entry', async () => {
  const { deal, partner, referral } = await wonDeal('Ginkgo');
  await world.crm.update('partner', partner.id, { name: 'Ginkgo & Sons', primary_type: 'reseller' });
  expect(await edit(deal, { dealname: 'Website, part 1' })).toEqual({
    credits: ['Ginkgo & Sons sourced 2026-03 earned 100.00 % EUR 1000.00 = 1000.00 on 2026-03-02'],
    entries: ['grant Ginkgo & Sons sourced 2026-03 1000.00'],
    stamps: 'sourced by Ginkgo & Sons: 1000.00 / 0.00 / 0',
    reason:
      'Ginkgo & Sons sourced this deal: referral R-1 accepted 2 Mar 2026, deal created the same day (window 180), won 2 Mar 2026 for EUR 1,000.00, primary model, policy v1.',
    labels: ['Ginkgo & Sons: Sourced by'],
  });
  const credits = await world.crm.all('partner_credit', ['deal_id', 'name', 'partner_type', 'deal_name']);
  expect(credits.map(({ properties }) => properties).find(({ deal_id }) => deal_id === deal)).toMatchObject({
    name: 'Ginkgo & Sons · Website, part 1 · sourced',
    partner_type: 'reseller',
    deal_name: 'Website, part 1',
  });
  expect((await world.crm.read('referral', referral, ['partner_name'])).properties).toMatchObject({
    partner_name: 'Ginkgo & Sons',
  });
});
