import { takeDueParked } from '../store/parked.ts';
import { isWorkKind, type Work } from '../store/queue.ts';
import type { JobDeps } from './portal.ts';

const PAGE = 1000;

/**
 * Called every hour by the clock: puts parked work in line whose time has come, behind all other work (R37: a refused
 * stamp once a day for 14 days). Whatever the number of instances, each piece once. Resolves to how many.
 */
export async function retryParked({ database, queue, now, log }: JobDeps): Promise<number> {
  let all = 0;
  for (;;) {
    const taken = await database.transaction(async (tx) => {
      const due = await takeDueParked(tx, new Date(now()), PAGE);
      await queue.enqueue(
        due.flatMap(({ kind, ...rest }): Work[] =>
          isWorkKind(kind) ? [{ kind, ...rest, priority: 'low' }] : [],
        ),
        tx,
      );
      return due.length;
    });
    all += taken;
    if (taken < PAGE) break;
  }
  if (all > 0) log.info('parked work is tried again', { records: all });
  return all;
}
