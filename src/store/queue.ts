import { type Db, type JobWithMetadata, PgBoss } from 'pg-boss';
import type { Transaction } from './database.ts';

/** What a piece of work is about: one record of one portal. Order matters only to `settle`. */
export const WORK_KINDS = [
  'privacy',
  'partner-nightly',
  'partner',
  'activity',
  'referral',
  'company',
  'deal',
  'credit',
  'write-back',
] as const;
export type WorkKind = (typeof WORK_KINDS)[number];

export function isWorkKind(kind: string): kind is WorkKind {
  return WORK_KINDS.some((each) => each === kind);
}

/** The delivery that a piece of work goes back to. Work that waits already keeps its own, which is older. */
export type Cause = {
  readonly deliveryId: string;
  /** Milliseconds since 1970. */
  readonly receivedAt: number;
};

export type Work = {
  readonly kind: WorkKind;
  readonly portalId: string;
  readonly recordId: string;
  /** Not before so many milliseconds from now. */
  readonly delayMs?: number;
  readonly cause?: Cause;
  /** Behind all other work of its kind: bulk edits and reading again at night (R47). */
  readonly priority?: 'low';
};

/** What became of a piece of work. A wait costs no attempt; what is parked is visible until its record changes. */
export type Outcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'parked' };

/** Work whose turn it is. */
export type QueuedWork = Work & {
  /** It may not fail again. */
  readonly lastAttempt: boolean;
  /** 1 is the first. */
  readonly attempt?: number;
  /** Its process ended with it so often that it is not begun any more. */
  readonly lost?: boolean;
};

/** Runs a batch of one kind; answers one outcome per work, in order. */
export type RunBatch = (kind: WorkKind, batch: readonly QueuedWork[]) => Promise<Outcome[]>;

type Payload = { portalId: string; recordId: string; cause?: Cause };

const BATCH = 1000;
const RETRY_LIMIT = 10;
/** How often one of the instances looks for work that a dead one has left. */
const SUPERVISE_SECONDS = 30;
const QUEUE_OPTIONS = {
  // One waiting and one running entry per record: a hundred events on a deal are one recomputation.
  policy: 'stately',
  retryLimit: RETRY_LIMIT,
  retryDelay: 5,
  retryBackoff: true,
  retryDelayMax: 3600,
  expireInSeconds: 600,
  // Work of a process that died goes to another after half a minute of silence, not when its time is up.
  heartbeatSeconds: 30,
  retentionSeconds: 30 * 24 * 3600,
  deleteAfterSeconds: 3600,
  notify: true,
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
  stop(): Promise<void>;
};

/** The work queue: pg-boss on the same PostgreSQL, so that a fact and the work it causes commit together. */
export async function createQueue(options: {
  connectionString: string;
  onError: (error: Error) => void;
  pollSeconds?: number;
}): Promise<Queue> {
  const boss = new PgBoss({
    connectionString: options.connectionString,
    max: 4,
    useListenNotify: true,
    superviseIntervalSeconds: SUPERVISE_SECONDS,
    monitorIntervalSeconds: SUPERVISE_SECONDS,
  });
  boss.on('error', options.onError);
  await boss.start();
  for (const kind of WORK_KINDS) await boss.createQueue(kind, { ...QUEUE_OPTIONS });

  const enqueue: Queue['enqueue'] = async (work, transaction) => {
    for (const kind of WORK_KINDS) {
      const jobs = work.filter((each) => each.kind === kind).map(jobOf);
      if (jobs.length === 0) continue;
      const db = transaction === undefined ? boss.getDb() : inside(transaction);
      const inserted = await boss.insert(kind, jobs, { db, returnId: true });
      const urgent = jobs.filter(({ priority }) => priority === 0).map(({ singletonKey }) => singletonKey);
      if (urgent.length > 0 && (inserted?.length ?? 0) < jobs.length) await promote(db, kind, urgent);
    }
  };

  /** Runs a batch and puts in line again what was told to wait, before its entry is closed. */
  const perform = async (
    kind: WorkKind,
    jobs: readonly JobWithMetadata<Payload>[],
    run: RunBatch,
  ): Promise<{ id: string; outcome: Outcome }[]> => {
    const batch = jobs.map(({ data, priority, retryCount, retryLimit }) => ({
      kind,
      portalId: data.portalId,
      recordId: data.recordId,
      ...(data.cause === undefined ? {} : { cause: data.cause }),
      ...(priority < 0 ? { priority: 'low' as const } : {}),
      lastAttempt: retryCount >= retryLimit,
    }));
    const outcomes = await run(kind, batch);
    await enqueue(
      batch.flatMap((work, place) => {
        const outcome = outcomes[place];
        return outcome?.kind === 'wait' ? [{ ...work, delayMs: outcome.ms }] : [];
      }),
    );
    return jobs.map(({ id }, place) => ({
      id,
      outcome: outcomes[place] ?? { kind: 'failed', message: 'no outcome' },
    }));
  };

  const close = async (kind: WorkKind, ended: readonly { id: string; outcome: Outcome }[]) => {
    for (const { id, outcome } of ended) {
      if (outcome.kind === 'failed') await boss.fail(kind, id, { message: outcome.message });
    }
    const done = ended.filter(({ outcome }) => outcome.kind !== 'failed').map(({ id }) => id);
    if (done.length > 0) await boss.complete(kind, done);
  };

  return {
    enqueue,
    async work(run) {
      const polling = {
        pollingIntervalSeconds: options.pollSeconds ?? 0.5,
        notifyPollingIntervalSeconds: 0.5,
      };
      for (const kind of WORK_KINDS) {
        await boss.work(
          kind,
          {
            ...polling,
            batchSize: BATCH,
            burstWhenBatchFull: true,
            includeMetadata: true,
            perJobResults: true,
          },
          async (jobs: JobWithMetadata<Payload>[]) =>
            (await perform(kind, jobs, run)).map(({ id, outcome }) =>
              outcome.kind === 'failed'
                ? { id, status: 'failed' as const, output: { message: outcome.message } }
                : { id, status: 'completed' as const },
            ),
        );
      }
    },
    async settle(run) {
      for (;;) {
        let found = 0;
        for (const kind of WORK_KINDS) {
          const jobs = await boss.fetch<Payload>(kind, {
            batchSize: BATCH,
            ignoreStartAfter: true,
            includeMetadata: true,
          });
          found += jobs.length;
          await close(kind, jobs.length === 0 ? [] : await perform(kind, jobs, run));
        }
        if (found === 0) return;
      }
    },
    async depth() {
      const queues = await boss.getQueues([...WORK_KINDS]);
      return new Map(
        queues.map((queue) => [
          queue.name as WorkKind,
          queue.queuedCount + queue.activeCount + queue.deferredCount,
        ]),
      );
    },
    async stop() {
      await boss.stop({ graceful: true, timeout: 10_000 });
    },
  };
}

/** What waits behind the rest already, and is wanted now, goes to its place: a record has one waiting entry. */
async function promote(db: Db, kind: WorkKind, singletonKeys: readonly string[]): Promise<void> {
  await db.executeSql(
    `UPDATE pgboss.job SET priority = 0
     WHERE name = $1 AND state < 'active' AND priority < 0 AND coalesce(singleton_key, '') = ANY($2)`,
    [kind, singletonKeys],
  );
}

function inside({ client }: Transaction): Db {
  return { executeSql: (text, values) => client.query(text, values) };
}

const LOW = -1;

function jobOf({ portalId, recordId, delayMs, cause, priority }: Work) {
  return {
    data: { portalId, recordId, ...(cause === undefined ? {} : { cause }) },
    singletonKey: `${portalId}:${recordId}`,
    group: { id: portalId },
    priority: priority === 'low' ? LOW : 0,
    ...(delayMs === undefined || delayMs <= 0 ? {} : { startAfter: new Date(Date.now() + delayMs) }),
  };
}
