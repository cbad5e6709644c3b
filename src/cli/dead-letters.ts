import { readParked } from '../store/parked.ts';
import { isWorkKind, type Queue } from '../store/queue.ts';
import type { Installation } from './installation.ts';

type Out = { readonly print: (line: string) => void };

/** `dead-letters list`: work that cannot go on by itself, newest first, with HubSpot's word on it. */
export async function runDeadLettersList(
  { database, portalId }: Installation,
  { json }: { readonly json: boolean },
  { print }: Out,
): Promise<number> {
  const parked = await readParked(database, portalId);
  if (json) print(JSON.stringify(parked, null, 2));
  else if (parked.length === 0) print('Nothing is parked.');
  else
    for (const { kind, recordId, code, message, parkedAt } of parked) {
      print(`${parkedAt.toISOString()}  ${kind} ${recordId}  [${code}] ${message}`);
    }
  return 0;
}

/** `dead-letters retry`: puts parked work in line again; what succeeds disappears from the list. */
export async function runDeadLettersRetry(
  { database, portalId }: Installation,
  queue: Pick<Queue, 'enqueue'>,
  { print }: Out,
): Promise<number> {
  const parked = await readParked(database, portalId);
  const work = parked.flatMap(({ kind, recordId }) =>
    isWorkKind(kind) ? [{ kind, portalId, recordId }] : [],
  );
  await queue.enqueue(work);
  print(
    `${work.length} ${work.length === 1 ? 'piece' : 'pieces'} of work in line again; a running server does them.`,
  );
  return 0;
}
