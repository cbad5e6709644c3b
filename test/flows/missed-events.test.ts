import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { z } from 'zod';
import { createWorld, type World } from '../support/world.ts';
import { dealBooks } from './books.ts';
import { type Cast, company, createCast } from './cast.ts';
import { disagreements } from './disagreements.ts';
import { createPerson, type Person } from './person.ts';

const DAY = 86_400_000;
const MINUTE = 60_000;
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

async function lose(): Promise<void> {
  await world.sandbox.control('POST', '/deliveries/drop');
}

/** A night goes by, without a sweep. */
async function night(): Promise<void> {
  await world.sandbox.advance(DAY);
  expect(await world.app.nightly()).toEqual([world.portalId]);
  await world.settle();
}

async function wonDeal(name: string) {
  const partner = await cast.partner(name);
  const client = await cast.client(`Client of ${name}`);
  const referral = await cast.referral({ partner, clients: [company(client)], on: TODAY });
  const deal = await cast.deal(`Project of ${name}`, [company(client)]);
  await cast.win(deal);
  await world.settle();
  return { partner, client, referral, deal };
}

const creditOf = async (deal: string) => {
  const all = await world.crm.all('partner_credit', ['deal_id', 'status', 'amount']);
  return all.find(({ properties }) => properties.deal_id === deal);
};

test('a link to another partner of which no event came is credited after one night', async () => {
  const { referral, partner, deal } = await wonDeal('Alder');
  const right = await cast.partner('Birch');
  await world.settle();
  await person.unlink('referral', referral, 'partner', partner.id);
  await world.crm.link('referral', referral, 'partner', right.id);
  await lose();
  await night();
  expect(await dealBooks(world, deal)).toMatchObject({ labels: ['Birch: Sourced by'] });
});

test('a deal that was linked to a referred client without an event is credited after one night', async () => {
  const { client } = await wonDeal('Cedar');
  const deal = await cast.deal('Nobody’s project', []);
  await cast.win(deal);
  await world.settle();
  await world.crm.link('deal', deal, 'company', client);
  await lose();
  await night();
  expect(await dealBooks(world, deal)).toMatchObject({ labels: ['Cedar: Sourced by'] });
});

test('a deletion of which no event came takes the credit with it after one night', async () => {
  const { deal } = await wonDeal('Dogwood');
  await world.crm.archive('deal', deal);
  await lose();
  await night();
  expect((await creditOf(deal))?.properties).toMatchObject({ status: 'reversed', amount: '0.00' });
});

test('values of ours that somebody typed over are put back after one night, and counted', async () => {
  const { deal, partner } = await wonDeal('Elder');
  const credit = (await creditOf(deal))?.id ?? '';
  await world.crm.update('partner_credit', credit, {
    amount: '1',
    amount_home: '1',
    sourced_amount_home: '1',
  });
  await world.crm.update('deal', deal, { partner_sourced_amount: '7', partner_source_name: 'Somebody' });
  await world.crm.update('partner', partner.id, { sourced_revenue_total: '5' });
  await lose();
  await night();
  expect(await dealBooks(world, deal)).toMatchObject({
    credits: ['Elder sourced 2026-03 earned 100.00 % EUR 1000.00 = 1000.00 on 2026-03-05'],
    stamps: 'sourced by Elder: 1000.00 / 0.00 / 0',
  });
  const counted = await world.app.database.rows(
    (row) => z.object({ line: z.string() }).parse(row).line,
    `SELECT concat(object, '.', property, ' ', seen) AS line FROM put_back ORDER BY line`,
  );
  expect(counted).toEqual([
    'deal.partner_source_name 1',
    'deal.partner_sourced_amount 1',
    'partner.sourced_revenue_total 1',
    'partner_credit.amount 1',
    'partner_credit.amount_home 1',
    'partner_credit.sourced_amount_home 1',
  ]);
});

test('deals in a stage that becomes won are credited within an hour, and lose it when it ceases to be', async () => {
  const partner = await cast.partner('Fir');
  const client = await cast.client('Client of Fir');
  await cast.referral({ partner, clients: [company(client)], on: '2026-03-06' });
  const deal = await cast.deal('Signed', [company(client)], {
    dealstage: 'contractsent',
    closedate: '1772800000000',
  });
  await world.settle();
  const look = async () => {
    await world.sandbox.advance(61 * MINUTE);
    await world.app.lookAround();
    // Until every instance knows what the stage means, work on the deal decides as before, and is no last word.
    await world.settle();
    await world.sandbox.advance(7 * MINUTE);
    await world.app.lookAround();
    await world.settle();
    return (await dealBooks(world, deal)).labels;
  };
  expect(await look()).toEqual([]);
  const stage = (isClosed: string, probability: string) =>
    person.changeStage('default', 'contractsent', { isClosed, probability });
  await stage('true', '1.0');
  expect(await look()).toEqual(['Fir: Sourced by']);
  await stage('false', '0.9');
  expect(await look()).toEqual([]);
});

test('a deal that is worked on before the new meaning of its stage is known everywhere is looked at again', async () => {
  const partner = await cast.partner('Alder Grove');
  const client = await cast.client('Client of Alder Grove');
  await cast.referral({ partner, clients: [company(client)], on: '2026-03-06' });
  const deal = await cast.deal('Half signed', [company(client)], {
    dealstage: 'decisionmakerboughtin',
    closedate: '1772800000000',
  });
  await world.settle();
  await world.app.lookAround();
  await world.sandbox.advance(59 * MINUTE);
  const touch = () => world.app.queue.enqueue([{ kind: 'deal', portalId: world.portalId, recordId: deal }]);
  await touch();
  await world.settle();
  await person.changeStage('default', 'decisionmakerboughtin', { isClosed: 'true', probability: '1.0' });
  await world.sandbox.advance(2 * MINUTE);
  await touch();
  await world.app.lookAround();
  await world.settle();
  expect((await dealBooks(world, deal)).labels).toEqual([]);
  await world.sandbox.advance(7 * MINUTE);
  await world.app.lookAround();
  await world.settle();
  expect((await dealBooks(world, deal)).labels).toEqual(['Alder Grove: Sourced by']);
});

test('the day a partnership ended is filled in, and goes when the partner comes back', async () => {
  const partner = await cast.partner('Gorse');
  await world.settle();
  const endedOn = async () => (await world.crm.read('partner', partner.id, ['ended_on'])).properties.ended_on;
  await world.crm.update('partner', partner.id, { stage: 'ended' });
  await world.sandbox.advance(2 * DAY);
  await world.settle();
  expect(await endedOn()).toBe('2026-03-06');
  await world.crm.update('partner', partner.id, { stage: 'active' });
  await world.settle();
  expect(await endedOn()).toBeNull();
  await world.crm.update('partner', partner.id, { ended_on: '2026-02-01' });
  await world.settle();
  await world.crm.update('partner', partner.id, { agreement_status: 'terminated' });
  await world.settle();
  await world.crm.update('partner', partner.id, { agreement_status: 'signed' });
  await world.settle();
  expect(await endedOn()).toBe('2026-02-01');
});
