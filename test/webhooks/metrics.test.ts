import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { park } from '../../src/store/parked.ts';
import { createMetrics } from '../../webhooks/metrics.ts';
import { company, createCast } from '../flows/cast.ts';
import { silentLog } from '../support/log.ts';
import { createWorld, type World } from '../support/world.ts';
import { startServer } from './test-server.ts';

/** One line of the page: its name with labels, and its value. */
async function linesAt(url: string, headers: Record<string, string> = {}): Promise<string[]> {
  const answer = await fetch(`${url}/metrics`, { headers });
  expect(answer.status).toBe(200);
  return (await answer.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
}

describe('the metrics of a win', () => {
  let world: World;
  let ids: string[];
  beforeAll(async () => {
    world = await createWorld();
    const { crm, settle, app, portalId } = world;
    const cast = createCast(crm);
    const partner = await cast.partner('Ada Lovelace Consulting');
    const client = await cast.client('Blue Ocean');
    await cast.referral({ partner, clients: [company(client)], on: '2026-03-02' });
    await settle();
    const deal = await cast.deal('Website', [company(client)], { amount: '8000' });
    await cast.win(deal);
    await world.sandbox.advance(7_000);
    await settle();
    ids = [partner.id, client, deal, portalId];
    const parkedAt = new Date(app.now());
    const parked = { kind: 'deal', recordId: deal, code: 'hubspot-refused', message: 'Blue Ocean', parkedAt };
    await park(app.database, portalId, [parked]);
    await app.queue.enqueue([{ kind: 'deal', portalId, recordId: '99' }]);
  });
  afterAll(() => world.stop());

  test('count the deal, its entry, its calls and how long it took, and show the lines as they are', async () => {
    const lines = await linesAt(world.server.url());
    expect(lines).toEqual(
      expect.arrayContaining([
        'partnerships_credited_deals_total 1',
        'partnerships_ledger_entries_total{kind="grant"} 1',
        'partnerships_credit_lag_seconds_count 1',
        'partnerships_parked{code="hubspot-refused",kind="deal"} 1',
        'partnerships_queue_waiting{kind="deal"} 1',
        'partnerships_deliveries_waiting 0',
        'partnerships_portals{state="connected"} 1',
        'partnerships_portals{state="without-schema"} 0',
        'partnerships_hubspot_up 1',
        'partnerships_state_up 1',
      ]),
    );
    const figure = (start: string) => Number(lines.find((line) => line.startsWith(start))?.split(' ')[1]);
    expect(
      figure(
        'partnerships_hubspot_calls_total{method="POST",route="/crm/objects/2026-09/custom/batch/create",status="201"}',
      ),
    ).toBe(1);
    expect(figure('partnerships_http_request_seconds_count{area="webhooks",answer="2xx"}')).toBeGreaterThan(
      2,
    );
  });

  test('name no record, person, company or portal', async () => {
    const page = (await linesAt(world.server.url())).join('\n');
    for (const hidden of [...ids, 'Lovelace', 'Blue Ocean', 'Website', 'sandbox-access-token'])
      expect(page).not.toContain(hidden);
  });
});

test('every metric that the operations guide names exists', async () => {
  const { registry, watch } = createMetrics();
  const nothing = () => Promise.reject(new Error('nobody looks'));
  watch({ operations: nothing, readiness: nothing, log: silentLog, now: () => 0 });
  const guide = readFileSync(new URL('../../docs/operations.md', import.meta.url), 'utf8');
  const named = [...guide.matchAll(/\bpartnerships_[a-z_]+/g)].map(([name]) =>
    name.replace(/_(bucket|count)$/, ''),
  );
  const known = registry.getMetricsAsArray().map(({ name }) => name);
  expect([...new Set(named)].filter((name) => !known.includes(name))).toEqual([]);
  expect(known.filter((name) => !named.includes(name))).toEqual([]);
});

test('routes without end are counted as one', async () => {
  const { observe, page } = createMetrics();
  for (let number = 0; number < 1000; number += 1)
    observe({ kind: 'called-hubspot', method: 'GET', route: `/strange/${number}x`, status: 404, ms: 1 });
  const { text } = await page();
  const routes = text.split('\n').filter((line) => line.startsWith('partnerships_hubspot_calls_total{'));
  expect(routes).toHaveLength(151);
  expect(routes.at(-1)).toBe('partnerships_hubspot_calls_total{method="GET",route="other",status="404"} 850');
});

test('without the database the counters are still shown, and that the lines could not be read', async () => {
  const metrics = createMetrics();
  metrics.watch({
    operations: () => Promise.reject(new Error('no database')),
    readiness: async () => ({ database: 'down', migrations: 'unknown', hubspot: 'unknown' }),
    log: silentLog,
    now: () => 0,
  });
  metrics.observe({ kind: 'posted', entry: 'grant' });
  const { text } = await metrics.page();
  expect(text).toContain('partnerships_ledger_entries_total{kind="grant"} 1');
  expect(text).toContain('partnerships_state_up 0');
});

test('with METRICS_TOKEN set, only who brings it sees the metrics', async () => {
  const server = await startServer({ metricsToken: 'monitoring-token' });
  const status = async (authorization?: string) =>
    (
      await fetch(
        `${server.url()}/metrics`,
        authorization === undefined ? {} : { headers: { authorization } },
      )
    ).status;
  const statuses = [
    await status(),
    await status('Bearer other'),
    await status('monitoring-token'),
    await status('Bearer monitoring-token'),
  ];
  await server.close();
  expect(statuses).toEqual([401, 401, 401, 200]);
});
