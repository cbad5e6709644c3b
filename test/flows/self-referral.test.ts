import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { createWorld, type World } from '../support/world.ts';
import { dealBooks } from './books.ts';
import { type Cast, company, contact, createCast } from './cast.ts';
import { disagreements } from './disagreements.ts';
import { findingsOn } from './referral-findings.ts';

let world: World;
let cast: Cast;
beforeAll(async () => {
  world = await createWorld();
  cast = createCast(world.crm);
});
afterAll(() => world.stop());
afterEach(async () => expect(await disagreements(world)).toEqual([]));

test('a partner that refers a client of its own domain is credited all the same, and it is told', async () => {
  const partner = await cast.partner('Alder');
  await world.crm.update('company', partner.companyId, { domain: 'alder.example' });
  const client = await cast.client('Alder Labs');
  await world.crm.update('company', client, { domain: 'www.alder.example' });
  const referral = await cast.referral({ partner, clients: [company(client)], on: '2026-03-02' });
  await world.settle();
  const words =
    'Referral R-1: client and partner share the domain alder.example. It is credited all the same.';
  expect(await findingsOn(world, referral)).toEqual({ stamped: 'self_referral', words: [words] });

  const deal = await cast.deal('Project', [company(client)]);
  await cast.win(deal);
  await world.settle();
  expect((await dealBooks(world, deal)).stamps).toBe('sourced by Alder: 1000.00 / 0.00 / 0');
  const { properties } = await world.crm.read('deal', deal, ['partner_findings']);
  expect(properties.partner_findings).toBe('self_referral');

  // The night finds the same, and no more.
  await world.advanceDays(1);
  await world.app.nightly();
  await world.settle();
  expect(await findingsOn(world, referral)).toEqual({ stamped: 'self_referral', words: [words] });
});

test('a person who is the contact of client and partner ties them; a mailbox provider does not', async () => {
  const partner = await cast.partner('Birch');
  await world.crm.update('company', partner.companyId, { domain: 'gmail.com' });
  const ann = await cast.contact('ann@gmail.com');
  const bob = await cast.contact('bob@gmail.com');
  await world.crm.link('partner', partner.id, 'contact', ann);
  const own = await cast.referral({ partner, clients: [contact(ann)], on: '2026-03-03' });
  const other = await cast.referral({ partner, clients: [contact(bob)], on: '2026-03-03' });
  await world.settle();
  const words = `Referral R-1: client and partner share contact ${ann}. It is credited all the same.`;
  expect(await findingsOn(world, own)).toEqual({ stamped: 'self_referral', words: [words] });
  expect(await findingsOn(world, other)).toEqual({ stamped: '', words: [] });
});
