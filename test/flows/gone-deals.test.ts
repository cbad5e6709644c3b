import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { createWorld, type World } from '../support/world.ts';
import { dealBooks } from './books.ts';
import { type Cast, company, createCast } from './cast.ts';
import { disagreements } from './disagreements.ts';
import { createPerson, type Person } from './person.ts';

const TODAY = '2026-03-02';
let world: World;
let cast: Cast;
let person: Person;
beforeAll(async () => {
  world = await createWorld();
  cast = createCast(world.crm);
  person = await createPerson(world);
});
afterAll(() => world.stop());
afterEach(async () => expect(await disagreements(world)).toEqual([]));

async function referredClient(name: string) {
  const partner = await cast.partner(name);
  const client = await cast.client(`Client of ${name}`);
  const referral = await cast.referral({ partner, clients: [company(client)], on: TODAY });
  return { partner, client, referral };
}

async function creditsOf(deal: string) {
  const credits = await world.crm.all('partner_credit', ['deal_id', 'status', 'amount', 'reason']);
  return credits.map(({ properties }) => properties).filter((each) => each.deal_id === deal);
}

test('a deleted deal takes its credit with it, and a restored one brings it back', async () => {
  const { client, partner } = await referredClient('Alder');
  const deal = await cast.deal('Project', [company(client)]);
  await cast.win(deal);
  await world.settle();
  await world.crm.archive('deal', deal);
  await world.settle();
  expect(await creditsOf(deal)).toMatchObject([
    { status: 'reversed', amount: '0.00', reason: 'Reversed: The deal was deleted.' },
  ]);
  const total = async () =>
    (await world.crm.read('partner', partner.id, ['sourced_revenue_total', 'won_deals_total'])).properties;
  expect(await total()).toMatchObject({ sourced_revenue_total: '0.00', won_deals_total: '0' });
  await person.restore('deal', deal);
  await world.settle();
  expect(await dealBooks(world, deal)).toEqual({
    credits: ['Alder sourced 2026-03 earned 100.00 % EUR 1000.00 = 1000.00 on 2026-03-02'],
    entries: [
      'grant Alder sourced 2026-03 1000.00',
      'reverse Alder sourced 2026-03 -1000.00',
      'grant Alder sourced 2026-03 1000.00',
    ],
    stamps: 'sourced by Alder: 1000.00 / 0.00 / 0',
    reason:
      'Alder sourced this deal: referral R-1 accepted 2 Mar 2026, deal created the same day (window 180), won 2 Mar 2026 for EUR 1,000.00, primary model, policy v1.',
    labels: ['Alder: Sourced by'],
  });
  expect(await total()).toMatchObject({ sourced_revenue_total: '1000.00', won_deals_total: '1' });
});

test('a referral that is deleted takes its credit with it', async () => {
  const { client, referral } = await referredClient('Birch');
  const deal = await cast.deal('Project', [company(client)]);
  await cast.win(deal);
  await world.settle();
  await world.crm.archive('referral', referral);
  await world.settle();
  expect(await dealBooks(world, deal)).toMatchObject({
    credits: ['Birch sourced 2026-03 reversed 0.00 % EUR 0.00 = 0.00 on 2026-03-02'],
    stamps: 'none: 0.00 / 0.00 / 0',
    labels: [],
  });
});

test.each(['new', 'primary'] as const)(
  'of merged deals the one that lives on has the credit, once, when its id is %s',
  async (mergeId) => {
    await world.sandbox.control('POST', '/assume', { mergeId });
    const { client } = await referredClient(`Cedar ${mergeId}`);
    const first = await cast.deal('Website', [company(client)]);
    const second = await cast.deal('Website, typed twice', [company(client)], { amount: '400' });
    await cast.win(first);
    await cast.win(second);
    await world.settle();
    const survivor = await person.merge('deal', first, second);
    await world.settle();
    expect(await creditsOf(second)).toMatchObject([
      { status: 'reversed', amount: '0.00', reason: `Reversed: The deal was merged into deal ${survivor}.` },
    ]);
    expect(await dealBooks(world, survivor)).toMatchObject({
      credits: [`Cedar ${mergeId} sourced 2026-03 earned 100.00 % EUR 1000.00 = 1000.00 on 2026-03-02`],
      stamps: `sourced by Cedar ${mergeId}: 1000.00 / 0.00 / 0`,
      labels: [`Cedar ${mergeId}: Sourced by`],
    });
    const old = survivor === first ? [] : await creditsOf(first);
    expect(old.map(({ amount }) => amount)).toEqual(survivor === first ? [] : ['0.00']);
  },
);
