import { Problem } from '../errors.ts';
import { type ParkedFilter, readParkedPages } from '../store/parked.ts';
import { isWorkKind, type Queue, WORK_KINDS, type Work } from '../store/queue.ts';
import type { Installation } from './installation.ts';

type Out = { readonly print: (line: string) => void };

/**
 * `dead-letters list`: work that cannot go on by itself, newest first, with HubSpot's word on it; any number, printed
 * as it is read.
 */
export async function runDeadLettersList(
  { database, portalId }: Installation,
  { json, ...filter }: ParkedFilter & { readonly json: boolean },
  { print }: Out,
): Promise<number> {
  checkFilter(filter);
  let count = 0;
  if (json) print('[');
  for await (const page of readParkedPages(database, portalId, filter)) {
    for (const each of page) {
      count += 1;
      const { kind, recordId, code, message, parkedAt } = each;
      if (json) print(`${count === 1 ? '' : ','}${JSON.stringify(each)}`);
      else print(`${parkedAt.toISOString()}  ${kind} ${recordId}  [${code}] ${onOneLine(message)}`);
    }
  }
  if (json) print(']');
  else if (count === 0) print('Nothing is parked.');
  return 0;
}

/** `dead-letters retry`: puts parked work in line again, behind the rest; what succeeds disappears from the list. */
export async function runDeadLettersRetry(
  { database, portalId }: Installation,
  filter: ParkedFilter,
  queue: Pick<Queue, 'enqueue'>,
  { print }: Out,
): Promise<number> {
  checkFilter(filter);
  let count = 0;
  for await (const page of readParkedPages(database, portalId, filter)) {
    const work = page.flatMap(({ kind, recordId }): Work[] =>
      isWorkKind(kind) ? [{ kind, portalId, recordId, priority: 'low' }] : [],
    );
    await queue.enqueue(work);
    count += work.length;
  }
  print(`${count} ${count === 1 ? 'piece' : 'pieces'} of work in line again; a running server does them.`);
  return 0;
}

function checkFilter({ kind }: ParkedFilter): void {
  if (kind === undefined || isWorkKind(kind)) return;
  throw new Problem('input-invalid', `There is no kind of work "${kind}". Kinds: ${WORK_KINDS.join(', ')}.`);
}

/** HubSpot's words may quote anything that somebody typed. */
function onOneLine(message: string): string {
  return message.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ');
}
