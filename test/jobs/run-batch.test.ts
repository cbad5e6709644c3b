import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Problem } from '../../src/errors.ts';
import type { Job, JobDeps } from '../../src/jobs/portal.ts';
import { createRunBatch } from '../../src/jobs/run-batch.ts';
import { createSeal } from '../../src/seal.ts';
import { park, readParked } from '../../src/store/parked.ts';
import { WORK_KINDS, type WorkKind } from '../../src/store/queue.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { silentLog } from '../support/log.ts';
import { PORTAL, PORTAL_ID } from './portal.ts';

const NOW = Date.parse('2026-05-20T12:00:00Z');
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(() => database.run('DELETE FROM parked', []));
afterAll(() => database.close());

/** Runs deals by a job of the test, and tells what became of them, which batches were run, and what is parked. */
async function run(job: Job, ids: readonly string[], lastAttempt: readonly string[] = []) {
  const batches: string[] = [];
  const queue: JobDeps['queue'] = {
    ...{ enqueue: nothing, work: nothing, settle: nothing, supervise: nothing, stop: nothing },
    depth: () => Promise.resolve(new Map()),
  };
  const recorded: Job = (deps, portal, recordIds) => {
    batches.push(recordIds.join(','));
    return job(deps, portal, recordIds);
  };
  const runBatch = createRunBatch(
    { database, queue, now: () => NOW, log: silentLog, seal: createSeal([]) },
    () => Promise.resolve(PORTAL),
    everyKind(recorded),
  );
  const batch = ids.map((recordId) => ({
    ...{ kind: 'deal' as const, portalId: PORTAL_ID, recordId },
    lastAttempt: lastAttempt.includes(recordId),
  }));
  const outcomes = await runBatch('deal', batch);
  const parked = (await readParked(database, PORTAL_ID)).map(({ recordId, code }) => `${recordId} ${code}`);
  return { outcomes: outcomes.map((each) => each.kind), batches, parked: parked.sort() };
}

const nothing = () => Promise.resolve();
function everyKind(job: Job): Record<WorkKind, Job> {
  const [first, ...others] = WORK_KINDS;
  return Object.assign({ [first]: job }, ...others.map((kind) => ({ [kind]: job })));
}

/** Fails while one of these records is in the batch. */
const breakingOn =
  (error: unknown, ...bad: string[]): Job =>
  (_deps, _portal, ids) =>
    bad.some((id) => ids.includes(id)) ? Promise.reject(error) : Promise.resolve([]);
const fault = (kind: 'later' | 'never') => new Problem('hubspot-unavailable', 'no', { retry: { kind } });

describe('the retry policy', () => {
  test('work that is done takes away what was parked of it', async () => {
    await park(database, PORTAL_ID, [
      { kind: 'deal', recordId: '1', code: 'x', message: '', parkedAt: new Date(NOW) },
    ]);
    expect(await run(() => Promise.resolve([]), ['1', '2'])).toEqual({
      ...{ outcomes: ['done', 'done'], batches: ['1,2'], parked: [] },
    });
  });

  test('a refused record is parked, the others are done', async () => {
    const refusing: Job = () => Promise.resolve([{ recordId: '2', code: 'credit_refused', message: 'no' }]);
    expect(await run(refusing, ['1', '2', '3'])).toEqual({
      ...{ outcomes: ['done', 'parked', 'done'], batches: ['1,2,3'], parked: ['2 credit_refused'] },
    });
  });

  test('told to wait, all of it waits and no attempt is spent, the last one neither', async () => {
    const wait = new Problem('hubspot-rate-limited', 'wait', { retry: { kind: 'wait', ms: 10 } });
    expect(await run(breakingOn(wait, '1'), ['1', '2'], ['1'])).toEqual({
      ...{ outcomes: ['wait', 'wait'], batches: ['1,2'], parked: [] },
    });
  });

  test('a passing fault is tried later; who has no attempt left is parked', async () => {
    expect(await run(breakingOn(fault('later'), '1'), ['1', '2'], ['2'])).toEqual({
      ...{ outcomes: ['failed', 'parked'], batches: ['1,2'], parked: ['2 hubspot-unavailable'] },
    });
  });

  test('what cannot succeed is parked alone: the batch is halved until it stands by itself', async () => {
    expect(await run(breakingOn(fault('never'), '2', '5'), ['1', '2', '3', '4', '5'])).toEqual({
      outcomes: ['done', 'parked', 'done', 'done', 'parked'],
      batches: ['1,2,3,4,5', '1,2,3', '1,2', '1', '2', '3', '4,5', '4', '5'],
      parked: ['2 hubspot-unavailable', '5 hubspot-unavailable'],
    });
  });

  test('a fault that nobody foresaw is parked; one of the database passes', async () => {
    expect(await run(breakingOn(new TypeError('oops'), '1'), ['1'])).toMatchObject({
      ...{ outcomes: ['parked'], parked: ['1 unexpected'] },
    });
    const first = await database
      .run('INSERT INTO parked SELECT * FROM parked', [])
      .catch((error: unknown) => error);
    expect(await run(breakingOn(first, '1', '2'), ['2', '3'])).toMatchObject({
      outcomes: ['failed', 'failed'],
    });
  });

  test('two pieces of work on one record are one record to the job', async () => {
    expect(await run(() => Promise.resolve([]), ['1', '1'])).toMatchObject({
      ...{ outcomes: ['done', 'done'], batches: ['1'] },
    });
  });
});
