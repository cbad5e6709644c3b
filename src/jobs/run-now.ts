import type { PortalId } from '../ids.ts';
import type { Queue, RunBatch, WorkKind } from '../store/queue.ts';
import { works } from './works.ts';

/** Does one piece of work now, in the caller's time; what could not be done goes into the line. */
export type RunNow = (kind: WorkKind, portalId: PortalId, recordIds: readonly string[]) => Promise<void>;

export function createRunNow(queue: Pick<Queue, 'enqueue'>, runBatch: RunBatch): RunNow {
  return async (kind, portalId, recordIds) => {
    const outcomes = await runBatch(
      kind,
      recordIds.map((recordId) => ({ kind, portalId, recordId, lastAttempt: false })),
    );
    const postponed = recordIds.filter((_id, place) => outcomes[place]?.kind !== 'done');
    await queue.enqueue(works(portalId, kind, postponed));
  };
}
