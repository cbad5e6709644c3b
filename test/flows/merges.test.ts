import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { closePeriod, listPeriods } from '../../src/jobs/periods.ts';
import { createWorld, type World } from '../support/world.ts';
import { dealBooks } from './books.ts';
import { type Cast, company, createCast, type PartnerOnStage } from './cast.ts';
import { disagreements } from './disagreements.ts';
import { createPerson, type Person } from './person.ts';

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

const both = ['new', 'primary'] as const;
const today = () => new Date(world.sandbox.now()).toISOString().slice(0, 10);
const assume = (mergeId: 'new' | 'primary') => world.sandbox.control('POST', '/assume', { mergeId });

/** A client that the partner referred today, with a won deal. */
async function wonDeal(partner: PartnerOnStage, amount = '1000') {
  const client = await cast.client('Client');
  const referral = await cast.referral({ partner, clients: [company(client)], on: today() });
  const deal = await cast.deal('Project', [company(client)], { amount });
  await cast.win(deal);
  await world.settle();
  return { client, referral, deal };
}

/** Credits and stamps of a deal, without those that are reversed. */
async function stands(deal: string) {
  const { credits, stamps } = await dealBooks(world, deal);
  return { credits: credits.filter((line) => !line.includes(' reversed ')), stamps };
}

const totalOf = async (partner: string) =>
  (await world.crm.read('partner', partner, ['sourced_revenue_total'])).properties.sourced_revenue_total;

test.each(both)('the credits of two partners go on as those of one, when its id is %s', async (mergeId) => {
  await assume(mergeId);
  const [kept, absorbed] = [await cast.partner('Alder'), await cast.partner('Alder again')];
  const [first, second] = [await wonDeal(kept), await wonDeal(absorbed, '400')];
  const survivor = await person.merge('partner', kept.id, absorbed.id);
  await world.settle();
  expect(await stands(first.deal)).toEqual({
    credits: ['Alder sourced 2026-03 earned 100.00 % EUR 1000.00 = 1000.00 on 2026-03-02'],
    stamps: 'sourced by Alder: 1000.00 / 0.00 / 0',
  });
  expect(await stands(second.deal)).toEqual({
    credits: ['Alder sourced 2026-03 earned 100.00 % EUR 400.00 = 400.00 on 2026-03-02'],
    stamps: 'sourced by Alder: 400.00 / 0.00 / 0',
  });
  expect(await totalOf(survivor)).toBe('1400.00');
});

test.each(both)('two partners of one deal are one with all of it, when its id is %s', async (mergeId) => {
  await assume(mergeId);
  const [kept, absorbed] = [await cast.partner('Birch'), await cast.partner('Birch again')];
  const client = await cast.client('Client');
  await cast.referral({ partner: kept, clients: [company(client)], on: today() });
  const deal = await cast.deal('Project', [company(client)]);
  await cast.activity({ partner: absorbed, on: today(), links: [{ to: 'deal', id: deal }] });
  await cast.win(deal);
  await world.settle();
  expect((await stands(deal)).credits).toHaveLength(2);
  await person.merge('partner', kept.id, absorbed.id);
  await world.settle();
  expect(await stands(deal)).toEqual({
    credits: ['Birch sourced 2026-03 earned 100.00 % EUR 1000.00 = 1000.00 on 2026-03-02'],
    stamps: 'sourced by Birch: 1000.00 / 0.00 / 0',
  });
});

test.each(both)('of merged referrals one holds the claim, when its id is %s', async (mergeId) => {
  await assume(mergeId);
  const partner = await cast.partner('Cedar');
  const { client, referral, deal } = await wonDeal(partner);
  const twin = await cast.referral({ partner, clients: [company(client)], on: today() }, { name: 'R-2' });
  await world.settle();
  const survivor = await person.merge('referral', twin, referral);
  await world.settle();
  expect((await stands(deal)).credits).toEqual([
    'Cedar sourced 2026-03 earned 100.00 % EUR 1000.00 = 1000.00 on 2026-03-02',
  ]);
  const { properties } = await world.crm.read('referral', survivor, ['credited_amount', 'status']);
  expect(properties).toMatchObject({ credited_amount: '1000.00', status: 'won' });
});

test.each(both)('projects of merged clients are first and expansion, when its id is %s', async (mergeId) => {
  await assume(mergeId);
  const partner = await cast.partner('Dogwood');
  const [first, second] = [await wonDeal(partner), await wonDeal(partner, '400')];
  await person.merge('referral', first.referral, second.referral);
  await person.merge('company', first.client, second.client);
  await world.settle();
  expect((await stands(first.deal)).stamps).toBe('sourced by Dogwood: 1000.00 / 0.00 / 0');
  expect((await stands(second.deal)).stamps).toBe('sourced_expansion by Dogwood: 0.00 / 400.00 / 0');
});

test('what a closed month holds stays when deals are merged; the difference is posted to the present month', async () => {
  await assume('primary');
  const partner = await cast.partner('Elm');
  const { client, deal } = await wonDeal(partner);
  const twin = await cast.deal('Project, typed twice', [company(client)], { amount: '400' });
  await cast.win(twin);
  await world.settle();
  await world.advanceDays(31);
  const portal = await world.app.directory.get(world.portalId);
  const month = (await listPeriods(world.app, portal)).find((each) => each.month === '2026-03')?.month;
  if (month === undefined) throw new Error('nothing was posted in March');
  await closePeriod(world.app, portal, { month, actor: 'rae', force: false });
  await person.merge('deal', deal, twin);
  await world.settle();
  expect(await stands(deal)).toEqual({
    credits: ['Elm sourced 2026-03 earned 100.00 % EUR 1000.00 = 1000.00 on 2026-03-02'],
    stamps: 'sourced by Elm: 1000.00 / 0.00 / 0',
  });
  expect((await dealBooks(world, twin)).credits).toEqual([
    'Elm sourced_expansion 2026-03 earned 100.00 % EUR 400.00 = 400.00 on 2026-03-02',
    'Elm sourced_expansion 2026-04 earned 0.00 % EUR -400.00 = -400.00 on 2026-04-02',
  ]);
  const closed = (await listPeriods(world.app, portal)).find((each) => each.month === month);
  expect(closed?.sums.fingerprint).toBe(closed?.closed?.snapshot?.fingerprint);
});
