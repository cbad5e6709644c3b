import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { createApp } from '../../../src/app.ts';
import { backfill } from '../../../src/jobs/backfill.ts';
import { createServer } from '../../../webhooks/server.ts';
import { silentLog } from '../../support/log.ts';
import { configFor, PUBLIC_URL } from '../../support/sandbox-config.ts';
import { countCalls, sum } from '../calls.ts';
import { type Control, controlOf, placeAt } from '../portal-at.ts';
import { answerWith } from './answer.ts';

const PROJECT = fileURLToPath(new URL('../../../extensions', import.meta.url));
const input = z.object({
  databaseUrl: z.string(),
  hubspotUrl: z.string(),
  /** How many times as much as HubSpot really allows. */
  wide: z.number(),
});

/**
 * The product with its server, as in production: goes over all history within HubSpot's limits, and works until HubSpot
 * shows it and the events of its own writes are dealt with.
 */
answerWith(async (told) => {
  const { databaseUrl, hubspotUrl, wide } = input.parse(told);
  const control = controlOf(hubspotUrl);
  const calls = countCalls();
  const config = configFor(placeAt(hubspotUrl), databaseUrl);
  const app = await createApp(config, silentLog, { onCall: calls.onCall, settleDelayMs: 500 });
  const [portalId] = await app.directory.portals();
  if (portalId === undefined) throw new Error('the token belongs to no portal');
  await app.directory.connect(portalId);
  const server = createServer({ ...app, config });
  await server.listen(0);
  await control('POST', '/projects', {
    ...{ dir: PROJECT, targetUrl: `${server.url()}/webhooks/hubspot` },
    signedUrl: `${PUBLIC_URL}/webhooks/hubspot`,
  });
  const burst = { calls: 190 * wide, perMs: 10_000 };
  await control('POST', '/rate-limits', { enabled: true, burst });
  calls.take();
  const began = performance.now();
  await app.start();
  const deps = { ...app, pause: (ms: number) => pause(ms), newId: randomUUID, onProgress: () => {} };
  const done = await backfill(deps, await app.directory.get(portalId), {
    ...{ kind: 'backfill', actor: 'bench', reason: null, policy: null, since: null },
    ...{ batchesPerMinute: null, restart: false },
  });
  const searchedMs = performance.now() - began;
  const ended = await quiet(() => unfinished(app.database.pool));
  const routes = [...calls.take()];
  return {
    answer: {
      ...{ ms: ended - began, searchedMs, calls: sum(new Map(routes)), routes, ...done },
      ...{ credits: await credits(app.database.pool), peakMb: process.resourceUsage().maxRSS / 1024 },
      limited: await limited(control),
    },
    async stop() {
      await server.close();
      await app.stop();
    },
  };
});

type Pool = { query(text: string): Promise<{ rows: { count: string | bigint }[] }> };

async function unfinished(pool: Pool): Promise<number> {
  const { rows } = await pool.query(
    `SELECT (SELECT count(*) FROM pgboss.job WHERE state < 'completed')
       + (SELECT count(*) FROM delivery WHERE expanded_at IS NULL) AS count`,
  );
  return Number(rows[0]?.count);
}

/** How many credits HubSpot shows. A bench of work that was not done to the end says nothing. */
async function credits(pool: Pool): Promise<number> {
  const count = async (what: string) =>
    Number((await pool.query(`SELECT count(*) FROM ${what}`)).rows[0]?.count);
  const left = {
    unwritten: await count('credit WHERE record_id IS NULL'),
    parked: await count('parked'),
  };
  if (left.unwritten + left.parked > 0) throw new Error(`left undone: ${JSON.stringify(left)}`);
  return count('credit');
}

async function limited(control: Control): Promise<number> {
  const form = z.object({
    counts: z.record(z.string(), z.object({ statuses: z.record(z.string(), z.number()) })),
  });
  const { counts } = form.parse(await control('GET', '/requests?latest=0'));
  return Object.values(counts).reduce((total, { statuses }) => total + (statuses['429'] ?? 0), 0);
}

const QUIET_MS = 4_000;

/** Resolves, once nothing was left for a while, to when that began. */
async function quiet(left: () => Promise<number>): Promise<number> {
  for (let since: number | null = null; ; await pause(250)) {
    if ((await left()) > 0) since = null;
    else if (since === null) since = performance.now();
    else if (performance.now() - since > QUIET_MS) return since;
  }
}
