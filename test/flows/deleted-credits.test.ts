import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { createWorld, type World } from '../support/world.ts';
import { type Cast, company, createCast } from './cast.ts';
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

async function creditedDeal(name: string) {
  const partner = await cast.partner(name);
  const client = await cast.client(`Client of ${name}`);
  await cast.referral({ partner, clients: [company(client)], on: '2026-03-02' });
  const deal = await cast.deal('Project', [company(client)]);
  await cast.win(deal);
  await world.settle();
  const [credit] = await recordsOf(deal);
  if (credit === undefined) throw new Error('the deal has no credit');
  return { deal, ...credit };
}

async function recordsOf(deal: string) {
  const all = await world.crm.all('partner_credit', ['deal_id', 'credit_key', 'sourced_amount_home']);
  return all
    .filter(({ properties }) => properties.deal_id === deal)
    .map(({ id, properties }) => ({
      id,
      key: properties.credit_key,
      amount: properties.sourced_amount_home,
    }));
}

test.each(['409', '400'] as const)(
  'a credit that a person deletes is made again, also when a taken key is answered with %s',
  async (uniqueConflictStatus) => {
    await world.sandbox.control('POST', '/assume', { uniqueConflictStatus });
    const { deal, id, key } = await creditedDeal(`Alder ${uniqueConflictStatus}`);
    await world.crm.archive('partner_credit', id);
    await world.settle();
    expect(await recordsOf(deal)).toMatchObject([{ key: `${key}:r2`, amount: '1000.00' }]);
    await world.crm.update('deal', deal, { amount: '1200' });
    await world.settle();
    expect(await recordsOf(deal)).toMatchObject([{ key: `${key}:r2`, amount: '1200.00' }]);
  },
);

test('a credit that is restored after all takes its place again, and counts once', async () => {
  const { deal, id, key } = await creditedDeal('Birch');
  await world.crm.archive('partner_credit', id);
  await world.settle();
  await world.crm.update('deal', deal, { amount: '700' });
  await world.settle();
  await person.restore('partner_credit', id);
  await world.settle();
  expect(await recordsOf(deal)).toEqual([{ id, key, amount: '700.00' }]);
});

test('where deleted records give their key back, the new record has it, and a restored one is not counted', async () => {
  await world.sandbox.control('POST', '/assume', { archivedBlocksUnique: 'no' });
  const { deal, id, key } = await creditedDeal('Cedar');
  await world.crm.archive('partner_credit', id);
  await world.settle();
  expect(await recordsOf(deal)).toMatchObject([{ key, amount: '1000.00' }]);
  await person.restore('partner_credit', id);
  await world.settle();
  expect(await recordsOf(deal)).toMatchObject([{ key, amount: '1000.00' }]);
});

test('credits that a person merges are two again', async () => {
  const [first, second] = [await creditedDeal('Dogwood'), await creditedDeal('Elm')];
  await person.merge('partner_credit', first.id, second.id);
  await world.settle();
  expect(await recordsOf(first.deal)).toMatchObject([{ key: first.key, amount: '1000.00' }]);
  expect(await recordsOf(second.deal)).toMatchObject([{ amount: '1000.00' }]);
});
