import { afterEach, expect, test } from '@jest/globals';
import { z } from 'zod';
import { type App, createApp } from '../../src/app.ts';
import { silentLog } from '../support/log.ts';
import { configFor } from '../support/sandbox-config.ts';
import { unlimited } from '../support/unlimited.ts';
import { createWorld, type World } from '../support/world.ts';
import { createCast } from './cast.ts';
import { disagreements } from './disagreements.ts';
import { createPerson } from './person.ts';

const DEALS = 200;
const worlds: World[] = [];
const others: App[] = [];
let callsOfOthers = 0;
afterEach(async () => {
  await Promise.all(others.splice(0).map((app) => app.stop()));
  await Promise.all(worlds.splice(0).map((world) => world.stop()));
});

/** Two hundred referred deals are won, some of them changed at once; every delivery comes twice, in any order. */
async function play(instances: number, batchSize: number): Promise<string[]> {
  const world = await createWorld({ batchSize });
  worlds.push(world);
  const { app, sandbox, portalId } = world;
  const apps = [app];
  while (apps.length < instances) {
    const other = await createApp(configFor(sandbox, app.database.url), silentLog, {
      now: () => sandbox.now(),
      limiter: unlimited,
      batchSize,
      onCall: () => {
        callsOfOthers += 1;
      },
    });
    others.push(other);
    apps.push(other);
    await other.directory.portals();
    await other.directory.connect(portalId);
  }
  const deals = await prepare(world);
  await settle(sandbox, apps);
  const person = await createPerson(world);
  await person.updateMany('deal', deals, { dealstage: 'closedwon' });
  await settle(sandbox, apps);
  await person.updateMany('deal', deals.slice(0, 60), { amount: '700' });
  await person.updateMany('deal', deals.slice(40, 80), { dealstage: 'qualifiedtobuy' });
  await settle(sandbox, apps);
  expect(await disagreements(world)).toEqual([]);
  return ledger(app, deals);
}

async function prepare(world: World): Promise<string[]> {
  const person = await createPerson(world);
  const partner = await createCast(world.crm).partner('Alder');
  const numbers = Array.from({ length: DEALS }, (_, at) => at);
  const named = (at: number) => ({ name: `Client ${at}` });
  const clients = await person.createMany('company', numbers.map(named));
  const referral = { direction: 'received', status: 'accepted', referred_on: '2026-03-02' };
  const referrals = await person.createMany(
    'referral',
    numbers.map((at) => ({ ...referral, name: `R-${at}` })),
  );
  const deals = await person.createMany(
    'deal',
    numbers.map((at) => ({ dealname: `Project ${at}`, amount: `${1000 + at}`, dealstage: 'qualifiedtobuy' })),
  );
  const pairs = (from: string[], to: (at: number) => string) => from.map((id, at) => [id, to(at)] as const);
  await person.linkMany(
    'referral',
    'partner',
    pairs(referrals, () => partner.id),
  );
  await person.linkMany(
    'referral',
    'company',
    pairs(referrals, (at) => clients[at] ?? ''),
  );
  await person.linkMany(
    'deal',
    'company',
    pairs(deals, (at) => clients[at] ?? ''),
  );
  return deals;
}

/** All instances work side by side until none of them finds anything. */
async function settle(sandbox: World['sandbox'], apps: readonly App[]): Promise<void> {
  for (let round = 1; round <= 12; round++) {
    const { events } = await sandbox.deliver({ times: 2, shuffleSeed: round });
    await Promise.all(apps.map((app) => app.settle()));
    // What one of them put in line after another had found nothing.
    for (const app of apps) await app.settle();
    if (events === 0) return;
  }
  throw new Error('their own writes cause events without end');
}

const fold = z.object({ deal_id: z.string(), role: z.string(), status: z.string(), amount: z.string() });

/** The fold of the ledger, deal by deal in the order they were made. */
async function ledger({ database }: App, deals: readonly string[]): Promise<string[]> {
  const rows = await database.rows(
    (row) => fold.parse(row),
    `SELECT deal_id, role, (array_agg(status ORDER BY sequence DESC))[1] AS status, sum(amount_minor)::text AS amount
     FROM ledger_entry GROUP BY deal_id, role, credit_key`,
  );
  return rows
    .map(({ deal_id, role, status, amount }) => ({
      at: deals.indexOf(deal_id),
      line: `${role} ${status} ${amount}`,
    }))
    .sort((a, b) => a.at - b.at)
    .map(({ at, line }) => `${at} ${line}`);
}

test('two instances on one database post what one would have posted', async () => {
  // Small batches, so that both have some of the deals.
  expect(await play(2, 25)).toEqual(
    Array.from({ length: DEALS }, (_, at) => {
      if (at >= 40 && at < 80) return `${at} sourced reversed 0`;
      return `${at} sourced earned ${at < 40 ? 70_000 : (1_000 + at) * 100}`;
    }),
  );
  // It did some of the work.
  expect(callsOfOthers).toBeGreaterThan(50);
}, 120_000);
