import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parseDay, parseMonth } from '../../src/calendar.ts';
import { type BackfillInput, runBackfill, runRecompute } from '../../src/cli/backfill.ts';
import { runSimulate, type Trial } from '../../src/cli/simulate.ts';
import { Problem } from '../../src/errors.ts';
import { backfill } from '../../src/jobs/backfill.ts';
import { closePeriod } from '../../src/jobs/periods.ts';
import { readAudit } from '../../src/store/audit.ts';
import { readEntries } from '../../src/store/ledger.ts';
import { readPolicies, savePolicy } from '../../src/store/policies.ts';
import { createWorld, type World } from '../support/world.ts';
import { dealBooks } from './books.ts';
import { bulkTools } from './bulk-tools.ts';
import { type Cast, company, createCast } from './cast.ts';
import { disagreements } from './disagreements.ts';
import { fingerprint } from './fingerprint.ts';

let world: World;
let cast: Cast;
let folder: string;
let ids: { acme: string; north: string; website: string; shop: string; fair: string; open: string };

/** History that was in HubSpot before the app: nothing of it has been delivered to us. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'history-'));
  world = await createWorld();
  cast = createCast(world.crm);
  const acme = await cast.partner('Acme');
  const north = await cast.partner('Nordlicht');
  const ocean = company(await cast.client('Blue Ocean'));
  const hill = company(await cast.client('Green Hill'));
  const old = { referral_key: 'import:1', accepted_on: '2025-09-01', known_prospect_accepted: 'true' };
  await cast.referral({ partner: acme, clients: [ocean], on: '2025-09-01' }, old);
  const won = (amount: string, day: string) => ({
    amount,
    dealstage: 'closedwon',
    closedate: `${day}T10:00:00Z`,
  });
  const website = await cast.deal('Website', [ocean], won('8000', '2025-11-03'));
  const shop = await cast.deal('Shop', [ocean], won('2000', '2026-01-15'));
  const fair = await cast.deal('Fair', [hill], won('3000', '2026-02-28'));
  const open = await cast.deal('App', [ocean]);
  for (const [partner, day] of [
    [north, '2026-02-26'],
    [acme, '2026-02-27'],
  ] as const)
    await cast.activity({ partner, on: day, links: [{ to: 'deal', id: fair }] });
  // The partner's own company never makes a deal its client's.
  await cast.deal('Own', [company(acme.companyId)], won('900', '2026-02-01'));
  ids = { acme: acme.id, north: north.id, website, shop, fair, open };
  await world.sandbox.control('POST', '/deliveries/drop', {});
  // A portal's first look at its rules makes their version 1.
  await readPolicies(world.app.database, world.portalId, new Date(world.sandbox.now()));
});
afterAll(async () => {
  await world.stop();
  await rm(folder, { recursive: true });
});

const asked: string[] = [];
const say = (answer: boolean) => async (question: string) => {
  asked.push(question);
  return answer;
};
const INPUT: BackfillInput = {
  ...{ dryRun: false, since: null, batchesPerMinute: null, policy: null, actor: 'backfill' },
  ...{ reason: null, restart: false, yes: false, json: false },
};
function screen() {
  const lines: string[] = [];
  const add = (line: string) => void lines.push(line);
  return { lines, out: { print: add, complain: add } };
}
const simulate = async (trial: Trial) => {
  const { lines, out } = screen();
  const { deps, portal } = await bulkTools(world);
  expect(await runSimulate(deps, portal, { trial, json: false }, out)).toBe(0);
  return lines;
};

const run = async (input: Partial<BackfillInput>, answer: boolean | null = null) => {
  const { lines, out } = screen();
  const { deps, portal } = await bulkTools(world);
  const code = await runBackfill(
    deps,
    portal,
    { ...INPUT, ...input },
    answer === null ? null : say(answer),
    out,
  );
  return { code, lines };
};
const PREVIEW = () => [
  '3 of 4 deals closed before their record was made: history that was brought in.',
  '',
  'Partner       Role             Now          Then         Change',
  'Acme          sourced     EUR 0.00  EUR 8,000.00  +EUR 8,000.00',
  'Acme          expansion   EUR 0.00  EUR 2,000.00  +EUR 2,000.00',
  'Acme          influenced  EUR 0.00  EUR 1,500.00  +EUR 1,500.00',
  'Nordlicht     influenced  EUR 0.00  EUR 1,500.00  +EUR 1,500.00',
  'All partners  sourced     EUR 0.00  EUR 8,000.00  +EUR 8,000.00',
  'All partners  expansion   EUR 0.00  EUR 2,000.00  +EUR 2,000.00',
  'All partners  influenced  EUR 0.00  EUR 3,000.00  +EUR 3,000.00',
  '',
  '3 of 4 deals change.',
  `  ${ids.website}  2025-11-03  Website: Acme sourced EUR 0.00 → EUR 8,000.00`,
  `  ${ids.fair}  2026-02-28  Fair: Nordlicht influenced EUR 0.00 → EUR 1,500.00; Acme influenced EUR 0.00 → EUR 1,500.00`,
  `  ${ids.shop}  2026-01-15  Shop: Acme expansion EUR 0.00 → EUR 2,000.00`,
  '',
  '4 ledger entries. This writes up to 4 deals and 1 company; workflows on these properties or on last-modified will run.',
];

test('a dry run shows what history would bring each partner, and writes nothing anywhere', async () => {
  const before = await fingerprint(world);
  expect(await run({ dryRun: true })).toEqual({ code: 0, lines: PREVIEW() });
  const since = await run({ dryRun: true, since: parseDay('2026-02-01'), json: true });
  expect(JSON.parse(since.lines.join(''))).toMatchObject({ deals: 4, changed: 1, written: 2, historic: 1 });
  expect(await fingerprint(world)).toEqual(before);
});

test('a backfill asks first, and writes nothing when the answer is no or nobody can be asked', async () => {
  const before = await fingerprint(world);
  expect(await run({}, false)).toEqual({ code: 1, lines: [...PREVIEW(), 'Nothing was written.'] });
  expect(asked).toEqual([
    'This writes up to 4 deals and 1 company; workflows on these properties or on last-modified will run. Go on?',
  ]);
  await expect(run({})).rejects.toThrow('Nobody can be asked here: add --yes, or --dry-run to look only.');
  expect(await fingerprint(world)).toEqual(before);
});

test('a backfill that was cut off goes on where it was, and posts everything once as backfill', async () => {
  const { deps, portal } = await bulkTools(world);
  let calls = 0;
  const dying = {
    ...portal,
    request: async (input: Parameters<typeof portal.request>[0]) => {
      calls += 1;
      if (calls <= 20) return portal.request(input);
      throw new Problem('hubspot-unavailable', 'nothing answers', { retry: { kind: 'later' } });
    },
  };
  const killed = new Error('killed while it waited');
  const mortal = { ...deps, pause: () => Promise.reject(killed) };
  const request = { ...INPUT, kind: 'backfill' as const, policy: null };
  let cuts = 0;
  for (; ; cuts += 1) {
    calls = 0;
    const outcome = await backfill(mortal, dying, request).catch((error: unknown) => error);
    if (outcome !== killed) {
      expect(outcome).toMatchObject({ done: 4, changed: 3, entries: 4 });
      break;
    }
    await expect(backfill(deps, portal, { ...request, since: parseDay('2026-01-01') })).rejects.toThrow(
      /was cut off, and was asked for otherwise: ask for it in the same way, or add --restart\./,
    );
    if (cuts > 5) throw new Error('it never gets on');
  }
  expect(cuts).toBeGreaterThan(0);
  await world.settle();
  expect((await dealBooks(world, ids.website)).stamps).toBe('sourced by Acme: 8000.00 / 0.00 / 0');
  expect((await dealBooks(world, ids.fair)).credits).toEqual([
    'Acme influenced 2026-02 earned 50.00 % EUR 1500.00 = 1500.00 on 2026-02-28',
    'Nordlicht influenced 2026-02 earned 50.00 % EUR 1500.00 = 1500.00 on 2026-02-28',
  ]);
  const entries = await readEntries(world.app.database, world.portalId, ids.website);
  expect(entries.map(({ kind, actor }) => `${kind} by ${actor}`)).toEqual(['grant by backfill']);
  const deed = (await readAudit(world.app.database, world.portalId))[0];
  expect(deed).toMatchObject({ actor: 'backfill', action: 'backfill', details: { done: 4, entries: 4 } });
  expect(await disagreements(world)).toEqual([]);
  expect(await run({ yes: true })).toEqual({
    code: 0,
    lines: ['4 deals looked at, 0 changed by 0 entries. The server writes them to HubSpot.'],
  });
});

test('batches are held to a number a minute', async () => {
  const { deps, portal, pauses } = await bulkTools(world);
  await backfill(deps, portal, { ...INPUT, kind: 'backfill', policy: null, batchesPerMinute: 2 });
  expect(pauses.length).toBeGreaterThan(0);
  expect(pauses.every((ms) => ms > 0 && ms <= 30_000)).toBe(true);
});

test('a simulation shows other rules side by side with the deals that change, and writes nothing', async () => {
  const before = await fingerprint(world);
  const lines = await simulate({ kind: 'model', model: 'first' });
  expect(lines).toEqual([
    'Partner       Role                 Now          Then         Change',
    'Acme          sourced     EUR 8,000.00  EUR 8,000.00              =',
    'Acme          expansion   EUR 2,000.00  EUR 2,000.00              =',
    'Acme          influenced  EUR 1,500.00      EUR 0.00  EUR -1,500.00',
    'Nordlicht     influenced  EUR 1,500.00  EUR 3,000.00  +EUR 1,500.00',
    'All partners  sourced     EUR 8,000.00  EUR 8,000.00              =',
    'All partners  expansion   EUR 2,000.00  EUR 2,000.00              =',
    'All partners  influenced  EUR 3,000.00  EUR 3,000.00              =',
    '',
    '1 of 4 deals changes.',
    `  ${ids.fair}  2026-02-28  Fair: Acme influenced EUR 1,500.00 → EUR 0.00; Nordlicht influenced EUR 1,500.00 → EUR 3,000.00`,
  ]);
  await writeFile(join(folder, 'rules.json'), '{"expansionMonths": 0}');
  expect((await simulate({ kind: 'file', path: join(folder, 'rules.json') })).slice(-2)).toEqual([
    '1 of 4 deals changes.',
    `  ${ids.shop}  2026-01-15  Shop: Acme expansion EUR 2,000.00 → EUR 0.00`,
  ]);
  expect((await simulate({ kind: 'model', model: 'primary' })).at(-1)).toBe('0 of 4 deals change.');
  await expect(simulate({ kind: 'model', model: 'lottery' })).rejects.toThrow(
    'model: must be one of primary',
  );
  await expect(simulate({ kind: 'version', version: 7 })).rejects.toThrow(
    'There is no version 7 of the rules. Known: 1.',
  );
  expect(await fingerprint(world)).toEqual(before);
});

test('recomputing decides old wins by new rules; closed months stay and the difference is posted forward', async () => {
  const { database } = world.app;
  const now = new Date(world.sandbox.now());
  const [first] = await readPolicies(database, world.portalId, now);
  if (first === undefined) throw new Error('a portal starts with version 1');
  await savePolicy(database, world.portalId, { ...first, model: 'first' }, 'Kim', now);
  const { deps, portal } = await bulkTools(world);
  await closePeriod(deps, portal, { month: parseMonth('2026-02'), actor: 'Kim', force: false });
  // A new version alone changes no win that was decided.
  await world.crm.update('deal', ids.fair, { dealname: 'The fair' });
  await world.settle();
  expect((await dealBooks(world, ids.fair)).entries).toHaveLength(2);

  const { lines, out } = screen();
  const input = { ...INPUT, policy: 2, actor: 'Kim', reason: 'First from now on' };
  await expect(runRecompute(deps, portal, { ...input, reason: null }, say(true), out)).rejects.toThrow(
    'Credits are decided anew for a reason: name it with --reason.',
  );
  expect(await runRecompute(deps, portal, input, say(true), out)).toBe(0);
  expect(lines.at(-1)).toBe('4 deals looked at, 3 changed by 4 entries. The server writes them to HubSpot.');
  await world.settle();
  const entries = await readEntries(database, world.portalId, ids.fair);
  expect(entries.map(({ kind, month, actor }) => `${kind} ${month} by ${actor}`)).toEqual([
    'grant 2026-02 by backfill',
    'grant 2026-02 by backfill',
    'adjust 2026-03 by Kim',
    'adjust 2026-03 by Kim',
  ]);
  const [deed] = await readAudit(database, world.portalId);
  expect(deed).toMatchObject({
    actor: 'Kim',
    action: 'recompute',
    details: { reason: 'First from now on', policy: 2 },
  });
  expect(await disagreements(world)).toEqual([]);
});
