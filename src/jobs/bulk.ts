import { countBulkDeals, nextBulkDeals } from '../store/bulk-deals.ts';
import { type BulkKind, beginRun, dropRun, dropStaleRuns } from '../store/bulk-runs.ts';
import { enumerateDeals, FIRST } from './enumerate.ts';
import { type Pause, patiently } from './patience.ts';
import type { JobDeps, Portal } from './portal.ts';

/** Told how far long work has come. */
export type OnProgress = (progress: Progress) => void;
export type Progress =
  | { readonly kind: 'searching'; readonly looked: number }
  | { readonly kind: 'deals'; readonly done: number; readonly total: number };

/** What long work needs beside the jobs' own tools. */
export type BulkDeps = JobDeps & {
  readonly pause: Pause;
  readonly newId: () => string;
  readonly onProgress: OnProgress;
};

/** Deals planned at once: bounds the memory of long work. */
export const BATCH = 500;
const STALE_MS = 24 * 3_600_000;

/**
 * Looks at every deal that may have to do with a partner, those of one client together, and leaves nothing behind.
 * Resolves to how many deals, of how many client companies, there are.
 */
export async function lookAtDeals(
  deps: BulkDeps,
  portal: Portal,
  kind: BulkKind,
  look: (dealIds: readonly string[]) => Promise<void>,
): Promise<{ deals: number; companies: number }> {
  const { database, now, newId, pause, onProgress } = deps;
  const id = newId();
  const begunAt = new Date(now());
  await dropStaleRuns(database, portal.id, kind, new Date(now() - STALE_MS));
  await beginRun(database, portal.id, { id, kind, request: {}, progress: {}, begunAt, begunBy: 'command' });
  try {
    await enumerateDeals(deps, portal, { id, from: FIRST, progressOf: (cursor) => cursor });
    const total = await countBulkDeals(database, portal.id, id);
    let after = '';
    let done = 0;
    for (;;) {
      onProgress({ kind: 'deals', done, total: total.deals });
      const deals = await nextBulkDeals(database, portal.id, id, after, BATCH);
      const last = deals.at(-1);
      if (last === undefined) return total;
      await patiently(pause, () => look(deals.map(({ dealId }) => dealId)));
      after = last.client;
      done += deals.length;
    }
  } finally {
    await dropRun(database, portal.id, id);
  }
}
