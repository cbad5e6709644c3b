import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { z } from 'zod';
import { listDeliveries } from '../../src/store/delivery-list.ts';
import { forgetInLedger } from '../../src/store/forgetting.ts';
import { createWorld, type World } from '../support/world.ts';
import { dealBooks } from './books.ts';
import { type Cast, company, contact, createCast, type PartnerOnStage } from './cast.ts';
import { disagreements } from './disagreements.ts';

let world: World;
let cast: Cast;
let partner: PartnerOnStage;
let person: string;
let referral: string;
let deal: string;
beforeAll(async () => {
  world = await createWorld();
  const { crm, settle } = world;
  cast = createCast(crm);
  partner = await cast.partner('Nordlicht');
  person = await crm.create('contact', {
    firstname: 'Ada',
    lastname: 'Lovelace',
    email: 'ada@lovelace.example',
  });
  referral = await cast.referral(
    { partner, clients: [contact(person)], on: '2026-03-02' },
    { name: 'Intro of Ada Lovelace' },
  );
  await settle();
  deal = await cast.deal('Engine', [contact(person)], { amount: '8000' });
  const touch = { partner, on: '2026-03-02', links: [contact(person)] };
  await cast.activity(touch);
  await cast.win(deal);
  await settle();
});
afterAll(() => world.stop());

/** Everything of the database, as text: who looks for a person looks everywhere. */
async function everythingStored(): Promise<string> {
  const { database } = world.app;
  const tables = await database.rows(
    (row) => z.object({ name: z.string() }).parse(row).name,
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`,
  );
  const dump: string[] = [];
  for (const table of tables) {
    const text = table === 'delivery' ? `convert_from(body, 'UTF8')` : `row_to_json(${table})::text`;
    dump.push(
      ...(await database.rows(
        (row) => `${table}: ${z.object({ text: z.string().nullable() }).parse(row).text}`,
        `SELECT ${text} AS text FROM ${table}`,
      )),
    );
  }
  return dump.join('\n');
}

const linesWith = async (word: string) =>
  (await everythingStored()).split('\n').filter((line) => line.includes(word));

test('a contact deleted for privacy is gone from everything stored; amounts and credits stay', async () => {
  const before = await dealBooks(world, deal);
  expect(before.credits).toHaveLength(1);
  expect(before.credits[0]).toContain('sourced 2026-03 earned 100.00 % EUR 8000.00');
  expect((await linesWith(person)).length).toBeGreaterThan(0);
  expect((await linesWith('Lovelace')).length).toBeGreaterThan(0);

  await world.sandbox.control('POST', `/records/contacts/${person}/privacy-delete`);
  await world.settle();

  expect(await linesWith(person)).toEqual([]);
  expect(await linesWith('Lovelace')).toEqual([]);
  const { properties } = await world.crm.read('referral', referral, ['name']);
  expect(properties.name).toBe('A client (from Nordlicht, 2026-03-02)');
  const after = await dealBooks(world, deal);
  expect({ ...after, reason: '' }).toEqual({ ...before, reason: '' });
  expect(after.reason).toBe(
    before.reason.replace('Intro of Ada Lovelace', 'A client (from Nordlicht, 2026-03-02)'),
  );
  expect(await disagreements(world)).toEqual([]);
  const listed = await listDeliveries(world.app.database, { limit: 100 });
  expect(new Set(listed.map(({ state }) => state))).toEqual(new Set(['expanded', 'forgotten']));
});

test('the credit that only the contact had linked follows the deal afterwards', async () => {
  await world.crm.update('deal', deal, { amount: '9000' });
  await world.settle();
  expect((await dealBooks(world, deal)).credits).toEqual([
    'Nordlicht sourced 2026-03 earned 100.00 % EUR 9000.00 = 9000.00 on 2026-03-02',
  ]);
});

test('a referral that does not name the contact keeps its name, and the company’s link counts as before', async () => {
  const client = await cast.client('Blue Ocean');
  const other = await world.crm.create('contact', { firstname: 'Grace', lastname: 'Hopper' });
  const clients = [company(client), contact(other)];
  const named = await cast.referral({ partner, clients, on: '2026-03-02' }, { name: 'Compilers' });
  await world.settle();
  const project = await cast.deal('Compiler', clients);
  await cast.win(project);
  await world.settle();
  await world.sandbox.control('POST', `/records/contacts/${other}/privacy-delete`);
  await world.settle();

  expect(await linesWith(other)).toEqual([]);
  expect((await world.crm.read('referral', named, ['name'])).properties.name).toBe('Compilers');
  expect((await linesWith('kept_evidence')).filter((line) => line.includes(project))).toEqual([]);
});

test('a name is gone from what was deleted before: the referral that named the person, and the deal it credited', async () => {
  const person = await world.crm.create('contact', { firstname: 'Katherine', lastname: 'Johnson' });
  const clients = [contact(person)];
  const named = { partner, clients, on: '2026-03-02' };
  const deleted = await cast.referral(named, { name: 'Intro of "Katherine" Johnson' });
  await world.settle();
  const project = await cast.deal('Orbit', clients);
  await cast.win(project);
  await world.settle();
  await world.crm.archive('deal', project);
  await world.crm.archive('referral', deleted);
  await world.settle();
  expect((await linesWith('Johnson')).map((line) => line.split(':')[0])).toEqual(
    expect.arrayContaining(['deal', 'referral']),
  );

  await world.sandbox.control('POST', `/records/contacts/${person}/privacy-delete`);
  await world.settle();
  expect(await linesWith('Johnson')).toEqual([]);
  expect(await linesWith(person)).toEqual([]);
});

test('the ledger lets a person go and nothing else', async () => {
  const { database } = world.app;
  const evidence = { contactId: '77', people: { contactIds: ['77', '78'] }, dealId: '77', words: 'Ada came' };
  await database.run(
    `INSERT INTO ledger_entry SELECT (jsonb_populate_record(e, jsonb_build_object('credit_key', 'k', 'evidence', $2::jsonb))).*
     FROM ledger_entry e WHERE deal_id = $1 LIMIT 1`,
    [deal, JSON.stringify(evidence)],
  );
  const change = (set: string) => () =>
    database.transaction(async (tx) => {
      await tx.run(`SELECT set_config('partnerships.forget', '{"contact":"77","from":"","to":""}', true)`);
      await tx.run(`UPDATE ledger_entry SET ${set} WHERE credit_key = 'k'`);
    });
  await expect(change('amount_minor = 1')()).rejects.toThrow('the ledger is append-only');
  await expect(change(`evidence = '{}'`)()).rejects.toThrow('the ledger is append-only');
  await expect(change(`evidence = without_person(evidence, '77', '', ''), share = 1`)()).rejects.toThrow(
    'the ledger is append-only',
  );
  await expect(database.run('DELETE FROM ledger_entry')).rejects.toThrow('the ledger is append-only');

  const rename = { from: 'Ada', to: 'A client' };
  const changed = await database.transaction((tx) =>
    forgetInLedger(tx, world.portalId, { contactId: '77', rename }),
  );
  expect(changed).toBe(1);
  expect(
    await database.rows((row) => row, `SELECT evidence FROM ledger_entry WHERE credit_key = 'k'`),
  ).toEqual([
    { evidence: { contactId: null, people: { contactIds: ['78'] }, dealId: '77', words: 'A client came' } },
  ]);
});
