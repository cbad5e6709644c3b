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

test('a client with an open deal was already ours: refused, until a person accepts the known prospect', async () => {
  const partner = await cast.partner('Alder');
  const client = await cast.client('Client of Alder');
  const before = await cast.deal('Open before', [company(client)]);
  await world.advanceDays(1);
  const referral = await cast.referral({ partner, clients: [company(client)], on: '2026-03-03' });
  await world.settle();
  // Longer than the 90 days in which the referral itself would count as a touch.
  await world.advanceDays(100);
  const deal = await cast.deal('Project', [company(client)]);
  await cast.win(deal);
  await world.settle();
  expect(await dealBooks(world, deal)).toEqual({
    credits: [],
    entries: [],
    stamps: 'none: 0.00 / 0.00 / 0',
    reason: `No credit. Alder: the client was already ours when referred (deal ${before}; one reopened since then counts as open).`,
    labels: [],
  });
  const read = () => world.crm.read('referral', referral, ['pre_existing', 'status']);
  expect((await read()).properties).toMatchObject({ pre_existing: 'true', status: 'accepted' });

  await world.crm.update('referral', referral, { known_prospect_accepted: 'true' });
  await world.settle();
  expect(await dealBooks(world, deal)).toMatchObject({
    credits: ['Alder sourced 2026-06 earned 100.00 % EUR 1000.00 = 1000.00 on 2026-06-11'],
    stamps: 'sourced by Alder: 1000.00 / 0.00 / 0',
    labels: ['Alder: Sourced by'],
  });
  expect((await read()).properties).toMatchObject({ pre_existing: 'true', status: 'won' });
});

test('a deal that opens after the referral makes nobody pre-existing, also when it is judged again', async () => {
  const partner = await cast.partner('Birch');
  const client = await cast.client('Client of Birch');
  const referral = await cast.referral({ partner, clients: [company(client)], on: '2026-06-11' });
  const deal = await cast.deal('Project', [company(client)]);
  await cast.win(deal);
  await world.settle();
  await world.crm.update('referral', referral, { name: 'R-9' });
  await world.settle();
  expect((await world.crm.read('referral', referral, ['pre_existing'])).properties).toMatchObject({
    pre_existing: 'false',
  });
  expect((await dealBooks(world, deal)).stamps).toBe('sourced by Birch: 1000.00 / 0.00 / 0');
});

test('the window takes in its 180th day and not the 181st, and the referral expires', async () => {
  const [cedar, dogwood] = [
    await cast.partner('Cedar'),
    await cast.partner('Dogwood', { referral_window_days: '181' }),
  ];
  const [first, second] = [await cast.client('First'), await cast.client('Second')];
  const third = await cast.client('Third');
  const on = '2026-06-11';
  await cast.referral({ partner: cedar, clients: [company(first)], on });
  const late = await cast.referral({ partner: cedar, clients: [company(second)], on }, { name: 'R-2' });
  await cast.referral({ partner: dogwood, clients: [company(third)], on });
  await world.settle();
  await world.advanceDays(180);
  const inside = await cast.deal('Day 180', [company(first)]);
  await cast.win(inside);
  await world.settle();
  await world.advanceDays(1);
  const outside = await cast.deal('Day 181', [company(second)]);
  const longer = await cast.deal('Day 181 of 181', [company(third)]);
  await cast.win(outside);
  await cast.win(longer);
  await world.settle();
  expect((await dealBooks(world, inside)).reason).toContain('deal created 180 days later (window 180)');
  expect((await dealBooks(world, longer)).reason).toContain('deal created 181 days later (window 181)');
  expect(await dealBooks(world, outside)).toMatchObject({
    credits: [],
    stamps: 'none: 0.00 / 0.00 / 0',
    reason: 'No credit. Cedar: the deal began 9 Dec 2026, after the window of 180 days ended 8 Dec 2026.',
  });
  await world.app.nightly();
  await world.settle();
  expect((await world.crm.read('referral', late, ['status'])).properties).toMatchObject({
    status: 'expired',
  });
});
