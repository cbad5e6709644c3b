import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { parseDay } from '../../src/calendar.ts';
import { type PortalId, parseId } from '../../src/ids.ts';
import type { Directory } from '../../src/jobs/directory.ts';
import type { Portal } from '../../src/jobs/portal.ts';
import { rounds } from '../../src/jobs/rounds.ts';
import { createSeal } from '../../src/seal.ts';
import type { PortalRow } from '../../src/store/portals.ts';
import { createQueue, type Queue } from '../../src/store/queue.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { silentLog } from '../support/log.ts';

let database: TestDatabase;
let queue: Queue;
beforeEach(async () => {
  database = await createTestDatabase();
  queue = await createQueue({ connectionString: database.url, onError: () => {} });
});
afterEach(async () => {
  await queue.stop();
  await database.close();
});

const row = (number: number): PortalRow => ({
  id: parseId<PortalId>(String(number), 'portal'),
  ...{ timeZone: 'UTC', homeCurrency: 'EUR', accountType: 'STANDARD' },
  ...{ installedOn: parseDay('2026-03-01'), schema: null },
});

/** A directory of portals, none of which answers until a test says so. */
function asking(rows: readonly PortalRow[]) {
  const asked: string[] = [];
  const refusal = Promise.withResolvers<Portal>();
  const get = (id: PortalId) => {
    asked.push(id);
    return refusal.promise;
  };
  const directory: Pick<Directory, 'rows' | 'get'> = { rows: async () => rows, get };
  return { directory, asked, refuseAll: () => refusal.reject(new Error('away')) };
}

const deps = () => ({ database, queue, now: Date.now, log: silentLog, seal: createSeal([]) });

test('a portal that does not answer holds up no other', async () => {
  const { directory, asked, refuseAll } = asking([row(1), row(2), row(3)]);
  const round = rounds(deps(), directory);
  while (asked.length < 3) await new Promise(setImmediate);
  refuseAll();
  expect(await round).toBe(0);
});

test('a round that is told to stop begins with no further portal', async () => {
  const { directory, asked, refuseAll } = asking(Array.from({ length: 20 }, (_, at) => row(at + 1)));
  let stopping = false;
  const round = rounds(deps(), directory, () => stopping);
  while (asked.length === 0) await new Promise(setImmediate);
  stopping = true;
  refuseAll();
  await round;
  expect(asked.length).toBeLessThanOrEqual(8);
});
