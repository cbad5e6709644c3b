import { type Command, InvalidArgumentError } from 'commander';
import {
  DELIVERY_STATES,
  type DeliveryState,
  listDeliveries,
  replayDeliveries,
  replayDeliveriesBetween,
} from '../store/delivery-list.ts';
import type { Sql } from '../store/sql.ts';
import { withDatabase } from './installation.ts';
import { jsonOf } from './json.ts';

type Environment = Readonly<Record<string, string | undefined>>;
type Out = { readonly print: (line: string) => void; readonly complain: (line: string) => void };

const WRONG_USAGE = 2;
const FAILED = 1;
const MOST_LISTED = 1_000;
const AT_ONCE = 1_000;

/** Adds `deliveries list` and `deliveries replay` to the command line. */
export function addDeliveries(
  program: Command,
  env: Environment,
  out: Out,
  done: (code: number) => void,
): void {
  const deliveries = program.command('deliveries').description('webhook requests as they came (30 days)');
  deliveries
    .command('list')
    .description('the newest, and what became of them; never their content')
    .option('--state <state>', `only these: ${DELIVERY_STATES.join(', ')}`, parseState)
    .option('--limit <number>', 'at most so many', parseLimit, 20)
    .option('--json', 'machine-readable output')
    .action(async (options: ListOptions) =>
      done(await withDatabase(env, (database) => runDeliveriesList(database, options, out))),
    );
  deliveries
    .command('replay [ids...]')
    .description('read them again; harmless, since every job looks at records as they are now')
    .option('--from <time>', 'all that came since, as in 2026-03-02T09:00:00Z', parseTime)
    .option('--to <time>', 'until then; now unless given', parseTime)
    .action(async (ids: string[], options: ReplayOptions) => {
      const asked = askedFor(ids, options, new Date());
      if (asked.kind === 'ids' || asked.kind === 'range')
        return done(await withDatabase(env, (database) => runDeliveriesReplay(database, asked, out)));
      out.complain(asked.message);
      return done(WRONG_USAGE);
    });
}

type ListOptions = { readonly state?: DeliveryState; readonly limit: number; readonly json?: boolean };
type ReplayOptions = { readonly from?: Date; readonly to?: Date };

/** `deliveries list`: id, time, state, size; parked ones with the reason. */
export async function runDeliveriesList(
  database: Sql,
  { state, limit, json = false }: ListOptions,
  { print }: Out,
): Promise<number> {
  const listed = await listDeliveries(database, { limit, ...(state === undefined ? {} : { state }) });
  if (json) print(jsonOf(listed));
  else if (listed.length === 0) print('There are none.');
  else
    for (const { id, receivedAt, state: now, bytes, attempts, problem } of listed) {
      const size = bytes === undefined ? '' : `  ${bytes} bytes`;
      const why = problem === undefined ? '' : `  ${attempts} ×: ${problem}`;
      print(`${id}  ${receivedAt.toISOString()}  ${now}${size}${why}`);
    }
  return 0;
}

export type Replay =
  | { readonly kind: 'ids'; readonly ids: readonly bigint[] }
  | { readonly kind: 'range'; readonly from: Date; readonly to: Date };

/** `deliveries replay`: lets them be read again by a running server. Exit code 1 when a named one could not be. */
export async function runDeliveriesReplay(database: Sql, asked: Replay, out: Out): Promise<number> {
  if (asked.kind === 'range') {
    out.print(again(await replayRange(database, asked)));
    return 0;
  }
  const replayed = await replayDeliveries(database, asked.ids);
  out.print(again(replayed));
  const missing = asked.ids.length - replayed;
  if (missing === 0) return 0;
  out.complain(`${missing} could not be: not known (any more), or their content was forgotten.`);
  return FAILED;
}

async function replayRange(database: Sql, range: { from: Date; to: Date }): Promise<number> {
  let count = 0;
  let lastId = 0n;
  for (;;) {
    const some = await replayDeliveriesBetween(database, range, lastId, AT_ONCE);
    if (some === undefined) return count;
    count += some.replayed;
    lastId = some.lastId;
  }
}

function again(count: number): string {
  return `${count} ${count === 1 ? 'delivery' : 'deliveries'} will be read again by a running server.`;
}

type Asked = Replay | { readonly kind: 'unclear'; readonly message: string };

function askedFor(ids: readonly string[], { from, to }: ReplayOptions, now: Date): Asked {
  if (ids.length > 0 && (from !== undefined || to !== undefined))
    return { kind: 'unclear', message: 'Name deliveries, or a time range with --from, not both.' };
  const bad = ids.find((id) => !/^[1-9]\d{0,17}$/.test(id));
  if (bad !== undefined) return { kind: 'unclear', message: `${JSON.stringify(bad)} is not a delivery id.` };
  if (ids.length > 0) return { kind: 'ids', ids: [...new Set(ids)].map(BigInt) };
  if (from === undefined)
    return { kind: 'unclear', message: 'Which ones? Name their ids, or --from a time.' };
  if (from >= (to ?? now)) return { kind: 'unclear', message: '--from must be before --to and before now.' };
  return { kind: 'range', from, to: to ?? now };
}

function parseState(text: string): DeliveryState {
  const state = DELIVERY_STATES.find((each) => each === text);
  if (state === undefined) throw new InvalidArgumentError(`It is one of ${DELIVERY_STATES.join(', ')}.`);
  return state;
}

function parseLimit(text: string): number {
  const limit = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (limit < 1 || limit > MOST_LISTED)
    throw new InvalidArgumentError(`It is a number from 1 to ${MOST_LISTED}.`);
  return limit;
}

/** A time with its zone: without one, nobody knows which hour is meant. */
function parseTime(text: string): Date {
  const time = new Date(text);
  if (
    !/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(text) ||
    Number.isNaN(time.getTime())
  )
    throw new InvalidArgumentError('Write it like 2026-03-02T09:00:00Z.');
  return time;
}
