import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Problem } from '../../src/errors.ts';
import type { Job, JobDeps } from '../../src/jobs/portal.ts';
import { retryParked } from '../../src/jobs/retry-parked.ts';
import { createRunBatch } from '../../src/jobs/run-batch.ts';
import { createWaits } from '../../src/jobs/waits.ts';
import { ATTEMPTS } from '../../src/retry-policy.ts';
import { createSeal } from '../../src/seal.ts';
import { park, readParked } from '../../src/store/parked.ts';
import { WORK_KINDS, type WorkKind } from '../../src/store/queue.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { recordingLog, silentLog } from '../support/log.ts';
import { PORTAL, PORTAL_ID } from './portal.ts';

const NOW = Date.parse('2026-05-20T12:00:00Z');
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(() => database.run('DELETE FROM parked', []));
afterAll(() => database.close());

/** Runs deals by a job of the test, and tells what became of them, which batches were run, and what is parked. */
async function run(
  job: Job,
  ids: readonly string[],
  lastAttempt: readonly string[] = [],
  attempt = 1,
  lost: readonly string[] = [],
) {
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
    attempt,
    lost: lost.includes(recordId),
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

  test('one poison among a thousand stops no other: it is found in some twenty runs', async () => {
    const ids = Array.from({ length: 1_000 }, (_, at) => String(at));
    const ran = await run(breakingOn(fault('never'), '617'), ids);
    expect(ran.parked).toEqual(['617 hubspot-unavailable']);
    expect(ran.outcomes.filter((each) => each === 'done').length).toBe(999);
    expect(ran.batches.length).toBeLessThanOrEqual(21);
  });

  test('one record that HubSpot stumbles over does not keep the others waiting for ever', async () => {
    const ids = Array.from({ length: 1_000 }, (_, at) => String(at));
    const stumbling = breakingOn(fault('later'), '617');
    expect((await run(stumbling, ids, [], 2)).outcomes.every((each) => each === 'failed')).toBe(true);
    const third = await run(stumbling, ids, [], 3);
    expect(third.outcomes.filter((each) => each === 'done').length).toBe(999);
    expect(third.outcomes[617]).toBe('failed');
    expect(third.batches.length).toBeLessThanOrEqual(21);
  });

  test('while all of HubSpot is down, a batch costs three runs, not one for each record', async () => {
    const ids = Array.from({ length: 1_000 }, (_, at) => String(at));
    const down = await run(() => Promise.reject(fault('later')), ids, [], 5);
    expect([down.batches.length, new Set(down.outcomes)]).toEqual([3, new Set(['failed'])]);
  });

  test('work whose process died each time is parked without being begun', async () => {
    const ran = await run(() => Promise.resolve([]), ['1', '2'], [], 1, ['2']);
    expect(ran).toEqual({ outcomes: ['done', 'parked'], batches: ['1'], parked: ['2 process-lost'] });
  });

  test('waiting is told once a minute, however often', async () => {
    let at = NOW;
    const { log, lines } = recordingLog();
    const waits = createWaits({ log, now: () => at });
    for (let times = 0; times < 100; times++) {
      waits('1', 'deal', { records: 1_000, ms: 10_000, error: 'too many' });
      at += 1_000;
    }
    await new Promise(setImmediate);
    expect(lines()).toMatchObject([{ timesUntold: 0 }, { timesUntold: 59 }]);
  });

  test('it is given up on after about a day of attempts', () => {
    const { most, firstPauseSeconds, longestPauseSeconds } = ATTEMPTS;
    // pg-boss: between half and all of the doubled pause, at random.
    const hours = (part: number) =>
      Array.from({ length: most - 1 }, (_, at) =>
        Math.min(longestPauseSeconds, firstPauseSeconds * 2 ** (at + 1) * part),
      ).reduce((sum, seconds) => sum + seconds, 0) / 3_600;
    expect([Math.round(hours(0.5)), Math.round(hours(1))]).toEqual([22, 23]);
  });
});

describe('parked work', () => {
  const retried = async (at: number) => {
    const put: string[] = [];
    const queue: JobDeps['queue'] = {
      ...{ work: nothing, settle: nothing, supervise: nothing, stop: nothing },
      enqueue: async (work) => void put.push(...work.map(({ kind, recordId }) => `${kind} ${recordId}`)),
      depth: () => Promise.resolve(new Map()),
    };
    await retryParked({ database, queue, now: () => at, log: silentLog, seal: createSeal([]) });
    return put.sort();
  };
  const refuse = (at: number) =>
    park(database, PORTAL_ID, [
      { kind: 'write-back', recordId: '1', code: 'deal_stamp_refused', message: '', parkedAt: new Date(at) },
      { kind: 'deal', recordId: '2', code: 'hubspot-refused', message: '', parkedAt: new Date(at) },
      { kind: 'deal', recordId: '3', code: 'hubspot-unavailable', message: '', parkedAt: new Date(at) },
    ]);

  test('a refused stamp, and what did not pass in a day, are tried daily for 14 days, then on demand', async () => {
    const DAY = 86_400_000;
    const days: number[] = [];
    await refuse(NOW);
    for (let hour = 1; hour <= 20 * 24; hour++) {
      const at = NOW + hour * 3_600_000;
      const put = await retried(at);
      if (put.length === 0) continue;
      expect(put).toEqual(['deal 3', 'write-back 1']);
      days.push((at - NOW) / DAY);
      await refuse(at);
    }
    expect(days).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]);
    expect(await readParked(database, PORTAL_ID)).toHaveLength(3);
  });

  test('several instances try it once', async () => {
    await refuse(NOW);
    const at = NOW + 90_000_000;
    const [one, other] = await Promise.all([retried(at), retried(at)]);
    expect([...(one ?? []), ...(other ?? [])].sort()).toEqual(['deal 3', 'write-back 1']);
  });
});
