import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { Database } from '../../../src/store/database.ts';
import { WORK_KINDS } from '../../../src/store/queue.ts';
import type { Yard } from './yard.ts';

const PATIENCE_MS = 6 * 60_000;
const LOOK_MS = 500;
/** Looks in a row at which nothing was left. */
const CALM = 4;

/**
 * Waits until nothing is left to do anywhere. HubSpot's retries (after a minute, three, ten …) and the queue's (after
 * seconds to an hour) are made sooner; the work of dead servers is left to the servers that live.
 * Throws with what is left when it takes too long.
 */
export async function quiet({ sandbox, app }: Yard): Promise<{ readonly events: number }> {
  const deadline = Date.now() + PATIENCE_MS;
  for (let calm = 0; calm < CALM; ) {
    const left = { ...(await leftAtHubspot(sandbox)), ...(await leftAtServers(app.database)) };
    calm = Object.values(left).every((count) => count === 0) ? calm + 1 : 0;
    if (Date.now() > deadline) throw new Error(`still not done: ${JSON.stringify(left)}`);
    await pause(LOOK_MS);
  }
  return {
    events: (await readDeliveries(sandbox)).deliveries.reduce((sum, each) => sum + each.events.length, 0),
  };
}

const deliveryList = z.object({
  pending: z.array(z.unknown()),
  deliveries: z.array(
    z.object({
      id: z.number(),
      state: z.enum(['waiting', 'delivered', 'given-up']),
      nextAt: z.number().optional(),
      events: z.array(z.unknown()),
    }),
  ),
});

async function readDeliveries(sandbox: Yard['sandbox']) {
  return deliveryList.parse(await sandbox.control('GET', '/deliveries'));
}

async function leftAtHubspot(sandbox: Yard['sandbox']): Promise<{ pending: number; unanswered: number }> {
  const { pending, deliveries } = await readDeliveries(sandbox);
  const refused = deliveries.filter(({ state, nextAt }) => state === 'waiting' && nextAt !== undefined);
  for (const { id } of refused) await sandbox.control('POST', `/deliveries/${id}/replay`);
  const unanswered = deliveries.filter(({ state }) => state !== 'delivered').length;
  return { pending: pending.length, unanswered };
}

const count = z.object({ count: z.bigint() }).transform((row) => Number(row.count));

async function leftAtServers(database: Database): Promise<{ unread: number; queued: number }> {
  await database.run(
    `UPDATE pgboss.job SET start_after = now() WHERE state = 'retry' AND start_after > now() + interval '1 second'`,
  );
  const [unread = 0] = await database.rows(
    (row) => count.parse(row),
    'SELECT count(*) AS count FROM delivery WHERE expanded_at IS NULL',
  );
  const [queued = 0] = await database.rows(
    (row) => count.parse(row),
    `SELECT count(*) AS count FROM pgboss.job WHERE state < 'completed' AND name IN (SELECT unnest($1::text[]))`,
    [[...WORK_KINDS]],
  );
  return { unread, queued };
}
