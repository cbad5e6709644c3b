import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { openDatabase } from '../../src/store/database.ts';
import { isPassingFault } from '../../src/store/passing-fault.ts';
import { createQueue } from '../../src/store/queue.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { silentLog } from '../support/log.ts';
import { createSilentWay, type SilentWay } from '../support/silent-way.ts';

let database: TestDatabase;
let way: SilentWay;
beforeEach(async () => {
  database = await createTestDatabase();
  way = await createSilentWay(database.url);
});
afterEach(async () => {
  await way.close();
  await database.close();
});

const faultOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => error,
  );
const SILENCE = { answerWithinMs: 300 };

test('a database that falls silent costs the statements under way, and the next ones connect anew', async () => {
  const far = await openDatabase({ kind: 'url', url: way.url }, silentLog, SILENCE);
  await Promise.all([far.run('SELECT 1'), far.run('SELECT 1')]);
  const begun = far.transaction(async (tx) => {
    way.fallSilent();
    await tx.run('SELECT 1');
  });
  const faults = [await faultOf(begun), await faultOf(far.run('SELECT 1'))];
  expect(faults.map(isPassingFault)).toEqual([true, true]);
  expect(await far.run('SELECT 1')).toBe(1);
  await far.close();
});

test('an instance whose connections fall silent works on over new ones', async () => {
  const worked = Promise.withResolvers<string[]>();
  const queue = await createQueue({
    connectionString: way.url,
    onError: () => {},
    pollSeconds: 0.05,
    ...SILENCE,
  });
  await queue.work(async (_kind, batch) => {
    worked.resolve(batch.map(({ recordId }) => recordId));
    return batch.map(() => ({ kind: 'done' }));
  });
  way.fallSilent();
  const near = await createQueue({ connectionString: database.url, onError: () => {} });
  await near.enqueue([{ kind: 'deal', portalId: '1', recordId: '7' }]);
  expect(await worked.promise).toEqual(['7']);
  await Promise.all([near.stop(), queue.stop(100)]);
});
