import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { createWorld, type World } from '../support/world.ts';
import { dealBooks } from './books.ts';
import { type Cast, company, contact, createCast } from './cast.ts';
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

const UNTOUCHED = { credits: [], entries: [], stamps: 'untouched: ? / ? / ?', reason: '', labels: [] };

test('a deal without a company is the client’s through its contact', async () => {
  const partner = await cast.partner('Alder');
  const ann = await cast.contact('ann@client.example');
  await cast.referral({ partner, clients: [contact(ann)], on: TODAY });
  const deal = await cast.deal('Project', [contact(ann)]);
  await cast.win(deal);
  await world.settle();
  expect(await dealBooks(world, deal)).toMatchObject({
    credits: ['Alder sourced 2026-03 earned 100.00 % EUR 1000.00 = 1000.00 on 2026-03-02'],
    stamps: 'sourced by Alder: 1000.00 / 0.00 / 0',
    labels: ['Alder: Sourced by'],
  });
});

test('a company that is linked after the win brings the credit, and takes it along when it is unlinked', async () => {
  const partner = await cast.partner('Birch');
  const client = await cast.client('Client of Birch');
  await cast.referral({ partner, clients: [company(client)], on: TODAY });
  const deal = await cast.deal('Project', []);
  await cast.win(deal);
  await world.settle();
  expect(await dealBooks(world, deal)).toEqual(UNTOUCHED);
  await world.crm.link('deal', deal, 'company', client);
  await world.settle();
  expect(await dealBooks(world, deal)).toMatchObject({
    credits: ['Birch sourced 2026-03 earned 100.00 % EUR 1000.00 = 1000.00 on 2026-03-02'],
    stamps: 'sourced by Birch: 1000.00 / 0.00 / 0',
    labels: ['Birch: Sourced by'],
  });
  await person.unlink('deal', deal, 'company', client);
  await world.settle();
  expect(await dealBooks(world, deal)).toEqual({
    credits: ['Birch sourced 2026-03 reversed 0.00 % EUR 0.00 = 0.00 on 2026-03-02'],
    entries: ['grant Birch sourced 2026-03 1000.00', 'reverse Birch sourced 2026-03 -1000.00'],
    stamps: 'none: 0.00 / 0.00 / 0',
    reason: 'No partner is linked to this deal.',
    labels: [],
  });
});

test('of two companies the primary one is the client', async () => {
  const cedar = await cast.partner('Cedar');
  const dogwood = await cast.partner('Dogwood');
  const [first, second] = [await cast.client('First'), await cast.client('Second')];
  await cast.referral({ partner: cedar, clients: [company(first)], on: TODAY });
  await cast.referral({ partner: dogwood, clients: [company(second)], on: TODAY });
  const deal = await cast.deal('Project', [company(first), company(second)]);
  await person.setPrimary(deal, second);
  await cast.win(deal);
  await world.settle();
  expect(await dealBooks(world, deal)).toMatchObject({
    credits: ['Dogwood sourced 2026-03 earned 100.00 % EUR 1000.00 = 1000.00 on 2026-03-02'],
    stamps: 'sourced by Dogwood: 1000.00 / 0.00 / 0',
    labels: ['Dogwood: Sourced by'],
  });
  await person.setPrimary(deal, first);
  await world.settle();
  expect(await dealBooks(world, deal)).toMatchObject({
    credits: [
      'Cedar sourced 2026-03 earned 100.00 % EUR 1000.00 = 1000.00 on 2026-03-02',
      'Dogwood sourced 2026-03 reversed 0.00 % EUR 0.00 = 0.00 on 2026-03-02',
    ],
    stamps: 'sourced by Cedar: 1000.00 / 0.00 / 0',
    labels: ['Cedar: Sourced by'],
  });
});

test('a partner’s own company is never the client', async () => {
  const elm = await cast.partner('Elm');
  const fir = await cast.partner('Fir');
  await cast.referral({ partner: elm, clients: [company(fir.companyId)], on: TODAY });
  await world.settle();
  const deal = await cast.deal('Project with Fir', [company(fir.companyId)]);
  await cast.win(deal);
  await world.settle();
  expect(await dealBooks(world, deal)).toEqual(UNTOUCHED);
});

test('a client that becomes a partner is called a partner from then on', async () => {
  const ginkgo = await cast.partner('Ginkgo');
  const client = await cast.client('Hazel');
  await cast.referral({ partner: ginkgo, clients: [company(client)], on: TODAY });
  const deal = await cast.deal('Project', [company(client)]);
  await cast.win(deal);
  await world.settle();
  expect((await dealBooks(world, deal)).stamps).toBe('sourced by Ginkgo: 1000.00 / 0.00 / 0');
  const role = async () =>
    (await world.crm.read('company', client, ['partnership_role', 'partner_referred_by'])).properties;
  expect(await role()).toMatchObject({ partnership_role: 'referred_client', partner_referred_by: 'Ginkgo' });
  await world.crm.create('partner', { name: 'Hazel', primary_type: 'reseller', stage: 'identified' }, [
    { to: 'company', id: client },
  ]);
  await world.settle();
  expect(await role()).toMatchObject({ partnership_role: 'partner', partner_referred_by: 'Ginkgo' });
});
