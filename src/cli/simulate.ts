import { readFile } from 'node:fs/promises';
import { DEFAULT_POLICY, type Policy } from '../attribution/policy.ts';
import { Problem } from '../errors.ts';
import type { BulkDeps } from '../jobs/bulk.ts';
import { recordsOf } from '../jobs/fetch.ts';
import { type Forecast, forecast } from '../jobs/forecast.ts';
import type { Portal } from '../jobs/portal.ts';
import { readPartnersEver } from '../store/mirror.ts';
import { readPolicies } from '../store/policies.ts';
import { parsePolicyRules, plainRules } from '../store/policy-rules.ts';
import { changeInWords, comparisonLines } from './comparison-lines.ts';
import { counted } from './counted.ts';
import { jsonOf } from './json.ts';

type Out = { readonly print: (line: string) => void };

/** The rules to try: another model, a stored version, or a file with rules that differ from the present ones. */
export type Trial =
  | { readonly kind: 'model'; readonly model: string }
  | { readonly kind: 'version'; readonly version: number }
  | { readonly kind: 'file'; readonly path: string };

const SAMPLES = 20;

/**
 * `simulate`: what every partner would have if all history were decided by other rules, beside what they have now,
 * with the deals that would change most. Writes nothing.
 */
export async function runSimulate(
  deps: BulkDeps,
  portal: Portal,
  { trial, json }: { readonly trial: Trial; readonly json: boolean },
  out: Out,
): Promise<number> {
  const policy = await policyOf(deps, portal, trial);
  const result = await forecast(deps, portal, { kind: 'simulate', policy, samples: SAMPLES });
  if (json) out.print(jsonOf({ rules: plainRules(policy), ...result }));
  else for (const line of await forecastLines(deps, portal, result)) out.print(line);
  return 0;
}

/** The present rules with what the trial changes. Throws a Problem that names what is wrong. */
export async function policyOf(deps: BulkDeps, portal: Portal, trial: Trial): Promise<Policy> {
  const all = await readPolicies(deps.database, portal.id, new Date(deps.now()));
  const present = all.at(-1) ?? DEFAULT_POLICY;
  switch (trial.kind) {
    case 'model':
      return {
        ...parsePolicyRules({ ...plainRules(present), model: trial.model }),
        version: present.version,
      };
    case 'file':
      return {
        ...parsePolicyRules({ ...plainRules(present), ...(await rulesIn(trial.path)) }),
        version: present.version,
      };
    case 'version': {
      const found = all.find(({ version }) => version === trial.version);
      if (found !== undefined) return found;
      const known = all.map(({ version }) => version).join(', ');
      throw new Problem(
        'input-invalid',
        `There is no version ${trial.version} of the rules. Known: ${known}.`,
      );
    }
  }
}

/** Totals side by side and the deals that change most, for a person. */
export async function forecastLines(
  { database }: BulkDeps,
  portal: Portal,
  { totals, samples, deals, changed }: Forecast,
): Promise<string[]> {
  const ids = [...totals, ...samples.flatMap(({ comparisons }) => comparisons)].map((each) => each.partnerId);
  const nameOf = await partnerNames(database, portal, [...new Set(ids)]);
  return [
    ...(totals.length === 0 ? ['No deal has partner credit, now or then.'] : comparisonLines(totals, nameOf)),
    '',
    `${changed} of ${counted(deals, 'deal')} ${changed === 1 ? 'changes' : 'change'}${changed > samples.length ? `; the ${samples.length} that change most:` : '.'}`,
    ...samples.map(
      ({ dealId, name, closedOn, comparisons }) =>
        `  ${dealId}  ${closedOn ?? 'open'}  ${name}: ${changeInWords(comparisons, nameOf) || 'no amounts'}`,
    ),
  ];
}

/** Names of partners, also of deleted ones and of those that no job has seen. */
async function partnerNames(
  database: BulkDeps['database'],
  portal: Portal,
  ids: readonly string[],
): Promise<(id: string) => string> {
  const mirrored = await readPartnersEver(database, portal.id, ids);
  const names = new Map<string, string>(mirrored.map(({ record }) => [record.id, record.name]));
  const unseen = ids.filter((id) => !names.has(id));
  for (const [id, { properties }] of await recordsOf(portal, 'partner', unseen, ['name']))
    names.set(id, properties.name ?? `Partner ${id}`);
  return (id) => names.get(id) ?? `Partner ${id}`;
}

async function rulesIn(path: string): Promise<Record<string, unknown>> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    throw new Problem('input-invalid', `${path} cannot be read: ${String(cause)}`, { cause });
  }
  try {
    const value: unknown = JSON.parse(text);
    if (value !== null && typeof value === 'object' && !Array.isArray(value)) return { ...value };
  } catch (cause) {
    throw new Problem('input-invalid', `${path} is not JSON.`, { cause });
  }
  throw new Problem('input-invalid', `${path} is not an object of rules.`);
}
