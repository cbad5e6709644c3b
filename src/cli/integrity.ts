import { checkIntegrity } from '../jobs/integrity.ts';
import type { JobDeps, Portal } from '../jobs/portal.ts';
import type { StoredFinding } from '../store/integrity.ts';
import { counted } from './counted.ts';
import { jsonOf } from './json.ts';

type Out = { readonly print: (line: string) => void; readonly complain: (line: string) => void };

/**
 * `integrity`: runs every check now, stamps what was found, and lists it by code. Exit code 1 when the books themselves
 * do not add up, or a record would not take its stamp; what a person should look at is no failure.
 */
export async function runIntegrity(
  deps: JobDeps,
  portal: Portal,
  { json }: { readonly json: boolean },
  out: Out,
): Promise<number> {
  const { findings, refused } = await checkIntegrity(deps, portal);
  if (json) out.print(jsonOf({ findings, refused }));
  else for (const line of findingLines(findings)) out.print(line);
  for (const { recordId, message } of refused)
    out.complain(`${recordId} would not take its stamp: ${message}`);
  const broken = findings.some(({ object }) => object === 'portal');
  return broken || refused.length > 0 ? 1 : 0;
}

function findingLines(findings: readonly StoredFinding[]): string[] {
  if (findings.length === 0) return ['Every check passed: nothing to look at.'];
  const byCode = [...Map.groupBy(findings, ({ code }) => code)].sort(([a], [b]) => (a < b ? -1 : 1));
  return byCode.flatMap(([code, all]) => [
    `${code}: ${counted(all.length, 'record')}`,
    ...all.map(
      ({ object, recordId, words }) =>
        `  ${object.replace('partner_credit', 'credit')} ${recordId}: ${words}`,
    ),
  ]);
}
