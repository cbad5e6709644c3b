import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { readCredits } from '../../src/store/ledger.ts';
import { changeSetting } from '../../src/store/settings.ts';
import { createWorld, type World } from '../support/world.ts';
import { createDealCaller } from '../webhooks/ui/deal-caller.ts';
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

async function mayDecide(): Promise<void> {
  const change = { name: 'overriders', value: { userIds: ['7001'], teamIds: [] }, actor: 'Kim' } as const;
  await world.app.database.transaction((tx) => changeSetting(tx, world.portalId, change, new Date(0)));
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

test('a credit first written while its deal was deleted is linked to it once it is restored', async () => {
  const { client } = await referredClient('Aspen');
  const deal = await cast.deal('Project', [company(client)]);
  await world.settle();
  await cast.win(deal);
  await world.app.runNow('deal', world.portalId, [deal]);
  await world.crm.archive('deal', deal);
  await world.settle();
  expect(await creditsOf(deal)).toMatchObject([{ status: 'reversed', amount: '0.00' }]);
  await person.restore('deal', deal);
  await world.settle();
  expect(await creditsOf(deal)).toMatchObject([{ status: 'earned', amount: '1000.00' }]);
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

test('shares set by hand outlive the deletion of their deal, and hold again when it is restored', async () => {
  const { client, partner } = await referredClient('Elder');
  const other = await cast.partner('Elm');
  const deal = await cast.deal('Project', [company(client)]);
  await cast.win(deal);
  await world.settle();
  await mayDecide();
  const part = (id: string, share: string) => ({ partnerId: id, role: 'sourced', share });
  const credit = { kind: 'shares', shares: [part(partner.id, '60'), part(other.id, '40')] };
  const reason = { code: 'agreed_split', text: 'Both were in the room' };
  await createDealCaller(world).post(deal, 'override', { credit, reason });
  await world.settle();
  await world.crm.archive('deal', deal);
  await world.settle();
  expect((await creditsOf(deal)).map(({ status, amount }) => [status, amount])).toEqual([
    ['reversed', '0.00'],
    ['reversed', '0.00'],
  ]);
  await person.restore('deal', deal);
  await world.settle();
  const { credits, entries } = await dealBooks(world, deal);
  expect(credits).toEqual([
    'Elder sourced 2026-03 earned 60.00 % EUR 600.00 = 600.00 on 2026-03-02',
    'Elm sourced 2026-03 earned 40.00 % EUR 400.00 = 400.00 on 2026-03-02',
  ]);
  expect(entries.toSorted()).toEqual([
    'grant Elder sourced 2026-03 1000.00',
    'override Elder sourced 2026-03 -400.00',
    'override Elder sourced 2026-03 600.00',
    'override Elm sourced 2026-03 400.00',
    'override Elm sourced 2026-03 400.00',
    'reverse Elder sourced 2026-03 -600.00',
    'reverse Elm sourced 2026-03 -400.00',
  ]);
});

test('a commission that a person keeps is kept when the lost deal is deleted', async () => {
  const commission = { compensation_model: 'commission', commission_rate: '10', clawback_days: '5' };
  const partner = await cast.partner('Fir', { ...commission, agreement_status: 'signed' });
  const client = await cast.client('Client of Fir');
  await cast.referral({ partner, clients: [company(client)], on: TODAY });
  await world.settle();
  const deal = await cast.deal('Project', [company(client)]);
  await cast.win(deal);
  await world.settle();
  await world.advanceDays(10);
  await cast.lose(deal);
  await world.settle();
  const paid = async () => {
    const [credit] = await readCredits(world.app.database, world.portalId, [deal]);
    return [credit?.status, credit?.commission?.minor];
  };
  expect(await paid()).toEqual(['on_hold', 10_000n]);
  await mayDecide();
  const body = { partnerId: partner.id, role: 'sourced', decision: 'keep', reason: 'Not their fault' };
  await createDealCaller(world).post(deal, 'commission', body);
  await world.settle();
  expect(await paid()).toEqual(['earned', 10_000n]);
  await world.crm.archive('deal', deal);
  await world.settle();
  expect(await paid()).toEqual(['earned', 10_000n]);
});
