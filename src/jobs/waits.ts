import type { WorkKind } from '../store/queue.ts';
import type { JobDeps } from './portal.ts';

const ONCE_IN_MS = 60_000;

/** Tells in the log that work waits, once a minute for each portal and kind however often it is told to. */
export type Waits = (
  portalId: string,
  kind: WorkKind,
  wait: { readonly records: number; readonly ms: number; readonly error: unknown },
) => void;

export function createWaits({ log, now }: Pick<JobDeps, 'log' | 'now'>): Waits {
  const quiet = new Map<string, { since: number; untold: number }>();
  return (portalId, kind, { records, ms, error }) => {
    const key = `${portalId} ${kind}`;
    const last = quiet.get(key);
    if (last !== undefined && now() - last.since < ONCE_IN_MS) {
      last.untold += 1;
      return;
    }
    // Portals that nobody waits for any more are forgotten.
    for (const [each, { since }] of quiet) if (now() - since >= ONCE_IN_MS) quiet.delete(each);
    quiet.set(key, { since: now(), untold: 0 });
    log.warn('work waits', { portalId, kind, records, ms, timesUntold: last?.untold ?? 0, error });
  };
}
