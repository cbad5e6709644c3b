import { KEPT_KINDS, type KeptKind, removeOld } from '../store/retention.ts';
import type { JobDeps } from './portal.ts';

const AT_ONCE = 5_000;
/** Half a million rows of a kind in one run; should there be more, the next hour goes on. */
const MOST_ROUNDS = 100;

/** Removes what has been kept long enough, in pieces that hold nobody up. Resolves to how many rows of each kind went. */
export async function removeWhatIsOld({
  database,
  now,
  log,
}: Pick<JobDeps, 'database' | 'now' | 'log'>): Promise<ReadonlyMap<KeptKind, number>> {
  const removed = new Map<KeptKind, number>();
  for (const kind of KEPT_KINDS) {
    let count = 0;
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const some = await removeOld(database, kind, new Date(now()), AT_ONCE);
      count += some;
      if (some < AT_ONCE) break;
    }
    if (count > 0) removed.set(kind, count);
  }
  if (removed.size > 0) log.info('removed what was old', Object.fromEntries(removed));
  return removed;
}
