import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { createApp } from '../../src/app.ts';
import { silentLog } from '../support/log.ts';
import { configFor } from '../support/sandbox-config.ts';
import { createWorld, type World } from '../support/world.ts';
import { type Cast, company, createCast } from './cast.ts';
import { disagreements } from './disagreements.ts';

const HOUR = 3_600_000;
let world: World;
let cast: Cast;
let writes: string[] = [];
beforeAll(async () => {
  // 00:00 in Berlin.
  world = await createWorld({
    startAt: '2026-03-01T23:00:00Z',
    onCall: ({ route }) => {
      if (!route.endsWith('/batch/read')) writes.push(route);
    },
  });
  cast = createCast(world.crm);
});
afterAll(() => world.stop());
afterEach(async () => expect(await disagreements(world)).toEqual([]));

const HEALTH = ['health_status', 'health_score', 'health_reasons', 'health_summary'] as const;
const healthOf = async (partner: string) => (await world.crm.read('partner', partner, HEALTH)).properties;

test('the night’s work runs from two o’clock of the portal, once a day, whatever the number of instances', async () => {
  const { app, sandbox, portalId } = world;
  const config = configFor(sandbox, app.database.url);
  const other = await createApp(config, silentLog, { now: () => sandbox.now() });
  expect(await app.nightly()).toEqual([]);
  await sandbox.advance(2 * HOUR);
  const both = await Promise.all([app.nightly(), other.nightly()]);
  expect(both.flat()).toEqual([portalId]);
  await sandbox.advance(20 * HOUR);
  expect([await app.nightly(), await other.nightly()]).toEqual([[], []]);
  await sandbox.advance(4 * HOUR);
  expect([await other.nightly(), await app.nightly()]).toEqual([[portalId], []]);
  await other.stop();
  await world.settle();
});

test('a night in which nothing changes writes nothing', async () => {
  const partner = await cast.partner('Cedar', { stage: 'identified' });
  await world.settle();
  await world.advanceDays(1);
  await world.app.nightly();
  await world.settle();
  const before = await healthOf(partner.id);
  await world.advanceDays(1);
  writes = [];
  expect(await world.app.nightly()).toEqual([world.portalId]);
  await world.settle();
  expect(writes).toEqual([]);
  expect(await healthOf(partner.id)).toEqual(before);
});

test('health goes down at night only, and up at once after a check-in', async () => {
  const partner = await cast.partner('Alder', { activated_on: '2025-09-01' });
  const clients = [company(await cast.client('Client of Alder'))];
  await cast.referral({ partner, clients, on: '2026-02-20' });
  const sent = { direction: 'sent', status: 'introduced', name: 'R-2' };
  await cast.referral({ partner, clients, on: '2026-02-21' }, sent);
  const review = { kind: 'quarterly_review', outcome: 'Went through the numbers', two_way: 'true' };
  await cast.activity({ partner, on: '2026-03-01', links: [] }, review);
  await world.settle();
  expect(await healthOf(partner.id)).toMatchObject({ health_status: 'healthy', health_reasons: null });

  await world.advanceDays(50);
  await world.crm.update('partner', partner.id, { satisfaction_ours: '4' });
  await world.settle();
  expect(await healthOf(partner.id)).toMatchObject({ health_status: 'healthy' });
  await world.app.nightly();
  await world.settle();
  expect(await healthOf(partner.id)).toMatchObject({ health_status: 'attention', health_reasons: 'T2a' });
  const stamp = async () =>
    (await world.crm.read('company', partner.companyId, ['partnership_role', 'partnership_health']))
      .properties;
  expect(await stamp()).toMatchObject({ partnership_role: 'partner', partnership_health: 'attention' });

  const call = { kind: 'check_in', outcome: 'Two leads coming', two_way: 'true' };
  await cast.activity({ partner, on: '2026-04-22', links: [] }, call);
  await world.settle();
  expect(await healthOf(partner.id)).toMatchObject({ health_status: 'healthy', health_reasons: null });
  expect(await stamp()).toMatchObject({ partnership_health: 'healthy' });
});

test('the night moves counters and quarters with the days', async () => {
  const partner = await cast.partner('Birch', { activated_on: '2025-09-01' });
  const client = await cast.client('Client of Birch');
  await cast.referral({ partner, clients: [company(client)], on: '2026-04-20' });
  const deal = await cast.deal('Project', [company(client)]);
  await cast.win(deal);
  await world.settle();
  const counters = async () =>
    (
      await world.crm.read('partner', partner.id, [
        'referrals_received_90d',
        'referrals_received_qtd',
        'sourced_revenue_qtd',
        'sourced_revenue_prev_quarter',
        'sourced_revenue_total',
      ])
    ).properties;
  expect(await counters()).toMatchObject({
    referrals_received_90d: '1',
    referrals_received_qtd: '1',
    sourced_revenue_qtd: '1000.00',
    sourced_revenue_prev_quarter: '0.00',
    sourced_revenue_total: '1000.00',
  });
  await world.advanceDays(91);
  await world.app.nightly();
  await world.settle();
  expect(await counters()).toMatchObject({
    referrals_received_90d: '0',
    referrals_received_qtd: '0',
    sourced_revenue_qtd: '0.00',
    sourced_revenue_prev_quarter: '1000.00',
    sourced_revenue_total: '1000.00',
  });
});
