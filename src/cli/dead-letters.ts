import type { Command } from 'commander';
import { Problem } from '../errors.ts';
import { type ParkedFilter, readParkedPages } from '../store/parked.ts';
import { isWorkKind, type Queue, WORK_KINDS, type Work } from '../store/queue.ts';
import { type Installation, withInstallation } from './installation.ts';
import { withQueue } from './with-queue.ts';

type Environment = Readonly<Record<string, string | undefined>>;
type Out = { readonly print: (line: string) => void };
type Options = { json?: boolean; portal?: string; kind?: string; code?: string };

/** Adds `dead-letters list` and `dead-letters retry` to the command line. */
export function addDeadLetters(
  program: Command,
  env: Environment,
  out: Out & { readonly complain: (line: string) => void },
  done: (code: number) => void,
): void {
  const letters = program.command('dead-letters').description('work that cannot go on by itself');
  const withFilter = (command: Command) =>
    command
      .option('--portal <id>', 'where several are connected')
      .option('--kind <kind>', 'only this kind of work, such as deal or write-back')
      .option('--code <code>', 'only what was parked for this reason');
  withFilter(letters.command('list').description('what is parked, and why'))
    .option('--json', 'machine-readable output')
    .action(async ({ json = false, portal, kind, code }: Options) =>
      done(
        await withInstallation(env, portal, (installation) =>
          runDeadLettersList(installation, { json, kind, code }, out),
        ),
      ),
    );
  withFilter(letters.command('retry').description('put it in line again')).action(
    async ({ portal, kind, code }: Options) =>
      done(
        await withInstallation(env, portal, (installation) =>
          withQueue(installation.database, out, (queue) =>
            runDeadLettersRetry(installation, { kind, code }, queue, out),
          ),
        ),
      ),
  );
}

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
