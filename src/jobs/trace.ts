import { randomUUID } from 'node:crypto';
import type { Log } from '../log.ts';
import type { Cause, Work, WorkKind } from '../store/queue.ts';
import type { JobDeps, Portal } from './portal.ts';

/** Records named in the line that begins a batch; a batch of a thousand names the first ones. */
const NAMED = 50;

export type Traced = { readonly deps: JobDeps; readonly portal: Portal; readonly log: Log };

/**
 * Gives a batch of work one id that its log lines and its calls to HubSpot carry, and hands on which delivery each
 * record's work goes back to: to the work that follows, and to those who count how long a credit took.
 */
export function traced(
  deps: JobDeps,
  portal: Portal,
  kind: WorkKind,
  items: readonly Work[],
  newId: () => string = randomUUID,
): Traced {
  const batchId = newId();
  const causes = new Map(items.flatMap(({ recordId, cause }) => (cause ? [[recordId, cause] as const] : [])));
  const first = earliest([...causes.values()]);
  const causeOf = (recordId: string) => causes.get(recordId) ?? first;
  const log = deps.log.child({ batchId });
  log.debug('batch begun', {
    ...{ portalId: portal.id, kind, records: items.length },
    // A contact who asked to be forgotten is not written down again.
    named: (kind === 'privacy' ? [] : items)
      .slice(0, NAMED)
      .map(({ recordId }) => ({ recordId, deliveryId: causes.get(recordId)?.deliveryId })),
  });
  return {
    log,
    portal: {
      ...portal,
      request: (input) => portal.request({ ...input, correlationId: batchId }),
    },
    deps: {
      ...deps,
      log,
      causeOf,
      queue: {
        ...deps.queue,
        enqueue: (work, transaction) =>
          deps.queue.enqueue(
            work.map((each) => withCause(each, causeOf)),
            transaction,
          ),
      },
    },
  };
}

function withCause(work: Work, causeOf: (recordId: string) => Cause | undefined): Work {
  const cause = work.cause ?? causeOf(work.recordId);
  return cause === undefined ? work : { ...work, cause };
}

function earliest(causes: readonly Cause[]): Cause | undefined {
  return causes.reduce<Cause | undefined>(
    (found, each) => (found === undefined || each.receivedAt < found.receivedAt ? each : found),
    undefined,
  );
}
