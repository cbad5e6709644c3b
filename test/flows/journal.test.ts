import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { z } from 'zod';
import type { App } from '../../src/app.ts';
import { runPortalsDisconnect } from '../../src/cli/portals.ts';
import { recordingLog } from '../support/log.ts';
import type { World } from '../support/world.ts';
import { dealBooks } from './books.ts';
import { type Cast, company, createCast } from './cast.ts';
import { disagreements } from './disagreements.ts';
import { createPerson, type Person } from './person.ts';
import { createTwoPortals, type TwoPortals } from './portals-stage.ts';

const MINUTE = 60_000;
let stage: TwoPortals;
let one: World;
let other: World;
let another: App;
let cast: Cast;
let person: Person;
const { log, text } = recordingLog();
beforeAll(async () => {
  stage = await createTwoPortals(log);
  ({ one, other } = stage);
  await stage.install(one);
  await stage.install(other);
  another = await stage.anotherServer();
  cast = createCast(one.crm);
  person = await createPerson(one);
  await stage.app.lookAround();
});
afterAll(() => stage.stop());
afterEach(async () => expect([await disagreements(one), await disagreements(other)]).toEqual([[], []]));

async function referredDeal(name: string, world = one) {
  const people = createCast(world.crm);
  const partner = await people.partner(name);
  const client = await people.client(`Client of ${name}`);
  const on = new Date(world.sandbox.now()).toISOString().slice(0, 10);
  const referral = await people.referral({ partner, clients: [company(client)], on });
  const deal = await people.deal(`Project of ${name}`, [company(client)]);
  return { partner, client, referral, deal };
}

async function wonDeal(name: string, world = one) {
  const ids = await referredDeal(name, world);
  await createCast(world.crm).win(ids.deal);
  return ids;
}

/** Everything that there is to find is found; the sweep has no turn again for some minutes. */
async function calm(): Promise<void> {
  await stage.settle();
  for (const ms of [8 * MINUTE, MINUTE + 1]) {
    await stage.advance(ms);
    while ((await stage.app.lookAround()) > 0);
    await stage.settle();
  }
}

/** The webhooks of all that happened are lost; a minute goes by, in which no sweep has its turn. */
async function journalAlone(): Promise<void> {
  await one.sandbox.control('POST', '/deliveries/drop');
  const before = await callsOf(/search$/);
  await stage.advance(MINUTE + 1);
  while ((await stage.app.lookAround()) > 0);
  expect(await callsOf(/search$/)).toBe(before);
  await stage.settle();
}

const counts = z.object({ counts: z.record(z.string(), z.object({ calls: z.number() })) });
async function callsOf(pattern: RegExp): Promise<number> {
  const all = counts.parse(await one.sandbox.control('GET', '/requests?latest=0')).counts;
  return Object.entries(all).reduce((sum, [route, { calls }]) => sum + (pattern.test(route) ? calls : 0), 0);
}

/** The credits of a deal, also of one that is gone. */
async function stands(deal: string, { crm } = one): Promise<string[]> {
  const all = await crm.all('partner_credit', ['deal_id', 'partner_name', 'status', 'amount']);
  return all
    .filter(({ properties }) => properties.deal_id === deal)
    .map(({ properties: each }) => `${each.partner_name} ${each.status} ${each.amount}`)
    .toSorted();
}

const ignored = z.object({ reason: z.string(), subscription_type: z.string(), seen: z.bigint() });
const ignoredOf = (name: string) =>
  one.app.database.rows(
    (row) => ignored.parse(row),
    'SELECT reason, subscription_type, seen FROM ignored_event WHERE subscription_type = $1',
    [name],
  );

test('one account’s journal changes nothing in another, though all ids are the same', async () => {
  const [{ deal }, twin] = [await wonDeal('Iris'), await wonDeal('Iris', other)];
  expect(twin.deal).toBe(deal);
  await calm();
  await one.crm.archive('deal', deal);
  await journalAlone();
  expect([await stands(deal), await stands(deal, other), await ignoredOf('journal')]).toEqual([
    ...[['Iris reversed 0.00'], ['Iris earned 1000.00'], []],
  ]);
});

test('an account is subscribed to once, whoever looks and however often', async () => {
  const made = () => callsOf(/^POST \/webhooks-journal\/subscriptions/);
  expect(await made()).toBe(20);
  await stage.advance(61 * MINUTE);
  for (const app of [stage.app, another]) while ((await app.lookAround()) > 0);
  expect([await made(), await callsOf(/^DELETE \/webhooks-journal/)]).toEqual([20, 0]);
});

test.each([
  ['one end', 'one-end'],
  ['both ends', 'both-ends'],
])(
  'a win, a deletion, a cut and another link and a merge of which no webhook came are right after a minute, when an entry names %s of a link',
  async (_ends, journalAssociation) => {
    await one.sandbox.control('POST', '/assume', { journalAssociation });
    const won = await referredDeal('Alder');
    const deleted = await wonDeal('Birch');
    const relinked = await wonDeal('Cedar');
    const right = await cast.partner('Dogwood');
    const cut = await wonDeal('Elder');
    const [kept, absorbed] = [await wonDeal('Fir'), await wonDeal('Gorse')];
    await calm();

    await cast.win(won.deal);
    await one.crm.archive('deal', deleted.deal);
    await person.unlink('referral', relinked.referral, 'partner', relinked.partner.id);
    await one.crm.link('referral', relinked.referral, 'partner', right.id);
    await person.unlink('deal', cut.deal, 'company', cut.client);
    const survivor = await person.merge('deal', kept.deal, absorbed.deal);
    await journalAlone();

    expect(await Promise.all([won, deleted, cut].map(({ deal }) => stands(deal)))).toEqual([
      ...[['Alder earned 1000.00'], ['Birch reversed 0.00'], ['Elder reversed 0.00']],
    ]);
    expect((await dealBooks(one, relinked.deal)).labels).toEqual(['Dogwood: Sourced by']);
    expect(await Promise.all([kept.deal, absorbed.deal, survivor].map((id) => stands(id)))).toEqual([
      ...[['Fir reversed 0.00'], ['Gorse reversed 0.00'], ['Fir earned 1000.00', 'Gorse earned 0.00']],
    ]);
  },
);

test('what webhooks told of is read no second time, and one instance has the turn', async () => {
  const { deal } = await wonDeal('Hazel');
  await calm();
  await one.crm.update('deal', deal, { amount: '700' });
  await stage.settle();
  const reads = await callsOf(/batch\/read/);
  const asked = async (ms: number) => {
    await stage.advance(ms);
    const before = await callsOf(/journal-local/);
    await Promise.all([stage.app.lookAround(), another.lookAround()]);
    return (await callsOf(/journal-local/)) - before;
  };
  // Two accounts: the one has an entry and its end, the other its end.
  expect([await asked(0), await asked(MINUTE), await asked(30_000), await asked(30_000)]).toEqual([
    0, 3, 0, 2,
  ]);
  await stage.settle();
  expect(await callsOf(/batch\/read/)).toBe(reads);
});

test('a file that cannot be read is tried three times and passed over; what comes after it is read', async () => {
  const { deal, client } = await wonDeal('Juniper');
  await calm();
  await one.crm.update('company', client, { name: 'Renamed' });
  await one.sandbox.control('POST', '/journal/spoil');
  await one.crm.archive('deal', deal);
  await journalAlone();
  await journalAlone();
  expect(await stands(deal)).toEqual(['Juniper earned 1000.00']);
  await journalAlone();
  expect(await stands(deal)).toEqual(['Juniper reversed 0.00']);
  expect(await ignoredOf('journal.file')).toEqual([
    { reason: 'malformed', subscription_type: 'journal.file', seen: 1n },
  ]);
  expect(text()).toMatch(/"level":"error","message":"an entry of the journal was passed over/);
});

test('a place that HubSpot keeps no more is left for the beginning of what it keeps', async () => {
  const { deal } = await wonDeal('Larch');
  await calm();
  await stage.advance(3 * 24 * 60 * MINUTE);
  // The sweep has no turn here, so that what is found the journal has found.
  await one.app.database.run(`UPDATE turn SET due_at = $1 WHERE name <> 'journal'`, [
    new Date(one.sandbox.now() + 60 * MINUTE),
  ]);
  await one.crm.archive('deal', deal);
  await journalAlone();
  expect(await stands(deal)).toEqual(['Larch reversed 0.00']);
  expect(text()).toMatch(/HubSpot does not know our place in the journal/);
});

test('where every place is refused, the beginning is read again only once in a while', async () => {
  await wonDeal('Maple');
  await calm();
  const refused = { kind: 'status', status: 400 };
  await one.sandbox.control('POST', '/faults', {
    method: 'GET',
    path: '/next',
    times: 1_000,
    fault: refused,
  });
  const asked = async (ms: number) => {
    await stage.advance(ms);
    const before = await callsOf(/journal-local.*earliest/);
    while ((await stage.app.lookAround()) > 0);
    return (await callsOf(/journal-local.*earliest/)) - before;
  };
  // Two accounts, of which the other has nothing in its journal and no place.
  const often = [await asked(MINUTE + 1), await asked(MINUTE), await asked(MINUTE), await asked(3 * MINUTE)];
  await one.sandbox.control('DELETE', '/faults');
  expect(often).toEqual([2, 1, 1, 2]);
  await calm();
});

test('an account that leaves is subscribed to no more, and again when it comes back', async () => {
  await runPortalsDisconnect(stage.app.install, '1002', { print: () => {} });
  const ofOther = () => one.sandbox.journal.subscriptions.filter(({ portalId }) => portalId === '1002');
  expect(ofOther()).toEqual([]);
  await stage.install(other);
  await stage.advance(MINUTE + 1);
  await stage.app.lookAround();
  expect(ofOther()).toHaveLength(10);
});

test('no token and no signed address came into the log', () => {
  const traces = [/signature=/, /journal-files/, /access_token/, /Bearer /];
  expect(traces.filter((trace) => trace.test(text()))).toEqual([]);
});
