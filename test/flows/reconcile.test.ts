import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { runReconcile } from '../../src/cli/reconcile.ts';
import { createWorld, type World } from '../support/world.ts';
import { dealBooks } from './books.ts';
import { bulkTools } from './bulk-tools.ts';
import { type Cast, company, createCast } from './cast.ts';
import { disagreements } from './disagreements.ts';
import { fingerprint } from './fingerprint.ts';
import { createPerson } from './person.ts';

let world: World;
let cast: Cast;
let ids: { acme: string; north: string; deal: string; other: string; credit: string };
beforeAll(async () => {
  world = await createWorld();
  cast = createCast(world.crm);
  const acme = await cast.partner('Acme');
  const north = await cast.partner('Nordlicht');
  const client = company(await cast.client('Blue Ocean'));
  await cast.referral({ partner: acme, clients: [client], on: '2026-03-02' });
  const deal = await cast.deal('Website', [client], { amount: '8000' });
  const other = await cast.deal('Fair', [company(await cast.client('Green Hill'))], { amount: '3000' });
  await cast.activity({ partner: north, on: '2026-03-02', links: [{ to: 'deal', id: other }] });
  await cast.win(deal);
  await cast.win(other);
  await world.settle();
  const records = await world.crm.all('partner_credit', ['deal_id']);
  const credit = records.find(({ properties }) => properties.deal_id === deal)?.id ?? '';
  ids = { acme: acme.id, north: north.id, deal, other, credit };
});
afterAll(() => world.stop());

const run = async (apply = false) => {
  const lines: string[] = [];
  const add = (line: string) => void lines.push(line);
  const { deps, portal } = await bulkTools(world);
  const input = { apply, acceptDefaults: false, json: false };
  return { code: await runReconcile(deps, portal, input, { print: add, complain: add }), lines };
};
const lose = () => world.sandbox.control('POST', '/deliveries/drop', {});

test('where nothing was missed, everything agrees, and looking changes nothing', async () => {
  const before = await fingerprint(world);
  expect(await run()).toEqual({
    code: 0,
    lines: ['2 deals decided anew: ledger and HubSpot agree in everything.'],
  });
  expect(await fingerprint(world)).toEqual(before);
});

test('every kind of difference that no webhook told of is found, and put right with --apply', async () => {
  const person = await createPerson(world);
  await world.crm.update('deal', ids.other, { amount: '2500' });
  await world.crm.update('partner_credit', ids.credit, { amount_home: '1', status: 'waived' });
  await world.crm.update('deal', ids.deal, { partner_sourced_amount: '5', partner_source_name: 'Somebody' });
  await person.unlink('deal', ids.deal, 'partner', ids.acme);
  const stray = await world.crm.create(
    'partner_credit',
    { name: 'Odd', deal_id: ids.deal, status: 'earned', amount_home: '99' },
    [{ to: 'deal', id: ids.deal }],
  );
  await world.crm.update('partner', ids.acme, { sourced_revenue_total: '1' });
  await lose();

  const before = await fingerprint(world);
  const found = await run();
  expect(found).toEqual({
    code: 1,
    lines: [
      '2 deals decided anew: 7 differences (credit-record 1, stray-record 1, label 1, stamp 2, ledger 1, partner-total 1).',
      `  deal ${ids.deal}  credit-record: credit ${ids.deal}:${ids.acme}:sourced:2026-03 differs in status, amount_home`,
      `  deal ${ids.deal}  stray-record: credit record ${stray} is not in the ledger`,
      `  deal ${ids.deal}  label: partner ${ids.acme} lacks the label sourced`,
      `  deal ${ids.deal}  stamp: partner_source_name shows "Somebody"`,
      `  deal ${ids.deal}  stamp: partner_sourced_amount shows "5"`,
      `  deal ${ids.other}  ledger: partner ${ids.north} influenced has EUR 3,000.00, should have EUR 2,500.00`,
      `  partner ${ids.acme}  totals are not what the credits add up to`,
      'Nothing was changed. --apply puts it right.',
    ],
  });
  expect(await fingerprint(world)).toEqual(before);

  expect((await run(true)).code).toBe(0);
  await world.settle();
  expect((await dealBooks(world, ids.other)).credits).toEqual([
    'Nordlicht influenced 2026-03 earned 100.00 % EUR 2500.00 = 2500.00 on 2026-03-02',
  ]);
  expect((await world.crm.read('partner_credit', stray, ['amount_home', 'status'])).properties).toMatchObject(
    {
      status: 'reversed',
      amount_home: '0',
    },
  );
  expect(await run()).toEqual({
    code: 0,
    lines: ['2 deals decided anew: ledger and HubSpot agree in everything.'],
  });
  await world.crm.archive('partner_credit', stray);
  await world.settle();
  expect(await disagreements(world)).toEqual([]);
});

test('a record that is gone is made again', async () => {
  await world.crm.archive('partner_credit', ids.credit);
  await lose();
  expect((await run()).lines[1]).toMatch(/credit-record: the record of credit .* is gone$/);
  expect((await run(true)).code).toBe(0);
  await world.settle();
  expect((await run()).code).toBe(0);
  expect(await disagreements(world)).toEqual([]);
});

test('after a lost database nothing is posted until a person chose; closed months are taken over as they stand', async () => {
  const { database } = world.app;
  await world.advanceDays(40);
  const april = await cast.deal('Shop', [company(await cast.client('Red Rock'))], { amount: '100' });
  await cast.activity({
    partner: { id: ids.north, companyId: '' },
    on: '2026-04-11',
    links: [{ to: 'deal', id: april }],
  });
  await cast.win(april);
  await world.settle();
  // The power of a superuser, as losing a disk has.
  await database.transaction(async (tx) => {
    await tx.run("SET LOCAL session_replication_role = 'replica'");
    for (const table of [
      'ledger_entry',
      'credit',
      'deal',
      'closed_month',
      'audit',
      'finding',
      'partner',
      'referral',
    ])
      await tx.run(`DELETE FROM ${table}`);
  });
  await world.crm.update('deal', april, { amount: '110' });
  await world.sandbox.deliver({});
  await expect(run()).rejects.toThrow(/HubSpot has credits: nothing is posted\. Import the settings export/);

  const lines: string[] = [];
  const add = (line: string) => void lines.push(line);
  const { deps, portal } = await bulkTools(world);
  const input = { apply: true, acceptDefaults: true, json: false };
  expect(await runReconcile(deps, portal, input, { print: add, complain: add })).toBe(0);
  expect(lines[0]).toBe('2 credits of closed months taken into the ledger as they are.');
  await world.settle();
  expect((await dealBooks(world, ids.deal)).entries).toEqual(['grant Acme sourced 2026-03 8000.00']);
  expect((await dealBooks(world, april)).credits).toEqual([
    'Nordlicht influenced 2026-04 earned 100.00 % EUR 110.00 = 110.00 on 2026-04-11',
  ]);
  expect((await run()).lines).toEqual(['3 deals decided anew: ledger and HubSpot agree in everything.']);
  expect(await disagreements(world)).toEqual([]);
});
