import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { z } from 'zod';
import { createQueue, type Queue, type Work } from '../../src/store/queue.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let queue: Queue;
beforeAll(async () => {
  database = await createTestDatabase();
  queue = await createQueue({
    connectionString: database.url,
    onError: (error) => {
      throw error;
    },
  });
});
afterAll(async () => {
  await queue.stop();
  await database.close();
});

const deal = (recordId: string): Work => ({ kind: 'deal', portalId: '1001', recordId });
const low = (recordId: string): Work => ({ ...deal(recordId), priority: 'low' });

/** What waits, in the order in which it is taken. */
async function waiting(): Promise<string[]> {
  const row = z.object({ record: z.string(), priority: z.number() });
  const rows = await database.rows(
    (each) => row.parse(each),
    `SELECT data->>'recordId' AS record, priority FROM pgboss.job WHERE name = 'deal' AND state < 'active'
     ORDER BY priority DESC, data->>'recordId'`,
  );
  return rows.map(({ record, priority }) => `${record} ${priority}`);
}

test('bulk work waits behind the rest, and a record that is wanted now leaves it', async () => {
  await queue.enqueue([low('1'), low('2'), low('3')]);
  await queue.enqueue([deal('4'), deal('2')]);
  await queue.enqueue([low('4')]);
  expect(await waiting()).toEqual(['2 0', '4 0', '1 -1', '3 -1']);
  await database.transaction((tx) => queue.enqueue([deal('3')], tx));
  expect(await waiting()).toEqual(['2 0', '3 0', '4 0', '1 -1']);
});

test('bulk work that is told to wait stays bulk work', async () => {
  const seen: string[] = [];
  await queue.settle((_kind, batch) => {
    const first = seen.length === 0;
    seen.push(...batch.map(({ recordId, priority }) => `${recordId} ${priority ?? 'normal'}`));
    return Promise.resolve(batch.map(() => (first ? { kind: 'wait', ms: 60_000 } : { kind: 'done' })));
  });
  expect(seen.sort()).toEqual([
    '1 low',
    '1 low',
    ...['2', '3', '4'].flatMap((id) => Array(2).fill(`${id} normal`)),
  ]);
  expect(await waiting()).toEqual([]);
});
