import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { createQueue, type Outcome, type Queue, type QueuedWork, type Work } from '../../src/store/queue.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
const queues: Queue[] = [];
const faults: Error[] = [];
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(async () => {
  await Promise.all(queues.splice(0).map((queue) => queue.stop()));
  await database.close();
  expect(faults.splice(0)).toEqual([]);
});

async function open(): Promise<Queue> {
  const queue = await createQueue({
    connectionString: database.url,
    onError: (error) => faults.push(error),
  });
  queues.push(queue);
  return queue;
}

const deals = (portalId: string, count: number, from = 0): Work[] =>
  Array.from({ length: count }, (_, at) => ({ kind: 'deal', portalId, recordId: String(from + at) }));
const done = (batch: readonly unknown[]): Outcome[] => batch.map(() => ({ kind: 'done' }));

/** Resolves once so many have come. */
function counted(wanted: number) {
  const all = Promise.withResolvers<void>();
  let count = 0;
  return {
    all: all.promise,
    add(some: number) {
      count += some;
      if (count >= wanted) all.resolve();
    },
  };
}

/** Makes what is claimed look as if its instance had given no sign for so many seconds, and has that looked for. */
async function silent(seconds: number, living: Queue): Promise<void> {
  await database.run(
    `UPDATE pgboss.job SET heartbeat_on = now() - $1 * interval '1 s' WHERE name = 'deal' AND state = 'active'`,
    [seconds],
  );
  await database.run(`UPDATE pgboss.queue SET monitor_claim_on = now() - interval '1 day'`);
  await living.supervise();
}

describe('turns', () => {
  test('a portal with thousands of waiting records does not hold up one with a single record', async () => {
    const queue = await open();
    await queue.enqueue(deals('big', 4_500));
    await queue.enqueue(deals('second', 3_000));
    await queue.enqueue(deals('small', 1));
    const order: string[] = [];
    const workers = counted(9);
    await queue.work(async (_kind, batch) => {
      const portals = new Set(batch.map(({ portalId }) => portalId));
      order.push(...portals);
      workers.add(portals.size);
      return done(batch);
    });
    await workers.all;
    expect(order.slice(0, 3).sort()).toEqual(['big', 'second', 'small']);
    // Afterwards they take turns: the second gets as many batches as the first while it has some.
    expect(order.slice(3, 7).sort()).toEqual(['big', 'big', 'second', 'second']);
  });

  test('a portal that HubSpot keeps waiting holds up no other', async () => {
    const queue = await open();
    await queue.enqueue([...deals('slow', 2_000), ...deals('fast', 2_500)]);
    const release = Promise.withResolvers<void>();
    const fast = counted(2_500);
    await queue.work(async (_kind, batch) => {
      if (batch.some(({ portalId }) => portalId === 'slow')) await release.promise;
      else fast.add(batch.length);
      return done(batch);
    });
    await fast.all;
    release.resolve();
  });
});

describe('several instances', () => {
  test('no record is worked on twice at once, however often it is put in line', async () => {
    const instances = [await open(), await open(), await open()];
    const [first] = instances;
    const working = new Map<string, number>();
    const overlaps: string[] = [];
    const runs = new Map<string, number>();
    const enough = counted(900);
    await first?.enqueue(deals('1', 200));
    for (const queue of instances) {
      await queue.work(async (kind, batch) => {
        for (const { recordId } of batch) {
          if ((working.get(recordId) ?? 0) > 0) overlaps.push(recordId);
          working.set(recordId, (working.get(recordId) ?? 0) + 1);
          runs.set(recordId, (runs.get(recordId) ?? 0) + 1);
        }
        // Every record comes again while it is being worked on, as a duplicated delivery makes it.
        const again = batch.filter(({ recordId }) => (runs.get(recordId) ?? 0) < 5);
        await queue.enqueue(again.map(({ portalId, recordId }) => ({ kind, portalId, recordId })));
        await queue.enqueue(
          again.slice(0, 50).map(({ portalId, recordId }) => ({ kind, portalId, recordId })),
        );
        for (const { recordId } of batch) working.set(recordId, (working.get(recordId) ?? 0) - 1);
        enough.add(batch.length);
        return done(batch);
      });
    }
    await enough.all;
    expect(overlaps).toEqual([]);
    expect(runs.size).toBe(200);
  });

  test('work of an instance that died is taken over, and what that one still says changes nothing', async () => {
    const [dead, living] = [await open(), await open()];
    await dead.enqueue(deals('1', 3));
    const begun = Promise.withResolvers<void>();
    const wake = Promise.withResolvers<void>();
    const settled = dead.settle(async (_kind, batch) => {
      if (batch[0]?.attempt === 1) {
        begun.resolve();
        await wake.promise;
      }
      return done(batch);
    });
    await begun.promise;
    await silent(50, living);
    expect(await attempts(living)).toEqual([]);
    await silent(61, living);
    const taken: (number | undefined)[] = [];
    await living.settle(async (_kind, batch) => {
      taken.push(...batch.map(({ attempt }) => attempt));
      // The one that was thought dead comes to itself now, in the middle of the other's work.
      wake.resolve();
      await settled;
      expect(await activeDeals()).toBe(3);
      return done(batch);
    });
    expect(taken).toEqual([2, 2, 2]);
    expect(await activeDeals()).toBe(0);
  });

  test('an instance that stops hands back what it does not finish', async () => {
    const [stopping, other] = [await open(), await open()];
    await stopping.enqueue(deals('1', 2));
    const begun = Promise.withResolvers<void>();
    await stopping.work(() => {
      begun.resolve();
      return new Promise(() => {});
    });
    await begun.promise;
    await stopping.stop(0);
    expect((await attempts(other)).sort()).toEqual(['0 #2', '1 #2']);
  });
});

describe('attempts', () => {
  test('a wait spends none and forgets none; after the last one, work whose process dies is not begun again', async () => {
    const queue = await open();
    await queue.enqueue(deals('1', 1));
    const seen: Pick<QueuedWork, 'attempt' | 'lastAttempt' | 'lost'>[] = [];
    await queue.settle(async (_kind, batch) => {
      const [{ attempt, lastAttempt, lost } = { lastAttempt: false }] = batch;
      seen.push({
        lastAttempt,
        ...(attempt === undefined ? {} : { attempt }),
        ...(lost === undefined ? {} : { lost }),
      });
      if (seen.length === 2 || seen.length === 3) return [{ kind: 'wait', ms: 60_000 }];
      return seen.length < 40 ? [{ kind: 'failed', message: 'no' }] : done(batch);
    });
    expect(seen.slice(0, 5).map(({ attempt }) => attempt)).toEqual([1, 2, 2, 2, 3]);
    const last = seen.findIndex(({ lastAttempt }) => lastAttempt);
    expect(seen[last]).toEqual({ attempt: 32, lastAttempt: true, lost: false });
    expect(seen.findIndex(({ lost }) => lost)).toBe(last + 6);
  });
});

/** What another instance would get now, as record and attempt. */
async function attempts(queue: Queue): Promise<string[]> {
  const found: string[] = [];
  await queue.settle(async (_kind, batch) => {
    found.push(...batch.map(({ recordId, attempt }) => `${recordId} #${attempt}`));
    return done(batch);
  });
  return found;
}

async function activeDeals(): Promise<number> {
  return database.run(`SELECT 1 FROM pgboss.job WHERE name = 'deal' AND state = 'active'`);
}

describe('work that is asked for in a transaction', () => {
  test('is done after the commit, also when the same work was waiting already', async () => {
    const queue = await open();
    await database.run('CREATE TABLE fact (said text NOT NULL)');
    await queue.enqueue(deals('portal', 2));
    const seen: string[][] = [];
    const look = async (batch: readonly QueuedWork[]) => {
      const facts = await database.rows(
        (row) => z.object({ said: z.string() }).parse(row).said,
        'SELECT said FROM fact',
      );
      seen.push([...batch.map(({ recordId }) => `${recordId} saw ${facts.join() || 'nothing'}`)].sort());
      return done(batch);
    };
    await database.transaction(async (tx) => {
      await tx.run(`INSERT INTO fact VALUES ('the fact')`);
      await queue.enqueue(deals('portal', 2, 1), tx);
      await queue.settle((_kind, batch) => look(batch));
    });
    await queue.settle((_kind, batch) => look(batch));
    expect(seen).toEqual([['0 saw nothing'], ['1 saw the fact', '2 saw the fact']]);
  });

  test('never waits crosswise for what another transaction puts in line, whatever order each names it in', async () => {
    const [one, other] = [await open(), await open()];
    const work = deals('portal', 2_000);
    await Promise.all([
      database.transaction((tx) => one.enqueue(work, tx)),
      database.transaction((tx) => other.enqueue([...work].reverse(), tx)),
    ]);
    expect(await database.run(`SELECT 1 FROM pgboss.job WHERE name = 'deal'`)).toBe(2_000);
  });
});
