import type { Month } from '../calendar.ts';
import { unreachable } from '../errors.ts';
import {
  type ClosingNote,
  closePeriod,
  listPeriods,
  type PeriodDeps,
  type PeriodPortal,
  reopenPeriod,
} from '../jobs/periods.ts';
import { jsonOf } from './json.ts';
import { periodAsJson, periodLine, sumsInWords } from './period-lines.ts';

type Out = { readonly print: (line: string) => void; readonly complain: (line: string) => void };
type Json = { readonly json: boolean };

const DONE = 0;
const FAILED = 1;

/** `periods list`: every month of the books. Exit code 1 when a closed month no longer adds up to what it did. */
export async function runPeriodsList(
  deps: PeriodDeps,
  portal: PeriodPortal,
  { json }: Json,
  out: Out,
): Promise<number> {
  const periods = await listPeriods(deps, portal);
  if (json) out.print(jsonOf(periods.map(periodAsJson)));
  else if (periods.length === 0) out.print('Nothing has been credited yet.');
  else for (const period of periods) out.print(periodLine(period, portal.timeZone));
  return periods.some((period) => periodAsJson(period).moved) ? FAILED : DONE;
}

/** `periods close`: keeps the month's sums for good, and says what a person should know of it. */
export async function runPeriodsClose(
  deps: PeriodDeps,
  portal: PeriodPortal,
  input: Json & { readonly month: Month; readonly actor: string; readonly force: boolean },
  out: Out,
): Promise<number> {
  const { sums, notes } = await closePeriod(deps, portal, input);
  if (input.json) out.print(jsonOf({ month: input.month, sums, notes }));
  else out.print(`${input.month} is closed: ${sumsInWords(sums)}. Later changes are posted forward.`);
  if (!input.json) for (const note of notes) out.complain(noteInWords(note));
  return DONE;
}

/** `periods reopen`: from now on changes are posted into the month again, and what had to go elsewhere comes back. */
export async function runPeriodsReopen(
  deps: Parameters<typeof reopenPeriod>[0],
  portal: PeriodPortal,
  input: Json & {
    readonly month: Month;
    readonly actor: string;
    readonly second: string | null;
    readonly reason: string;
  },
  out: Out,
): Promise<number> {
  const deals = await reopenPeriod(deps, portal, input);
  const { month } = input;
  const back =
    deals === 0 ? '' : ` Deals with something posted elsewhere meanwhile, looked at now: ${deals}.`;
  if (input.json) out.print(jsonOf({ month, reopened: true, deals }));
  else out.print(`${month} is open again: changes are posted into it.${back}`);
  return DONE;
}

function noteInWords(note: ClosingNote): string {
  switch (note.kind) {
    case 'earlier-months-open':
      return `Note: ${note.months.join(', ')} ${note.months.length === 1 ? 'is' : 'are'} still open.`;
    case 'amounts-missing':
      return `Note: ${note.credits} credits of it have no amount yet; it will count in the month in which it arrives.`;
    default:
      return unreachable(note);
  }
}
