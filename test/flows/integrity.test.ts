import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { runIntegrity } from '../../src/cli/integrity.ts';
import { readFindings } from '../../src/store/integrity.ts';
import { createWorld, type World } from '../support/world.ts';
import { bulkTools } from './bulk-tools.ts';
import { type Cast, company, createCast, type PartnerOnStage } from './cast.ts';
import { disagreements } from './disagreements.ts';

let world: World;
let cast: Cast;
let acme: PartnerOnStage;
let deal: string;
let writes: string[] = [];
beforeAll(async () => {
  world = await createWorld({
    onCall: ({ route }) => {
      if (!route.endsWith('/batch/read')) writes.push(route);
    },
  });
  cast = createCast(world.crm);
  acme = await cast.partner('Acme');
  const client = company(await cast.client('Blue Ocean'));
  await cast.referral({ partner: acme, clients: [client], on: '2026-03-02' });
  deal = await cast.deal('Website', [client], { amount: '8000' });
  await cast.win(deal);
  await world.settle();
});
afterAll(() => world.stop());

const check = async () => {
  const lines: string[] = [];
  const add = (line: string) => void lines.push(line);
  const { deps, portal } = await bulkTools(world);
  const code = await runIntegrity(deps, portal, { json: false }, { print: add, complain: add });
  await world.settle();
  return { code, lines };
};
const stampOf = async (kind: string, id: string, name = 'integrity_findings') =>
  (await world.crm.read(kind, id, [name])).properties[name];

test('where all is well every check passes, and nothing is written', async () => {
  writes = [];
  expect(await check()).toEqual({ code: 0, lines: ['Every check passed: nothing to look at.'] });
  expect(writes).toEqual([]);
});

test('partners that are there twice are told on both, and no longer once one is gone', async () => {
  await world.crm.update('company', acme.companyId, { domain: 'acme.example' });
  const twin = await cast.partner('Acme Ltd');
  await world.crm.update('company', twin.companyId, { domain: 'ACME.example' });
  const second = await world.crm.create('partner', { name: 'Acme again', stage: 'active' }, [
    { to: 'company', id: acme.companyId },
  ]);
  await world.settle();
  expect(await check()).toEqual({
    code: 0,
    lines: [
      'duplicate_partner: 3 records',
      `  partner ${acme.id}: Acme has the same domain as Acme Ltd, Acme again.`,
      `  partner ${twin.id}: Acme Ltd has the same domain as Acme, Acme again.`,
      `  partner ${second}: Acme again has the same domain as Acme, Acme Ltd.`,
      'second_partner_of_company: 2 records',
      `  partner ${acme.id}: Acme belongs to the same company as Acme again. The company is held by Acme, the older record.`,
      `  partner ${second}: Acme again belongs to the same company as Acme. The company is held by Acme, the older record.`,
    ],
  });
  expect(await stampOf('partner', acme.id)).toBe('duplicate_partner;second_partner_of_company');
  // The company's key is unique: the younger goes without it, and has all the rest.
  expect(await stampOf('partner', acme.id, 'partner_key')).toBe(acme.companyId);
  expect((await stampOf('partner', second, 'partner_key')) || null).toBeNull();
  expect(await stampOf('partner', second, 'health_status')).toBe('new');
  expect(await stampOf('partner', second, 'sourced_revenue_total')).toBe('0.00');
  writes = [];
  await check();
  expect(writes).toEqual([]);

  await world.crm.archive('partner', twin.id);
  await world.crm.archive('partner', second);
  await world.settle();
  expect((await check()).lines).toEqual(['Every check passed: nothing to look at.']);
  expect((await stampOf('partner', acme.id)) || null).toBeNull();
  expect(await readFindings(world.app.database, world.portalId)).toEqual([]);
});

test('what is odd about referrals is stamped on them', async () => {
  const hill = company(await cast.client('Green Hill'));
  const north = await cast.partner('Nordlicht');
  await cast.referral({ partner: north, clients: [hill], on: '2026-03-02' }, { name: 'N-1' });
  const rival = await cast.referral(
    { partner: acme, clients: [hill], on: '2026-03-02' },
    { name: 'A-2', accepted_on: '2026-03-10' },
  );
  const undated = await world.crm.create('referral', {
    name: 'Loose',
    direction: 'received',
    status: 'submitted',
  });
  const won = await cast.referral(
    { partner: acme, clients: [company(await cast.client('Red Rock'))], on: '2026-03-02' },
    { name: 'W-1', status: 'won' },
  );
  await world.settle();
  const { lines } = await check();
  expect(lines).toEqual([
    'incomplete: 1 record',
    `  referral ${undated}: Referral Loose has no date, no partner, no client: nobody can be credited for it.`,
    'protection_conflict: 1 record',
    `  referral ${rival}: Referral A-2 was accepted while N-1 of another partner protects the client until 31 May 2026. Set it to duplicate?`,
    'won_referral_without_deal: 1 record',
    `  referral ${won}: Referral W-1 is won, but no deal is bound to it.`,
  ]);
  expect(await stampOf('referral', rival)).toBe('protection_conflict');
  for (const id of [rival, undated, won]) await world.crm.update('referral', id, { status: 'duplicate' });
  await world.settle();
  expect((await check()).lines).toEqual(['Every check passed: nothing to look at.']);
});

test('a deal’s own findings are listed with those of the checks, and both stand on it', async () => {
  await world.crm.update('deal', deal, { amount: '' });
  await world.settle();
  const { code, lines } = await check();
  expect(code).toBe(0);
  expect(lines[0]).toBe('amount_missing: 1 record');
  expect(await stampOf('deal', deal, 'partner_findings')).toBe('amount_missing');
  await world.crm.update('deal', deal, { amount: '8000' });
  await world.settle();
  expect((await check()).lines).toEqual(['Every check passed: nothing to look at.']);
});

test('credits that no longer stand on an entry fail the check, and the night keeps it', async () => {
  const { database } = world.app;
  await database.run('UPDATE credit SET home_minor = home_minor + 1 WHERE portal_id = $1', [world.portalId]);
  const lines: string[] = [];
  const add = (line: string) => void lines.push(line);
  const { deps, portal } = await bulkTools(world);
  expect(await runIntegrity(deps, portal, { json: false }, { print: add, complain: add })).toBe(1);
  expect(lines.find((line) => line.includes('portal'))).toMatch(
    /portal \d+:\d+:sourced:2026-03: Credit .* is not what its ledger entries add up to\./,
  );
  await database.run('UPDATE credit SET home_minor = home_minor - 1 WHERE portal_id = $1', [world.portalId]);
  await world.advanceDays(1);
  expect(await world.app.nightly()).toEqual([world.portalId]);
  await world.settle();
  expect(await readFindings(database, world.portalId)).toEqual([]);
  expect(await disagreements(world)).toEqual([]);
});
