import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createRequest } from '../../src/hubspot/request.ts';
import { applySchema, createSchemaPort, planSchema, wantedSchema } from '../../src/hubspot/schema/index.ts';
import { createServer } from '../../webhooks/server.ts';
import { createSandbox } from '../sandbox/index.ts';
import { type Assumptions, assumptionsSchema, defaultAssumptions } from '../sandbox/state/assumptions.ts';
import { configFor, createWorld, PUBLIC_URL, type World } from '../support/world.ts';
import { dealBooks } from './books.ts';
import { type Cast, company, createCast } from './cast.ts';
import { disagreements } from './disagreements.ts';
import { createPerson, type Person } from './person.ts';

const TODAY = '2026-03-02';
const PROJECT = fileURLToPath(new URL('../../extensions', import.meta.url));
let world: World;
let cast: Cast;
let person: Person;
beforeAll(async () => {
  world = await createWorld();
  cast = createCast(world.crm);
  person = await createPerson(world);
});
afterAll(() => world.stop());

/** What a money flow leaves behind, without ids: the same story has the same ending. */
type Ending = {
  /** The company came after the win: what the books said then. */
  readonly lateCompany: readonly string[];
  readonly credits: readonly string[];
  readonly stamps: string;
  readonly labels: readonly string[];
  readonly totals: Record<string, string | null>;
  readonly referral: Record<string, string | null>;
  readonly disagreements: readonly string[];
};

/** Everything that is due, then what comes up to ten seconds late. */
async function settle(): Promise<void> {
  await world.settle();
  await world.sandbox.advance(10_000);
  await world.settle();
}

async function play(): Promise<Ending> {
  const { crm } = world;
  const partner = await cast.partner('Alder');
  const client = await cast.client('Client');
  const referral = await cast.referral({ partner, clients: [company(client)], on: TODAY });
  const first = await cast.deal('First', [company(client)], { amount: '1000', deal_currency_code: 'USD' });
  await settle();
  await cast.win(first);
  await settle();
  await crm.update('deal', first, { amount: '1500.50' });
  await settle();
  await cast.reopen(first);
  await settle();
  await cast.win(first);
  const second = await cast.deal('Second', [], { amount: '500' });
  await cast.win(second);
  await settle();
  await crm.link('deal', second, 'company', client);
  await settle();
  const lateCompany = (await dealBooks(world, second)).credits;
  const survivor = await person.merge('deal', first, second);
  await settle();
  return { lateCompany, ...(await endingOf(partner.id, referral, [...new Set([survivor, first, second])])) };
}

async function endingOf(partner: string, referral: string, deals: readonly string[]) {
  const books = await Promise.all(deals.map((deal) => dealBooks(world, deal)));
  const [survivor] = books;
  const { crm } = world;
  const totals = ['sourced_revenue_total', 'won_deals_total', 'sourced_revenue_qtd'];
  const partnerNow = await crm.read('partner', partner, totals);
  const referralNow = await crm.read('referral', referral, ['status', 'credited_amount']);
  const ofNames = ({ properties }: { properties: Record<string, string | null> }, names: string[]) =>
    Object.fromEntries(names.map((name) => [name, properties[name] ?? null]));
  return {
    credits: books.flatMap(({ credits }) => credits).filter((line) => !line.includes(' reversed ')),
    stamps: survivor?.stamps ?? '',
    labels: survivor?.labels ?? [],
    totals: ofNames(partnerNow, totals),
    referral: ofNames(referralNow, ['status', 'credited_amount']),
    disagreements: await disagreements(world),
  };
}

async function playUnder(assumed: Partial<Assumptions>): Promise<Ending> {
  await world.sandbox.control('POST', '/assume', assumed);
  try {
    return await play();
  } finally {
    await world.sandbox.control('POST', '/assume', defaultAssumptions());
  }
}

test('default', async () => {
  console.time('flow');
  console.log(await play());
  console.timeEnd('flow');
});
const all = Object.entries(assumptionsSchema.shape).flatMap(([name, values]) =>
  values.options.slice(1).map((value) => [name, value] as const),
);
test.each(all)('%s %s', async (name, value) => {
  if (value === 'v1') return;
  expect(await playUnder({ [name]: value })).toEqual({});
});
void [
  createRequest,
  applySchema,
  createSchemaPort,
  planSchema,
  wantedSchema,
  createServer,
  createSandbox,
  configFor,
  PUBLIC_URL,
  PROJECT,
];
