import { setTimeout as pause } from 'node:timers/promises';
import type { Db } from 'pg-boss';

const CHANNEL = 'partnerships_work';

/** Wakes who waits for work of a kind. Only a hint: who waits looks by itself as well. */
export type Bell = {
  ring(kind: string): void;
  /** Ends at the next ring, one since the last wait included, or after `ms`. */
  wait(kind: string, ms: number): Promise<void>;
  /** Hears the rings of all instances from now on. */
  listen(db: Db): Promise<void>;
  stop(): Promise<void>;
};

/** Rings for all instances when the transaction commits. */
export async function ringEverywhere(db: Db, kind: string): Promise<void> {
  await db.executeSql('SELECT pg_notify($1, $2)', [CHANNEL, kind]);
}

export function createBell(kinds: readonly string[], onError: (error: Error) => void): Bell {
  const rung = new Set<string>();
  const sleeping = new Map<string, AbortController>();
  let handle: Awaited<ReturnType<NonNullable<Db['listen']>>> | undefined;
  const ring = (kind: string) => {
    rung.add(kind);
    sleeping.get(kind)?.abort();
  };
  return {
    ring,
    async wait(kind, ms) {
      const wake = new AbortController();
      sleeping.set(kind, wake);
      // A ring ends the pause early; that is no failure.
      if (!rung.has(kind)) await pause(ms, undefined, { signal: wake.signal }).catch(() => {});
      sleeping.delete(kind);
      rung.delete(kind);
    },
    async listen(db) {
      try {
        handle = await db.listen?.(CHANNEL, ring, () => kinds.forEach(ring));
      } catch (error) {
        onError(new Error('work of other instances is seen by looking only', { cause: error }));
      }
    },
    async stop() {
      kinds.forEach(ring);
      await handle?.close();
    },
  };
}
