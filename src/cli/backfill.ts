import type { Policy } from '../attribution/policy.ts';
import type { Day } from '../calendar.ts';
import { Problem } from '../errors.ts';
import { type BackfillProgress, type BackfillRequest, backfill } from '../jobs/backfill.ts';
import type { BulkDeps } from '../jobs/bulk.ts';
import { type Forecast, forecast } from '../jobs/forecast.ts';
import type { Portal } from '../jobs/portal.ts';
import { readOpenRun } from '../store/bulk-runs.ts';
import { counted } from './counted.ts';
import { jsonOf } from './json.ts';
import { forecastLines, policyOf } from './simulate.ts';

type Out = { readonly print: (line: string) => void; readonly complain: (line: string) => void };

export type BackfillInput = {
  readonly dryRun: boolean;
  readonly since: Day | null;
  readonly batchesPerMinute: number | null;
  /** Version of the rules to decide everything by, also what was decided already. */
  readonly policy: number | null;
  readonly actor: string;
  readonly reason: string | null;
  readonly restart: boolean;
  /** Do not ask. */
  readonly yes: boolean;
  readonly json: boolean;
  readonly samples?: number;
};

/** Puts a question to the person at the terminal; null where nobody can be asked. */
export type Ask = ((question: string) => Promise<boolean>) | null;

const DONE = 0;
const FAILED = 1;
const SAMPLES = 20;

/**
 * `backfill`: credits history. It shows first what it would do, says who will notice, and asks; cut off, it goes on
 * where it was. Exit code 1 when the person said no, or a record could not be worked on.
 */
export async function runBackfill(
  deps: BulkDeps,
  portal: Portal,
  input: BackfillInput,
  ask: Ask,
  out: Out,
): Promise<number> {
  const policy =
    input.policy === null ? null : await policyOf(deps, portal, { kind: 'version', version: input.policy });
  return postHistory(
    deps,
    portal,
    { ...input, kind: policy === null ? 'backfill' : 'recompute', policy },
    ask,
    out,
  );
}

/**
 * `recompute`: decides all history by a version of the rules, wins of other versions included. Shown first like a
 * simulation; what closed months hold stays, and the difference is posted forward. Needs who and why.
 */
export async function runRecompute(
  deps: BulkDeps,
  portal: Portal,
  input: BackfillInput & { readonly policy: number },
  ask: Ask,
  out: Out,
): Promise<number> {
  const policy = await policyOf(deps, portal, { kind: 'version', version: input.policy });
  return postHistory(deps, portal, { ...input, kind: 'recompute', policy }, ask, out);
}

/** Throws a Problem where the request cannot be followed whatever the books say: before anything is connected. */
export function checkPosting(
  { dryRun, policy, reason, yes }: Pick<BackfillInput, 'dryRun' | 'policy' | 'reason' | 'yes'>,
  ask: Ask,
): void {
  if (dryRun) return;
  if (policy !== null && (reason ?? '').trim() === '')
    throw new Problem('config-invalid', 'Credits are decided anew for a reason: name it with --reason.');
  if (!yes && ask === null)
    throw new Problem('config-invalid', 'Nobody can be asked here: add --yes, or --dry-run to look only.');
}

type History = Omit<BackfillInput, 'policy'> & {
  readonly kind: BackfillRequest['kind'];
  readonly policy: Policy | null;
};

async function postHistory(
  deps: BulkDeps,
  portal: Portal,
  input: History,
  ask: Ask,
  out: Out,
): Promise<number> {
  const { kind, dryRun } = input;
  checkPosting({ ...input, policy: input.policy?.version ?? null }, ask);
  if (dryRun) {
    await preview(deps, portal, input, out);
    return DONE;
  }
  const cutOff = !input.restart && (await readOpenRun(deps.database, portal.id, kind)) !== undefined;
  if (!input.yes && !cutOff && ask !== null) {
    const { written, companies } = await preview(deps, portal, { ...input, json: false }, out);
    if (!(await ask(`${noticeInWords(written, companies)} Go on?`))) {
      out.complain('Nothing was written.');
      return FAILED;
    }
  }
  const done = await backfill(deps, portal, input);
  if (input.json) out.print(jsonOf(done));
  else out.print(doneInWords(done));
  if (done.parked === 0) return DONE;
  out.complain(`${counted(done.parked, 'record')} could not be worked on: "dead-letters list" says why.`);
  return FAILED;
}

/** Shows what would be done, and writes nothing. */
async function preview(
  deps: BulkDeps,
  portal: Portal,
  { kind, policy, since, json, samples = SAMPLES }: History,
  out: Out,
): Promise<Forecast> {
  const expected = await forecast(deps, portal, {
    kind: kind === 'recompute' ? 'recompute' : 'dry-run',
    samples,
    ...(policy === null ? {} : { policy }),
    ...(since === null ? {} : { since }),
  });
  if (json) out.print(jsonOf(expected));
  else for (const line of await previewLines(deps, portal, expected)) out.print(line);
  return expected;
}

async function previewLines(deps: BulkDeps, portal: Portal, expected: Forecast): Promise<string[]> {
  const { historic, deals, written, companies, entries } = expected;
  return [
    `${historic} of ${counted(deals, 'deal')} closed before their record was made: history that was brought in.`,
    '',
    ...(await forecastLines(deps, portal, expected)),
    '',
    `${counted(entries, 'ledger entry', 'ledger entries')}. ${noticeInWords(written, companies)}`,
  ];
}

function noticeInWords(deals: number, companies: number): string {
  return `This writes up to ${counted(deals, 'deal')} and ${counted(companies, 'company', 'companies')}; workflows on these properties or on last-modified will run.`;
}

function doneInWords({ done, changed, entries }: BackfillProgress): string {
  return `${counted(done, 'deal')} looked at, ${changed} changed by ${counted(entries, 'entry', 'entries')}. The server writes them to HubSpot.`;
}
