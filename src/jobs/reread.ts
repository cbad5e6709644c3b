import type { WorkKind } from '../store/queue.ts';
import { advanceReread, claimReread, endReread, rereadPage, type Subject } from '../store/rereads.ts';
import type { JobDeps } from './portal.ts';
import { works } from './works.ts';

const WORK_OF: Readonly<Record<Subject, WorkKind>> = {
  deal: 'deal',
  partner: 'partner-nightly',
  referral: 'referral',
  activity: 'activity',
  credit: 'credit',
  company: 'company',
};

/** Records put in line in one transaction. */
const PAGE = 1000;

/**
 * Puts in line what a night reads again, page by page, behind all other work. Each page commits with the place after
 * it, so that an instance that dies leaves the rest to the next; at most `pages`. Resolves to the records put in line.
 */
export async function reread(deps: JobDeps, pages = Number.POSITIVE_INFINITY): Promise<number> {
  let found = 0;
  for (let left = pages; left > 0; left--) {
    const page = await onePage(deps);
    if (page === null) break;
    found += page;
  }
  return found;
}

/** Null when nothing is left, or others are at it. */
function onePage({ database, queue }: JobDeps): Promise<number | null> {
  return database.transaction(async (tx) => {
    const claimed = await claimReread(tx);
    if (claimed === undefined) return null;
    const ids = await rereadPage(tx, claimed, PAGE);
    const last = ids.at(-1);
    if (last === undefined || ids.length < PAGE) await endReread(tx, claimed);
    else await advanceReread(tx, claimed, last);
    const low = { priority: 'low' as const };
    await queue.enqueue(
      works(claimed.portalId, WORK_OF[claimed.subject], ids).map((work) => ({ ...work, ...low })),
      tx,
    );
    return ids.length;
  });
}
