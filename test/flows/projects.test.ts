import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { createWorld, type World } from '../support/world.ts';
import { dealBooks } from './books.ts';
import { type Cast, company, contact, createCast } from './cast.ts';
import { disagreements } from './disagreements.ts';

let world: World;
let cast: Cast;
beforeAll(async () => {
  world = await createWorld();
  cast = createCast(world.crm);
});
afterAll(() => world.stop());
afterEach(async () => expect(await disagreements(world)).toEqual([]));

/** Wins deals one after the other, in one round of webhooks or each in its own. */
async function win(...deals: string[]) {
  for (const deal of deals) await cast.win(deal);
  await world.settle();
}

test('the second project of a client is expansion; when the first is reopened, the roles move', async () => {
  const partner = await cast.partner('Alder');
  const client = await cast.client('Client of Alder');
  await cast.referral({ partner, clients: [company(client)], on: '2026-03-02' });
  const first = await cast.deal('First', [company(client)]);
  await win(first);
  const second = await cast.deal('Second', [company(client)], { amount: '400' });
  await world.settle();
  expect((await dealBooks(world, second)).stamps).toBe('sourced_expansion by Alder: 0.00 / 0.00 / 0');
  await world.advanceDays(1);
  await win(second);
  expect(await dealBooks(world, second)).toEqual({
    credits: ['Alder sourced_expansion 2026-03 earned 100.00 % EUR 400.00 = 400.00 on 2026-03-03'],
    entries: ['grant Alder sourced_expansion 2026-03 400.00'],
    stamps: 'sourced_expansion by Alder: 0.00 / 400.00 / 0',
    reason:
      'Alder brought the client of this deal: referral R-1, first project won 2 Mar 2026, won 3 Mar 2026 for EUR 400.00, primary model, policy v1.',
    labels: ['Alder: Sourced by'],
  });

  await cast.reopen(first);
  await world.settle();
  expect(await dealBooks(world, second)).toMatchObject({
    credits: [
      'Alder sourced 2026-03 earned 100.00 % EUR 400.00 = 400.00 on 2026-03-03',
      'Alder sourced_expansion 2026-03 reversed 0.00 % EUR 0.00 = 0.00 on 2026-03-03',
    ],
    stamps: 'sourced by Alder: 400.00 / 0.00 / 0',
    labels: ['Alder: Sourced by'],
  });
  expect((await dealBooks(world, first)).stamps).toBe('sourced_expansion by Alder: 0.00 / 0.00 / 0');

  await world.advanceDays(1);
  await win(first);
  expect(await dealBooks(world, first)).toMatchObject({
    credits: [
      'Alder sourced 2026-03 reversed 0.00 % EUR 0.00 = 0.00 on 2026-03-02',
      'Alder sourced_expansion 2026-03 earned 100.00 % EUR 1000.00 = 1000.00 on 2026-03-04',
    ],
    stamps: 'sourced_expansion by Alder: 0.00 / 1000.00 / 0',
    labels: ['Alder: Sourced by'],
  });
  expect((await dealBooks(world, second)).stamps).toBe('sourced by Alder: 400.00 / 0.00 / 0');
});

test('of two projects won at once the earlier closed is the first, and neither was ever more', async () => {
  const partner = await cast.partner('Birch');
  const client = await cast.client('Client of Birch');
  await cast.referral({ partner, clients: [company(client)], on: '2026-03-04' });
  const later = await cast.deal('Later', [company(client)], { closedate: '2026-03-06T10:00:00Z' });
  const earlier = await cast.deal('Earlier', [company(client)], { closedate: '2026-03-05T10:00:00Z' });
  for (const [deal, closedate] of [
    [later, '2026-03-06T10:00:00Z'],
    [earlier, '2026-03-05T10:00:00Z'],
  ] as const) {
    await world.crm.update('deal', deal, { dealstage: 'closedwon', closedate });
  }
  await world.settle();
  expect((await dealBooks(world, earlier)).entries).toEqual(['grant Birch sourced 2026-03 1000.00']);
  expect((await dealBooks(world, later)).entries).toEqual(['grant Birch sourced_expansion 2026-03 1000.00']);
});

test('of two referrals the earliest accepted has the claim, and the other partner influenced', async () => {
  const [cedar, dogwood] = [await cast.partner('Cedar'), await cast.partner('Dogwood')];
  const client = await cast.client('Client of Cedar');
  const clients = [company(client)];
  await cast.referral(
    { partner: dogwood, clients, on: '2026-03-03' },
    { accepted_on: '2026-03-04', name: 'R-2' },
  );
  await cast.referral(
    { partner: cedar, clients, on: '2026-03-04' },
    { accepted_on: '2026-03-03', name: 'R-1' },
  );
  const deal = await cast.deal('Project', [company(client)]);
  await win(deal);
  expect(await dealBooks(world, deal)).toEqual({
    credits: [
      'Cedar sourced 2026-03 earned 100.00 % EUR 1000.00 = 1000.00 on 2026-03-04',
      'Dogwood influenced 2026-03 earned 0.00 % EUR 0.00 = 0.00 on 2026-03-04',
    ],
    entries: ['grant Cedar sourced 2026-03 1000.00', 'grant Dogwood influenced 2026-03 0.00'],
    stamps: 'sourced by Cedar with Dogwood: 1000.00 / 0.00 / 0',
    reason:
      'Cedar sourced this deal: referral R-1 accepted 3 Mar 2026, deal created 1 day later (window 180), won 4 Mar 2026 for EUR 1,000.00, primary model, policy v1. Dogwood influenced it (referral 3 Mar 2026).',
    labels: ['Cedar: Sourced by', 'Dogwood: Influenced by'],
  });
});

test('a deal that nobody referred is shared by the partners who touched it, by their dated touches', async () => {
  const [elm, fir] = [await cast.partner('Elm'), await cast.partner('Fir')];
  const ann = await cast.contact('ann@elm-client.example');
  const deal = await cast.deal('Project', [contact(ann)]);
  const links = [{ to: 'deal', id: deal }];
  await cast.activity({ partner: elm, on: '2026-03-03', links }, { kind: 'technical_validation' });
  await cast.activity({ partner: elm, on: '2026-03-04', links: [contact(ann)] }, { kind: 'joint_event' });
  await cast.activity(
    { partner: elm, on: '2026-03-04', links },
    { kind: 'joint_event', name: 'The same again' },
  );
  const call = await cast.activity({ partner: fir, on: '2026-03-04', links });
  await cast.activity({ partner: fir, on: '2026-03-04', links: [contact(ann)] }, { kind: 'mention' });
  await win(deal);
  expect(await dealBooks(world, deal)).toMatchObject({
    credits: [
      'Elm influenced 2026-03 earned 66.67 % EUR 666.67 = 666.67 on 2026-03-04',
      'Fir influenced 2026-03 earned 33.33 % EUR 333.33 = 333.33 on 2026-03-04',
    ],
    stamps: 'influenced by Elm; Fir: 0.00 / 0.00 / 1000.00',
    labels: ['Elm: Influenced by', 'Fir: Influenced by'],
  });
  await world.crm.update('partner_activity', call, { status: 'canceled' });
  await world.settle();
  expect(await dealBooks(world, deal)).toMatchObject({
    credits: [
      'Elm influenced 2026-03 earned 100.00 % EUR 1000.00 = 1000.00 on 2026-03-04',
      'Fir influenced 2026-03 reversed 0.00 % EUR 0.00 = 0.00 on 2026-03-04',
    ],
    stamps: 'influenced by Elm: 0.00 / 0.00 / 1000.00',
    labels: ['Elm: Influenced by'],
  });
});

test('a label that a person puts on a deal is a claim: shown, never credited, never taken off', async () => {
  const partner = await cast.partner('Ginkgo');
  const client = await cast.client('Client of nobody');
  const deal = await cast.deal('Project', [company(client)]);
  await world.crm.link('deal', deal, 'partner', partner.id);
  await win(deal);
  expect(await dealBooks(world, deal)).toMatchObject({ credits: [], stamps: 'untouched: ? / ? / ?' });
});

test('a project more than twelve months after the first needs a new referral', async () => {
  const partner = await cast.partner('Hazel');
  const client = await cast.client('Client of Hazel');
  await cast.referral({ partner, clients: [company(client)], on: '2026-03-04' });
  const first = await cast.deal('First', [company(client)]);
  await win(first);
  await world.advanceDays(365);
  const lastDay = await cast.deal('On the last day', [company(client)], { amount: '300' });
  await win(lastDay);
  await world.advanceDays(1);
  const tooLate = await cast.deal('A day too late', [company(client)]);
  await win(tooLate);
  expect((await dealBooks(world, lastDay)).stamps).toBe('sourced_expansion by Hazel: 0.00 / 300.00 / 0');
  expect(await dealBooks(world, tooLate)).toMatchObject({ credits: [], stamps: 'none: 0.00 / 0.00 / 0' });
});
