import { type Db, PgBoss } from 'pg-boss';
import { z } from 'zod';
import { atMost } from '../at-most.ts';
import { ATTEMPTS } from '../retry-policy.ts';
import type { Transaction } from './database.ts';
import { type Bell, createBell, ringEverywhere } from './queue-bell.ts';
import { type Claims, createClaims, HEARTBEAT, type Payload } from './queue-claims.ts';
import { createWorkers, type Workers } from './queue-workers.ts';
import { type RunBatch, WORK_KINDS, type Work, type WorkKind } from './work.ts';

export {
  type Cause,
  isWorkKind,
  type Outcome,
  type QueuedWork,
  type RunBatch,
  WORK_KINDS,
  type Work,
  type WorkKind,
} from './work.ts';

const DAY_SECONDS = 24 * 3600;
const QUEUE_OPTIONS = {
  // One waiting and one running entry per record: a hundred events on a deal are one recomputation.
  policy: 'stately',
  // How often is for the retry policy to say; this never ends first, since pg-boss would forget the work.
  retryLimit: 10_000,
  retryDelay: ATTEMPTS.firstPauseSeconds,
  retryBackoff: true,
  retryDelayMax: ATTEMPTS.longestPauseSeconds,
  // The heartbeat says who is alive, not the time a batch takes: HubSpot may keep it waiting for hours.
  heartbeatSeconds: HEARTBEAT.seconds,
  expireInSeconds: DAY_SECONDS,
  retentionSeconds: 30 * DAY_SECONDS,
  deleteAfterSeconds: 3600,
  notify: false,
} as const;

export type Queue = {
  /** Puts work in line, once per record, inside the caller's transaction where one is given. */
  enqueue(work: readonly Work[], transaction?: Transaction): Promise<void>;
  /** Starts working; stops with `stop`. */
  work(run: RunBatch): Promise<void>;
  /** For tests and one-off commands: runs all work there is, delays ignored, until none is left. */
  settle(run: RunBatch): Promise<void>;
  /** Entries waiting or running, per kind. */
  depth(): Promise<Map<WorkKind, number>>;
  /** Looks now for entries of instances that gave no sign for a minute; it happens by itself every half minute. */
  supervise(): Promise<void>;
  /** Ends what is being worked on, or hands it back after a while. */
  stop(withinMs?: number): Promise<void>;
};

/** How often the entries of instances that died are looked for. */
const SUPERVISE_SECONDS = 30;
const STOP_WITHIN_MS = 10_000;
/** Long enough for a new release of the queue to bring its tables up to date. */
const ANSWER_WITHIN_MS = 120_000;

/** The work queue: pg-boss on the same PostgreSQL, so that a fact and the work it causes commit together. */
export async function createQueue(options: {
  connectionString: string;
  onError: (error: Error) => void;
  /** Looks for work so often where nothing rings. */
  pollSeconds?: number;
  /** Records that are worked on together, at most. Default 1,000 (R23). */
  batchSize?: number;
  /** An answer of PostgreSQL that takes longer is not waited for. */
  answerWithinMs?: number;
}): Promise<Queue> {
  const { connectionString, onError, pollSeconds = 0.5, batchSize = 1000 } = options;
  const { answerWithinMs = ANSWER_WITHIN_MS } = options;
  const boss = new PgBoss({
    // Handed on to the driver: without it a connection that falls silent holds up a kind of work for good.
    ...{ connectionString, max: 4, query_timeout: answerWithinMs },
    ...{ superviseIntervalSeconds: SUPERVISE_SECONDS, monitorIntervalSeconds: SUPERVISE_SECONDS },
  });
  boss.on('error', onError);
  await boss.start();
  await prepareQueues(boss);
  const enqueue: Queue['enqueue'] = async (work, transaction) => {
    const db = transaction === undefined ? boss.getDb() : inside(transaction);
    for (const [kind, some] of inOrder(work)) await insert(boss, db, kind, some);
  };
  const bell = createBell(WORK_KINDS, onError);
  const claims = createClaims(boss, enqueue, onError);
  const lookEveryMs = pollSeconds * 1000;
  const workers = createWorkers({ boss, claims, bell, kinds: WORK_KINDS, batchSize, lookEveryMs, onError });

  let stopped: Promise<void> | undefined;

  return {
    enqueue,
    async work(run) {
      await bell.listen(boss.getDb());
      workers.start(run);
    },
    settle: (run) => settle(boss, claims, batchSize, run),
    depth: () => depth(boss),
    supervise: () => boss.supervise(),
    stop(withinMs = STOP_WITHIN_MS) {
      stopped ??= stop({ boss, workers, claims, bell }, withinMs);
      return stopped;
    },
  };
}

async function settle(boss: PgBoss, claims: Claims, batchSize: number, run: RunBatch): Promise<void> {
  for (;;) {
    let found = 0;
    for (const kind of WORK_KINDS) {
      const some = await boss.fetch<Payload>(kind, {
        ...{ batchSize, ignoreStartAfter: true, includeMetadata: true },
      });
      found += some.length;
      if (some.length > 0) await claims.work(kind, some, run);
    }
    if (found === 0) return;
  }
}

async function depth(boss: PgBoss): Promise<Map<WorkKind, number>> {
  const queues = await boss.getQueues([...WORK_KINDS]);
  return new Map(
    queues.map((queue) => [
      queue.name as WorkKind,
      queue.queuedCount + queue.activeCount + queue.deferredCount,
    ]),
  );
}

async function stop(
  parts: { readonly boss: PgBoss; readonly workers: Workers; readonly claims: Claims; readonly bell: Bell },
  withinMs: number,
): Promise<void> {
  await atMost(withinMs, parts.workers.stop());
  await parts.claims.handBack();
  await parts.bell.stop();
  await parts.boss.stop({ graceful: false });
}

/** Makes the queues, and brings those of an earlier release up to date. */
async function prepareQueues(boss: PgBoss): Promise<void> {
  const { policy: _fixed, ...changeable } = QUEUE_OPTIONS;
  const known = new Set((await boss.getQueues([...WORK_KINDS])).map(({ name }) => name));
  for (const kind of WORK_KINDS) {
    if (known.has(kind)) await boss.updateQueue(kind, changeable);
    else await boss.createQueue(kind, QUEUE_OPTIONS);
  }
}

/** Work by kind; kinds and records in one order for everybody, so that two transactions never wait crosswise. */
function inOrder(work: readonly Work[]): [WorkKind, Work[]][] {
  const sorted = [...work].sort((a, b) => compare(keyOf(a), keyOf(b)));
  const ofKind = Map.groupBy(sorted, ({ kind }) => kind);
  return WORK_KINDS.flatMap((kind): [WorkKind, Work[]][] => {
    const some = ofKind.get(kind);
    return some === undefined ? [] : [[kind, some]];
  });
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Rounds in which somebody else may take what waits, between our finding it there and holding it. */
const MOST_ROUNDS = 20;

/**
 * A record has one waiting entry. Where there is one already, nothing is added, but it is held until the caller's
 * transaction ends: taken before that, it would be done without what the transaction is about to say, and nothing
 * would be left to do it again.
 */
async function insert(boss: PgBoss, db: Db, kind: WorkKind, work: readonly Work[]): Promise<void> {
  const jobs = work.map(jobOf);
  let missing = jobs;
  let found = false;
  for (let round = 1; missing.length > 0; round++) {
    if (round > MOST_ROUNDS) throw new Error(`${missing.length} entries of ${kind} cannot be put in line`);
    const inserted = await boss.insert(kind, missing, { db, returnId: true });
    if (inserted?.length === missing.length) break;
    const held = await hold(
      db,
      kind,
      missing.map(({ singletonKey }) => singletonKey),
    );
    missing = missing.filter(({ singletonKey }) => !held.has(singletonKey));
    found = true;
  }
  const urgent = jobs.filter(({ priority }) => priority === 0).map(({ singletonKey }) => singletonKey);
  if (urgent.length > 0 && found) await promote(db, kind, urgent);
  if (jobs.some(({ startAfter }) => startAfter === undefined)) await ringEverywhere(db, kind);
}

const keyed = z.object({ singleton_key: z.string() });

/** Locks what waits, in one order for everybody; gives the keys that have an entry. One that is being taken has none. */
async function hold(db: Db, kind: WorkKind, singletonKeys: readonly string[]): Promise<Set<string>> {
  const { rows } = await db.executeSql(
    `SELECT singleton_key FROM pgboss.job
     WHERE name = $1 AND state = 'created' AND coalesce(singleton_key, '') = ANY($2)
       AND state <= 'active' AND policy = 'stately'
     ORDER BY singleton_key FOR UPDATE`,
    [kind, singletonKeys],
  );
  return new Set(rows.map((row: unknown) => keyed.parse(row).singleton_key));
}

/**
 * What waits behind the rest already, and is wanted now, goes to its place: a record has one waiting entry. Asked in
 * the words of the queue's unique index, or every entry would be read.
 */
async function promote(db: Db, kind: WorkKind, singletonKeys: readonly string[]): Promise<void> {
  await db.executeSql(
    `UPDATE pgboss.job SET priority = 0
     WHERE name = $1 AND state IN ('created', 'retry') AND coalesce(singleton_key, '') = ANY($2) AND priority < 0
       AND state <= 'active' AND policy = 'stately'`,
    [kind, singletonKeys],
  );
}

function inside({ client }: Transaction): Db {
  return { executeSql: (text, values) => client.query(text, values) };
}

const LOW = -1;

function keyOf({ portalId, recordId }: Work): string {
  return `${portalId}:${recordId}`;
}

function jobOf(work: Work) {
  const { portalId, recordId, delayMs, cause, priority, spent = 0 } = work;
  const data: Payload = {
    ...{ portalId, recordId },
    ...(cause === undefined ? {} : { cause }),
    ...(spent === 0 ? {} : { spent }),
  };
  return {
    data,
    singletonKey: keyOf(work),
    group: { id: portalId },
    priority: priority === 'low' ? LOW : 0,
    ...(delayMs === undefined || delayMs <= 0 ? {} : { startAfter: new Date(Date.now() + delayMs) }),
  };
}
