import { Agent, request } from 'node:http';
import { z } from 'zod';
import { createTestDatabase } from '../support/database.ts';
import { PUBLIC_URL } from '../support/sandbox-config.ts';
import { signV3 } from '../support/sign.ts';
import { startProcess } from './processes/answer.ts';
import { median, quantile, type Row } from './row.ts';

const AT_ONCE = 16;
const EVENTS = 20;
const SECRET = 'sandbox-client-secret';
const LEAST_OF_BARE = 0.8;
const HUBSPOTS_PATIENCE_MS = 5_000;
const PATH = '/webhooks/hubspot';

/**
 * Deliveries a second, each signed and stored for good before its answer, beside bare express with the same insert:
 * the two in turns, on one database that waits for the disk.
 */
export async function measureIntake(input: {
  readonly rounds: number;
  readonly roundMs: number;
}): Promise<Row[]> {
  const database = await createTestDatabase();
  const servers = startProcess('intakes', { databaseUrl: database.url, clientSecret: SECRET });
  try {
    const urls = z.object({ ours: z.string(), bare: z.string() }).parse(await servers.answer);
    const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
    for (const url of [urls.ours, urls.bare]) await load(url, agent, input.roundMs / 2);
    const rates = { ours: [] as number[], bare: [] as number[] };
    const waits: number[] = [];
    for (let round = 0; round < input.rounds; round += 1) {
      for (const who of round % 2 === 0 ? (['ours', 'bare'] as const) : (['bare', 'ours'] as const)) {
        const answered = await load(urls[who], agent, input.roundMs);
        rates[who].push((answered.length * 1000) / input.roundMs);
        if (who === 'ours') waits.push(...answered);
      }
    }
    agent.destroy();
    return rowsOf(rates, waits);
  } finally {
    await servers.stop();
    await database.close();
  }
}

function rowsOf(
  rates: { ours: readonly number[]; bare: readonly number[] },
  waits: readonly number[],
): Row[] {
  const ratios = rates.ours.map((rate, round) => rate / (rates.bare[round] ?? Number.NaN));
  const p99 = quantile(waits, 0.99);
  return [
    {
      what: `deliveries a second (${EVENTS} events each, fsync)`,
      ours: median(rates.ours).toFixed(0),
      comparison: `bare express + insert ${median(rates.bare).toFixed(0)}`,
      ratio: `${median(ratios).toFixed(2)} (${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)})`,
      ...{ target: `≥ ${LEAST_OF_BARE}`, met: median(ratios) >= LEAST_OF_BARE },
    },
    {
      what: `delivery answered, p99 with ${AT_ONCE} at once`,
      ...{ ours: `${p99.toFixed(0)} ms`, comparison: `HubSpot waits ${HUBSPOTS_PATIENCE_MS} ms` },
      ratio: (p99 / HUBSPOTS_PATIENCE_MS).toFixed(4),
      ...{ target: 'far below', met: p99 < HUBSPOTS_PATIENCE_MS / 10 },
    },
  ];
}

let lastId = 0;

/** So many senders at once for a while; resolves to how long each delivery waited for its answer. */
async function load(url: string, agent: Agent, forMs: number): Promise<number[]> {
  const waits: number[] = [];
  const until = performance.now() + forMs;
  const send = async () => {
    while (performance.now() < until) {
      const began = performance.now();
      const { body, headers } = delivery();
      const status = await post(`${url}${PATH}`, agent, body, headers);
      if (status !== 204) throw new Error(`a delivery was answered ${status}`);
      waits.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, send));
  return waits;
}

function delivery(): { body: string; headers: Record<string, string> } {
  const events = Array.from({ length: EVENTS }, () => {
    lastId += 1;
    return {
      ...{ eventId: lastId, subscriptionId: 7, portalId: 1001, appId: 2001, occurredAt: 1_772_000_000_000 },
      ...{ subscriptionType: 'object.propertyChange', attemptNumber: 0, objectId: 330_000_000_000 + lastId },
      ...{ objectTypeId: '0-3', propertyName: 'dealstage', propertyValue: 'closedwon' },
      ...{ changeSource: 'CRM_UI', sourceId: 'userId:7001', isSensitive: false },
    };
  });
  const body = JSON.stringify(events);
  const uri = `${PUBLIC_URL}${PATH}`;
  const signed = signV3({ secret: SECRET, method: 'POST', uri, body, timestamp: Date.now() });
  return { body, headers: { ...signed, 'content-type': 'application/json' } };
}

function post(
  url: string,
  agent: Agent,
  body: string,
  headers: Record<string, string>,
): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', agent, headers }, (response) => {
      response.resume();
      response.once('end', () => resolve(response.statusCode));
    });
    sent.once('error', reject);
    sent.end(body);
  });
}
