import { readDeals } from '../store/deals.ts';
import { readCredits, readEntries } from '../store/ledger.ts';
import { readParked } from '../store/parked.ts';
import type { Installation } from './installation.ts';
import { dealReceiptLines } from './receipt-lines.ts';

type Out = { readonly print: (line: string) => void; readonly complain: (line: string) => void };

/**
 * `explain deal ID`: why this deal is credited as it is. The decision, all evidence considered and refused with its
 * reason, the ledger's rows in the order they were posted, and what waits for a person. Exit code 1 when the deal was
 * never looked at.
 */
export async function runExplainDeal(
  { database, portalId }: Installation,
  dealId: string,
  { json }: { readonly json: boolean },
  out: Out,
): Promise<number> {
  const [[deal], credits, entries, parked] = await Promise.all([
    readDeals(database, portalId, [dealId]),
    readCredits(database, portalId, [dealId]),
    readEntries(database, portalId, dealId),
    readParked(database, portalId, [dealId]),
  ]);
  if (deal === undefined) {
    const why = parked.map(({ message }) => message).join('; ');
    out.complain(
      why === ''
        ? `Deal ${dealId}: no partner has ever had to do with it, or no event of it has arrived.`
        : `Deal ${dealId} could not be worked on: ${why}`,
    );
    return 1;
  }
  const told = { deal, credits, entries, parked };
  if (json)
    out.print(
      JSON.stringify(
        told,
        (_key, value: unknown) => (typeof value === 'bigint' ? value.toString() : value),
        2,
      ),
    );
  else for (const line of dealReceiptLines(told)) out.print(line);
  return 0;
}
