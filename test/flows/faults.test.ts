import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { readParked } from '../../src/store/parked.ts';
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
afterEach(async () => {
  await world.sandbox.control('DELETE', '/faults');
  await world.sandbox.control('DELETE', '/rules');
});

async function openDeals(name: string, amounts: readonly string[]) {
  const partner = await cast.partner(name);
  const client = await cast.client(`Client of ${name}`);
  await cast.referral({ partner, clients: [company(client)], on: '2026-03-02' });
  const deals = [];
  for (const amount of amounts) {
    deals.push(await cast.deal('Project', [company(client)], { amount, description: 'Checked' }));
  }
  await world.settle();
  return deals;
}

test('a deal that an admin’s rule protects is credited all the same, parked with HubSpot’s words, and stops no other', async () => {
  const [plain = '', checked = ''] = await openDeals('Alder', ['1000', '300']);
  await world.crm.update('deal', plain, { description: '', dealstage: 'closedwon' });
  await cast.win(checked);
  await world.sandbox.control('POST', '/rules', {
    objectType: 'deals',
    when: { property: 'dealstage', value: 'closedwon' },
    require: ['description'],
  });
  await world.settle();
  const credited = ['Alder sourced 2026-03 earned 100.00 % EUR 1000.00 = 1000.00 on 2026-03-02'];
  expect(await dealBooks(world, plain)).toMatchObject({
    credits: credited,
    entries: ['grant Alder sourced 2026-03 1000.00'],
    stamps: 'sourced by Alder: 0.00 / 0.00 / 0',
    labels: ['Alder: Sourced by'],
  });
  expect((await dealBooks(world, checked)).stamps).toBe('sourced_expansion by Alder: 0.00 / 300.00 / 0');
  const parked = await readParked(world.app.database, world.portalId);
  expect(parked).toMatchObject([{ kind: 'write-back', recordId: plain, code: 'deal_stamp_refused' }]);
  expect(parked[0]?.message).toContain('description');

  await world.crm.update('deal', plain, { description: 'Filled in', amount: '1100' });
  await world.settle();
  expect(await dealBooks(world, plain)).toMatchObject({
    credits: ['Alder sourced 2026-03 earned 100.00 % EUR 1100.00 = 1100.00 on 2026-03-02'],
    stamps: 'sourced by Alder: 1100.00 / 0.00 / 0',
  });
  expect(await disagreements(world)).toEqual([]);
});

const tooMany = { status: 429, body: { policyName: 'TEN_SECONDLY_ROLLING', message: 'too many' } };
const FAULTS = {
  'too many calls, reading and writing': [
    { after: 2, times: 3, fault: { kind: 'status', ...tooMany } },
    { path: 'batch/(create|update)', fault: { kind: 'status', ...tooMany } },
  ],
  'faults before HubSpot wrote, and a locked record': [
    { path: 'batch/create', fault: { kind: 'status', status: 500 } },
    { path: '0-3/batch/update', fault: { kind: 'status', status: 423 } },
  ],
  'faults and cut lines after HubSpot wrote': [
    { path: 'batch/(create|update)', times: 4, applied: true, fault: { kind: 'status', status: 502 } },
    { path: 'batch', after: 9, times: 5, applied: true, fault: { kind: 'cut' } },
  ],
};

test('after every fault the books are those of an undisturbed run', async () => {
  const run = async (name: string) => {
    const deals = await openDeals(name, ['1000', '70.07']);
    for (const deal of deals) await cast.win(deal);
    await world.settle();
    await world.crm.update('deal', deals[0] ?? '', { amount: '900' });
    await cast.reopen(deals[1] ?? '');
    await world.settle();
    const books = await Promise.all(deals.map((deal) => dealBooks(world, deal)));
    return JSON.stringify(books).replaceAll(name, 'The partner');
  };
  const undisturbed = await run('Birch');
  for (const [what, faults] of Object.entries(FAULTS)) {
    for (const fault of faults) await world.sandbox.control('POST', '/faults', fault);
    const books = await run(`Cedar under ${what}`);
    expect({ what, books }).toEqual({ what, books: undisturbed });
    expect(await world.sandbox.control('GET', '/faults')).toEqual({ faults: [] });
  }
  expect(await disagreements(world)).toEqual([]);
}, 30_000);

test('what can never be read is parked alone, with the reason', async () => {
  const [good = '', bad = ''] = await openDeals('Dogwood', ['1000', '70']);
  await world.sandbox.control('POST', `/records/deals/${bad}/values`, {
    values: { hs_is_deal_split: 'perhaps' },
  });
  await cast.win(good);
  await cast.win(bad);
  await world.settle();
  expect((await dealBooks(world, good)).stamps).toBe('sourced by Dogwood: 1000.00 / 0.00 / 0');
  expect(await readParked(world.app.database, world.portalId)).toMatchObject([
    {
      kind: 'deal',
      recordId: bad,
      code: 'input-invalid',
      message: `record ${bad}: hs_is_deal_split has the unknown value "perhaps"`,
    },
  ]);
});
