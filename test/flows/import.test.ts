import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { runImportProperty } from '../../src/cli/import.ts';
import { createWorld, type World } from '../support/world.ts';
import { dealBooks } from './books.ts';
import { bulkTools } from './bulk-tools.ts';
import { type Cast, company, contact, createCast, type PartnerOnStage } from './cast.ts';
import { disagreements } from './disagreements.ts';

let world: World;
let cast: Cast;
let acme: PartnerOnStage;
let north: PartnerOnStage;
let folder: string;
let deals: Record<'first' | 'later' | 'person' | 'nobody' | 'other', string>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'import-'));
  world = await createWorld();
  cast = createCast(world.crm);
  const { crm, sandbox } = world;
  await fetch(`${sandbox.url}/crm/properties/2026-09/0-3`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${sandbox.accessToken}` },
    body: JSON.stringify({
      ...{ name: 'referred_by', label: 'Referred by', type: 'string', fieldType: 'text' },
      groupName: 'dealinformation',
    }),
  }).then(async (answer) =>
    expect([answer.status, await answer.text()]).toMatchObject([201, expect.anything()]),
  );
  acme = await cast.partner('Acme');
  north = await cast.partner('Nordlicht Digital GmbH');
  const ocean = await cast.client('Blue Ocean');
  const hill = await cast.client('Green Hill');
  const kim = await cast.contact('kim@example.com');
  // Closed before the app was there, and entered now: history.
  const won = (amount: string, by: string, closedate: string) => ({
    ...{ amount, dealstage: 'closedwon', referred_by: by, closedate: `${closedate}T10:00:00Z` },
  });
  const first = await cast.deal('Website', [company(ocean)], won('8000', 'ACME', '2025-11-03'));
  deals = {
    first,
    later: await cast.deal('Shop', [company(ocean)], won('2000', 'Acme', '2026-01-15')),
    person: await cast.deal('Logo', [contact(kim)], won('500', 'Nordlicht Digital', '2025-12-01')),
    nobody: await cast.deal('Loose', [], won('100', 'Acme', '2025-12-01')),
    other: await cast.deal('App', [company(hill)], won('3000', 'Trade fair', '2025-12-01')),
  };
  await crm.create('deal', { dealname: 'None', pipeline: 'default', dealstage: 'closedwon' });
  await world.settle();
});
afterAll(async () => {
  await world.stop();
  await rm(folder, { recursive: true });
});

const run = async (input: { mapping?: string; apply?: boolean; property?: string; json?: boolean }) => {
  const lines: string[] = [];
  const add = (line: string) => void lines.push(line);
  const { deps, portal } = await bulkTools(world);
  const { property = 'deals.referred_by', mapping, apply = false, json = false } = input;
  const code = await runImportProperty(
    deps,
    portal,
    {
      property,
      mapping: mapping === undefined ? undefined : join(folder, mapping),
      apply,
      json,
      actor: 'Kim',
    },
    { print: add, complain: add },
  );
  return { code, lines };
};

test('the preview lists every value with what hangs on it, and writes nothing', async () => {
  const { code, lines } = await run({});
  expect(code).toBe(0);
  expect(lines).toEqual([
    'Values of deals.referred_by',
    '  "ACME" (1 deal, EUR 8,000.00 won): Acme',
    '  "Acme" (1 deal, EUR 2,000.00 won): Acme',
    '  "Nordlicht Digital" (1 deal, EUR 500.00 won): ? perhaps Nordlicht Digital GmbH',
    '  "Trade fair" (1 deal, EUR 3,000.00 won): ?',
    '',
    '1 referral would be made:',
    '  Acme: 1 new, 0 there already; 2 deals, sourced EUR 8,000.00, expansion EUR 2,000.00',
    `Deal ${deals.nobody} (Acme) has neither company nor contact: link one to it first.`,
    '2 values mean no partner yet. Add --mapping FILE: it is written, you fill in partner_id, and run this again.',
    'Nothing was written. Add --apply to make the referrals.',
  ]);
  expect(await world.crm.all('referral', ['name'])).toEqual([]);
});

test('a property that is not there, or no property at all, is said so', async () => {
  await expect(run({ property: 'deals.brought_by' })).rejects.toThrow(
    'There is no property brought_by on deal records.',
  );
  await expect(run({ property: 'tickets.x' })).rejects.toThrow('is not like deals.referred_by');
});

test('what a person fills in decides, and one referral is made per client and partner', async () => {
  await run({ mapping: 'values.csv' });
  const path = join(folder, 'values.csv');
  const file = await readFile(path, 'utf8');
  expect(file.split('\n')[0]).toBe('value,label,deals,won,partner_id,suggested_id,suggested');
  await writeFile(join(folder, 'bad.csv'), 'value,partner_id\nAcme,99\n');
  await expect(run({ mapping: 'bad.csv' })).rejects.toThrow('line 2: there is no partner 99');
  await writeFile(path, file.replace(`500.00,,${north.id}`, `500.00,${north.id},`));
  expect(await run({ mapping: 'values.csv', apply: true })).toEqual({
    code: 0,
    lines: ['2 referrals made. Run "backfill" to credit the deals.'],
  });
  await world.settle();
  const referrals = await world.crm.all('referral', [
    'name',
    'referral_key',
    'referred_on',
    'accepted_on',
    'status',
  ]);
  expect(
    referrals.map(({ properties }) => properties).sort((a, b) => ((a.name ?? '') < (b.name ?? '') ? -1 : 1)),
  ).toMatchObject([
    { name: 'Blue Ocean (from Acme)', referred_on: '2025-11-03', accepted_on: '2025-11-03', status: 'won' },
    { name: 'Client of 1 Dec 2025 (from Nordlicht Digital GmbH)', referred_on: '2025-12-01' },
  ]);
  expect((await dealBooks(world, deals.first)).stamps).toBe('sourced by Acme: 8000.00 / 0.00 / 0');
  expect((await dealBooks(world, deals.later)).stamps).toBe('sourced_expansion by Acme: 0.00 / 2000.00 / 0');
  expect((await dealBooks(world, deals.person)).stamps).toBe(
    'sourced by Nordlicht Digital GmbH: 500.00 / 0.00 / 0',
  );
  expect((await dealBooks(world, deals.other)).stamps).toBe('untouched: ? / ? / ?');
  expect(await disagreements(world)).toEqual([]);

  const again = await run({ mapping: 'values.csv', apply: true });
  expect(again.lines).toEqual(['0 referrals made. Run "backfill" to credit the deals.']);
  expect(acme.id).not.toBe(north.id);
});
