import type { JobWithMetadata, PgBoss } from 'pg-boss';
import { ATTEMPTS, CRASHES } from '../retry-policy.ts';
import type { Cause, Outcome, QueuedWork, RunBatch, Work, WorkKind } from './work.ts';

export type Payload = {
  readonly portalId: string;
  readonly recordId: string;
  readonly cause?: Cause;
  readonly spent?: number;
};

/** An entry that this process works on, until it is closed or its heartbeat stops. */
export type Claim = JobWithMetadata<Payload>;

/** An instance that gives no sign for so long has lost its claims: others take them over. */
export const HEARTBEAT = { seconds: 60, everyMs: 20_000 } as const;

export type Claims = {
  /** Runs entries of one kind, puts in line again what was told to wait, and closes them. */
  work(kind: WorkKind, claims: readonly Claim[], run: RunBatch): Promise<void>;
  /** Gives back what is still being worked on, for another instance. */
  handBack(): Promise<void>;
};

type Held = {
  readonly kind: WorkKind;
  readonly claims: readonly Claim[];
  readonly heartbeat: NodeJS.Timeout;
};

/**
 * Keeps claims alive while they are worked on, however long that takes. Every close names the attempt it belongs to:
 * that of an instance which was thought dead changes nothing any more.
 */
export function createClaims(
  boss: PgBoss,
  enqueue: (work: readonly Work[]) => Promise<void>,
  onError: (error: Error) => void,
): Claims {
  const held = new Set<Held>();

  const runAll = async (kind: WorkKind, claims: readonly Claim[], run: RunBatch): Promise<Outcome[]> => {
    const batch = claims.map((claim) => workOf(kind, claim));
    const outcomes = await run(kind, batch);
    const waiting = batch.flatMap((work, place) => {
      const outcome = outcomes[place];
      if (outcome?.kind !== 'wait') return [];
      return [{ ...work, delayMs: outcome.ms, spent: (work.attempt ?? 1) - 1 }];
    });
    // Before their entries are closed: a crash in between leaves two, which are one record's.
    await enqueue(waiting);
    return claims.map((_, place) => outcomes[place] ?? { kind: 'failed', message: 'no outcome' });
  };

  return {
    async work(kind, claims, run) {
      const heartbeat = setInterval(() => {
        boss.touch(kind, attemptsOf(claims)).catch(onError);
      }, HEARTBEAT.everyMs);
      const holding = { kind, claims, heartbeat };
      held.add(holding);
      try {
        const outcomes = await runAll(kind, claims, run).catch((error: unknown): Outcome[] => {
          const message = error instanceof Error ? error.message : String(error);
          onError(new Error(`a batch of work failed as a whole: ${message}`, { cause: error }));
          return claims.map(() => ({ kind: 'failed', message }));
        });
        if (held.has(holding)) await close(boss, kind, claims, outcomes);
      } finally {
        clearInterval(heartbeat);
        held.delete(holding);
      }
    },
    async handBack() {
      const all = [...held];
      held.clear();
      for (const { kind, claims, heartbeat } of all) {
        clearInterval(heartbeat);
        await boss.fail(kind, attemptsOf(claims), { message: 'the instance was stopped' });
      }
    },
  };
}

function workOf(kind: WorkKind, { data, priority, retryCount }: Claim): QueuedWork {
  const attempt = (data.spent ?? 0) + retryCount + 1;
  return {
    ...{ kind, portalId: data.portalId, recordId: data.recordId, attempt },
    ...(data.cause === undefined ? {} : { cause: data.cause }),
    ...(priority < 0 ? { priority: 'low' as const } : {}),
    lastAttempt: attempt >= ATTEMPTS.most,
    lost: attempt > ATTEMPTS.most + CRASHES,
  };
}

/** Entries that failed are tried again by pg-boss, which makes the pauses longer each time. */
async function close(
  boss: PgBoss,
  kind: WorkKind,
  claims: readonly Claim[],
  outcomes: readonly Outcome[],
): Promise<void> {
  const reasonOf = (place: number) => {
    const outcome = outcomes[place];
    return outcome?.kind === 'failed' ? outcome.message : null;
  };
  for (const [message, some] of Map.groupBy(claims, (_, place) => reasonOf(place))) {
    if (message === null) await boss.complete(kind, attemptsOf(some));
    else await boss.fail(kind, attemptsOf(some), { message });
  }
}

function attemptsOf(claims: readonly Claim[]): { id: string; retryCount: number }[] {
  return claims.map(({ id, retryCount }) => ({ id, retryCount }));
}
