import type { Work, WorkKind } from '../store/queue.ts';

/** One piece of work per record, each once; in one order, so that two transactions never wait for each other. */
export function works(portalId: string, kind: WorkKind, ids: Iterable<string>, delayMs?: number): Work[] {
  const delay = delayMs === undefined ? {} : { delayMs };
  return [...new Set(ids)].sort().map((recordId) => ({ kind, portalId, recordId, ...delay }));
}
