import type { BulkDeps } from '../jobs/bulk.ts';
import { openBooks } from '../jobs/open-books.ts';
import type { Portal } from '../jobs/portal.ts';
import { type Reconciled, reconcile } from '../jobs/reconcile.ts';
import { counted } from './counted.ts';
import { jsonOf } from './json.ts';

type Out = { readonly print: (line: string) => void; readonly complain: (line: string) => void };

export type ReconcileInput = {
  readonly apply: boolean;
  /** A database that was lost: every month before the present one counts as closed (R21). */
  readonly acceptDefaults: boolean;
  readonly json: boolean;
};

const SAMPLES = 200;

/**
 * `reconcile`: decides everything anew and compares ledger, credit records, labels, stamps and totals. Exit code 1 when
 * something differed and was not repaired.
 */
export async function runReconcile(
  deps: BulkDeps,
  portal: Portal,
  { apply, acceptDefaults, json }: ReconcileInput,
  out: Out,
): Promise<number> {
  const opened = await openBooks(deps, portal, { acceptDefaults });
  if (opened > 0 && !json)
    out.print(`${counted(opened, 'credit')} of closed months taken into the ledger as they are.`);
  const result = await reconcile(deps, portal, { apply, actor: 'reconcile', samples: SAMPLES });
  if (json) out.print(jsonOf({ opened, ...result }));
  else for (const line of linesOf(result, apply)) out.print(line);
  const total = Object.values(result.counts).reduce((sum, count) => sum + count, 0);
  return total > result.repaired ? 1 : 0;
}

function linesOf({ deals, counts, samples, partners, repaired }: Reconciled, apply: boolean): string[] {
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const looked = `${counted(deals, 'deal')} decided anew`;
  if (total === 0) return [`${looked}: ledger and HubSpot agree in everything.`];
  const kinds = Object.entries(counts).map(([kind, count]) => `${kind} ${count}`);
  return [
    `${looked}: ${counted(total, 'difference')} (${kinds.join(', ')}).`,
    ...samples.map(({ dealId, kind, words }) => `  deal ${dealId}  ${kind}: ${words}`),
    ...partners.map((id) => `  partner ${id}  totals are not what the credits add up to`),
    apply
      ? `${repaired} put right; the server writes them to HubSpot. Run this again to see.`
      : 'Nothing was changed. --apply puts it right.',
  ];
}
