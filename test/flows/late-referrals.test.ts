import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { createWorld, type World } from '../support/world.ts';
import { dealBooks } from './books.ts';
import { type Cast, company, createCast } from './cast.ts';
import { disagreements } from './disagreements.ts';

// Every deal of this file begins and is won on 2 March; referrals come on record in the weeks after.
let world: World;
let cast: Cast;
const deals = new Map<string, { deal: string; client: string }>();

beforeAll(async () => {
  world = await createWorld();
  cast = createCast(world.crm);
  for (const name of ['Alder', 'Birch', 'Cedar', 'Dogwood', 'Elm']) {
    const client = await cast.client(`Client of ${name}`);
    const deal = await cast.deal(`Project of ${name}`, [company(client)]);
    await cast.win(deal);
    deals.set(name, { deal, client });
  }
  await world.settle();
  await world.advanceDays(13);
});
afterAll(() => world.stop());
afterEach(async () => expect(await disagreements(world)).toEqual([]));

async function referLate(name: string, on: string, properties: Record<string, string> = {}) {
  const { deal, client } = deals.get(name) ?? { deal: '', client: '' };
  expect((await dealBooks(world, deal)).stamps).toBe('untouched: ? / ? / ?');
  const partner = await cast.partner(name);
  const referral = await cast.referral({ partner, clients: [company(client)], on }, properties);
  await world.settle();
  return { deal, referral };
}

test('a referral of the last two weeks is itself a dated touch: refused as the source, it influenced', async () => {
  const { deal } = await referLate('Cedar', '2026-03-02');
  expect(await dealBooks(world, deal)).toMatchObject({
    credits: ['Cedar influenced 2026-03 earned 100.00 % EUR 1000.00 = 1000.00 on 2026-03-02'],
    stamps: 'influenced by Cedar: 0.00 / 0.00 / 1000.00',
    labels: ['Cedar: Influenced by'],
  });
});

test('a referral on record 14 days after the deal began counts with a proof that is older than the deal', async () => {
  await world.advanceDays(1);
  const { deal, referral } = await referLate('Alder', '2026-02-10', { evidence_on: '2026-02-11' });
  expect(await dealBooks(world, deal)).toEqual({
    credits: ['Alder sourced 2026-03 earned 100.00 % EUR 1000.00 = 1000.00 on 2026-03-02'],
    entries: ['grant Alder sourced 2026-03 1000.00'],
    stamps: 'sourced by Alder: 1000.00 / 0.00 / 0',
    reason:
      'Alder sourced this deal: referral R-1 accepted 16 Mar 2026, deal created 14 days before (window 180), won 2 Mar 2026 for EUR 1,000.00, primary model, policy v1.',
    labels: ['Alder: Sourced by'],
  });
  expect(
    (await world.crm.read('referral', referral, ['accepted_on', 'window_ends_on', 'status'])).properties,
  ).toMatchObject({ accepted_on: '2026-03-16', window_ends_on: '2026-09-12', status: 'won' });
});

test('without such a proof it is refused, and the deal says why', async () => {
  const { deal, referral } = await referLate('Birch', '2026-02-10');
  const refused = {
    credits: [],
    entries: [],
    stamps: 'none: 0.00 / 0.00 / 0',
    reason:
      'No credit. Birch: entered 16 Mar 2026, after the deal began, without a proof dated 2 Mar 2026 or before.',
    labels: [],
  };
  expect(await dealBooks(world, deal)).toEqual(refused);
  await world.crm.update('referral', referral, { evidence_on: '2026-03-03' });
  await world.settle();
  expect(await dealBooks(world, deal)).toEqual(refused);
  await world.crm.update('referral', referral, { evidence_on: '2026-03-02' });
  await world.settle();
  expect((await dealBooks(world, deal)).stamps).toBe('sourced by Birch: 1000.00 / 0.00 / 0');
});

test('a referral that is declined later takes its credit with it', async () => {
  const { deal, referral } = await referLate('Dogwood', '2026-02-10', { evidence_on: '2026-02-11' });
  expect((await dealBooks(world, deal)).stamps).toBe('sourced by Dogwood: 1000.00 / 0.00 / 0');
  await world.crm.update('referral', referral, { status: 'declined' });
  await world.settle();
  expect(await dealBooks(world, deal)).toEqual({
    credits: ['Dogwood sourced 2026-03 reversed 0.00 % EUR 0.00 = 0.00 on 2026-03-02'],
    entries: ['grant Dogwood sourced 2026-03 1000.00', 'reverse Dogwood sourced 2026-03 -1000.00'],
    stamps: 'none: 0.00 / 0.00 / 0',
    reason: 'No credit. Dogwood: the referral is not accepted (status declined).',
    labels: [],
  });
  expect(
    (await world.crm.read('referral', referral, ['status', 'credited_amount'])).properties,
  ).toMatchObject({
    status: 'declined',
    credited_amount: null,
  });
});

test('a day later the claim deadline is over, and no proof helps', async () => {
  await world.advanceDays(1);
  const { deal } = await referLate('Elm', '2026-02-10', { evidence_on: '2026-02-11' });
  expect(await dealBooks(world, deal)).toEqual({
    credits: [],
    entries: [],
    stamps: 'none: 0.00 / 0.00 / 0',
    reason:
      'No credit. Elm: entered 17 Mar 2026, after the claim deadline 16 Mar 2026: a person may credit it.',
    labels: [],
  });
});
