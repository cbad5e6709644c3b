import type { Work, WorkKind } from '../store/queue.ts';

/** One piece of work per record, each once. */
export function works(portalId: string, kind: WorkKind, ids: Iterable<string>, delayMs?: number): Work[] {
  const delay = delayMs === undefined ? {} : { delayMs };
  return [...new Set(ids)].map((recordId) => ({ kind, portalId, recordId, ...delay }));
}
