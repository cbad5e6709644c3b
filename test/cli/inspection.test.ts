import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { runDeadLettersList, runDeadLettersRetry } from '../../src/cli/dead-letters.ts';
import { runExplainDeal } from '../../src/cli/explain.ts';
import { runExplainPartner } from '../../src/cli/explain-partner.ts';
import { runCli } from '../../src/cli/program.ts';
import { park } from '../../src/store/parked.ts';
import type { Work } from '../../src/store/queue.ts';
import { changeSetting } from '../../src/store/settings.ts';
import { createWorld, type World } from '../support/world.ts';
import { createDealCaller } from '../webhooks/ui/deal-caller.ts';

let world: World;
let dealId: string;
beforeAll(async () => {
  world = await createWorld();
  const { crm, settle } = world;
  const agency = await crm.create('company', { name: 'Northwind', domain: 'northwind.example' });
  const client = await crm.create('company', { name: 'Blue Ocean', domain: 'blueocean.example' });
  const partner = await crm.create(
    'partner',
    { name: 'Northwind', primary_type: 'referral', stage: 'active' },
    [{ to: 'company', id: agency }],
  );
  const referral = { name: 'R-1', direction: 'received', status: 'accepted', referred_on: '2026-03-02' };
  await crm.create('referral', referral, [
    { to: 'partner', id: partner },
    { to: 'company', id: client },
  ]);
  await settle();
  const deal = { dealname: 'Website', amount: '8000', pipeline: 'default', dealstage: 'closedwon' };
  dealId = await crm.create('deal', deal, [{ to: 'company', id: client }]);
  await settle();
});
afterAll(() => world.stop());

function screen() {
  const lines: string[] = [];
  return {
    lines,
    out: {
      print: (line: string) => void lines.push(line),
      complain: (line: string) => void lines.push(line),
    },
  };
}

test('explain tells a deal’s decision, its evidence, its credits and the ledger', async () => {
  const { lines, out } = screen();
  const installation = { database: world.app.database, portalId: world.portalId };
  expect(await runExplainDeal(installation, dealId, { json: false }, out)).toBe(0);
  const text = lines.join('\n');
  expect(text).toContain(`Website (deal ${dealId}): sourced, primary model, policy v1`);
  expect(text).toMatch(/Considered\n {2}sourced {11}referral \d+: referral R-1 accepted 2 Mar 2026/);
  expect(text).toMatch(/Credits now\n.*earned {2}100\.00 % {2}EUR 8,000\.00 = EUR 8,000\.00/);
  expect(text).toMatch(
    /Ledger, as posted\n.*grant.*#1 {2}EUR 8,000\.00 = EUR 8,000\.00 {2}→ earned, by automation/,
  );

  const json = screen();
  await runExplainDeal(installation, dealId, { json: true }, json.out);
  expect(JSON.parse(json.lines.join(''))).toMatchObject({
    deal: { id: dealId },
    entries: [{ kind: 'grant' }],
  });
});

test('explain tells what was set by hand and by whom, what a person may credit, and what is to be looked at', async () => {
  const { database } = world.app;
  const overriders = { name: 'overriders', value: { userIds: ['7001'], teamIds: [] }, actor: 'Kim' } as const;
  await database.transaction((tx) => changeSetting(tx, world.portalId, overriders, new Date(0)));
  const credit = { kind: 'shares', shares: [] };
  const reason = { code: 'not_a_partner_deal', text: 'Came by itself' };
  await createDealCaller(world).post(dealId, 'override', { credit, reason });
  await world.settle();
  const { lines, out } = screen();
  await runExplainDeal({ database, portalId: world.portalId }, dealId, { json: false }, out);
  const text = lines.join('\n');
  expect(text).toContain(`Website (deal ${dealId}): none, fixed model, policy v1`);
  expect(text).toContain(
    'Set by hand\n  User 7001 set partners, roles and shares at 2026-03-02T09:00:00.000Z, until somebody ends it: not a partner deal: Came by itself\n  Automation would say: Northwind sourced, 100.00 %',
  );
  expect(text).toContain('Windows\n  R-1: accepted 2 Mar 2026 + 180 days = 29 Aug 2026');
  expect(text).toMatch(/→ reversed, by user 7001/);
  expect(text).toContain(
    'Who did what\n  2026-03-02T09:00:00.000Z  user 7001 override-credit: Came by itself',
  );
});

test('explain tells what was agreed with a partner, what it brought, and what is to be paid', async () => {
  const installation = { database: world.app.database, portalId: world.portalId };
  const [partner] = await world.crm.all('partner', ['name']);
  const { lines, out } = screen();
  expect(await runExplainPartner(installation, partner?.id ?? '', { json: false }, out)).toBe(0);
  expect(lines).toEqual([
    `Northwind (partner ${partner?.id}): stage active, agreement not set`,
    ...['', 'Commission: not agreed', '', 'Credit in all'],
    ...['  sourced           EUR 0.00', '  sourced_expansion EUR 0.00', '  influenced        EUR 0.00'],
    ...['', 'Nothing is to be paid.'],
  ]);
  const unknown = screen();
  expect(await runExplainPartner(installation, '999', { json: false }, unknown.out)).toBe(1);
});

test('explain says so when a deal was never looked at', async () => {
  const { lines, out } = screen();
  const installation = { database: world.app.database, portalId: world.portalId };
  expect(await runExplainDeal(installation, '999', { json: false }, out)).toBe(1);
  expect(lines).toEqual(['Deal 999: no partner has ever had to do with it, or no event of it has arrived.']);
});

test('parked work is listed with its reason, and gone once a retry succeeds', async () => {
  const installation = { database: world.app.database, portalId: world.portalId };
  const parkedAt = new Date('2026-03-02T09:00:00Z');
  const parked = {
    kind: 'deal',
    recordId: dealId,
    code: 'hubspot-refused',
    message: 'a rule said no',
    parkedAt,
  };
  await park(world.app.database, world.portalId, [parked]);
  const before = screen();
  await runDeadLettersList(installation, { json: false }, before.out);
  expect(before.lines).toEqual([
    `2026-03-02T09:00:00.000Z  deal ${dealId}  [hubspot-refused] a rule said no`,
  ]);

  const retry = screen();
  await runDeadLettersRetry(installation, {}, world.app.queue, retry.out);
  expect(retry.lines).toEqual(['1 piece of work in line again; a running server does them.']);
  await world.settle();
  const after = screen();
  await runDeadLettersList(installation, { json: false }, after.out);
  expect(after.lines).toEqual(['Nothing is parked.']);
});

test('any number of parked work is listed and retried, all or some of it', async () => {
  const { database } = world.app;
  const installation = { database, portalId: world.portalId };
  const parkedAt = (at: number) => new Date(Date.parse('2026-03-02T09:00:00Z') + Math.floor(at / 7));
  const parked = Array.from({ length: 2_345 }, (_, at) => ({
    kind: at % 3 === 0 ? 'write-back' : 'deal',
    recordId: String(at),
    code: at % 2 === 0 ? 'deal_stamp_refused' : 'hubspot-refused',
    message: `no\u001b[31m ${at}`,
    parkedAt: parkedAt(at),
  }));
  await park(database, world.portalId, parked);
  const all = screen();
  await runDeadLettersList(installation, { json: true }, all.out);
  expect(
    new Set(JSON.parse(all.lines.join('\n')).map((each: { recordId: string }) => each.recordId)).size,
  ).toBe(2_345);
  const some = screen();
  await runDeadLettersList(
    installation,
    { json: false, kind: 'write-back', code: 'hubspot-refused' },
    some.out,
  );
  expect([some.lines.length, some.lines[0]]).toEqual([
    391,
    '2026-03-02T09:00:00.334Z  write-back 2343  [hubspot-refused] no [31m 2343',
  ]);
  const put: string[] = [];
  const line = {
    enqueue: async (work: readonly Work[]) => void put.push(...work.map(({ recordId }) => recordId)),
  };
  const retry = screen();
  await runDeadLettersRetry(installation, { code: 'deal_stamp_refused' }, line, retry.out);
  expect([put.length, new Set(put).size]).toEqual([1_173, 1_173]);
  await expect(
    runDeadLettersList(installation, { json: false, kind: 'deals' }, screen().out),
  ).rejects.toThrow('There is no kind of work "deals". Kinds: ');
  await database.run('DELETE FROM parked');
});

test('a command that is not configured, or not known, is wrong usage', async () => {
  const { lines, out } = screen();
  expect(await runCli(['explain', 'deal', '1'], {}, out)).toBe(2);
  expect(lines.join('\n')).toContain('HUBSPOT_CLIENT_SECRET is missing');
  expect(await runCli(['fly'], {}, screen().out)).toBe(2);
});
