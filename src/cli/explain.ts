import { type DealStory, nameIn, readDealStory } from '../jobs/deal-story.ts';
import { readParked } from '../store/parked.ts';
import type { Installation } from './installation.ts';
import { jsonOf } from './json.ts';
import { dealReceiptLines } from './receipt-lines.ts';

type Out = { readonly print: (line: string) => void; readonly complain: (line: string) => void };

/**
 * `explain deal ID`: why this deal is credited as it is, from the database alone. The decision, all evidence considered
 * and refused with its reason and the arithmetic of windows, what could be credited, what is wrong, the ledger's rows in
 * the order they were posted and by whom, who decided what, and what waits for a person. Exit code 1 when the deal was
 * never looked at.
 */
export async function runExplainDeal(
  { database, portalId }: Installation,
  dealId: string,
  { json }: { readonly json: boolean },
  out: Out,
): Promise<number> {
  const story = await readDealStory(database, portalId, dealId);
  if (story === null) {
    const parked = await readParked(database, portalId, [dealId]);
    const why = parked.map(({ message }) => message).join('; ');
    out.complain(
      why === ''
        ? `Deal ${dealId}: no partner has ever had to do with it, or no event of it has arrived.`
        : `Deal ${dealId} could not be worked on: ${why}`,
    );
    return 1;
  }
  if (json) out.print(jsonOf(plain(story)));
  else for (const line of dealReceiptLines(story)) out.print(line);
  return 0;
}

function plain({ partners, ...story }: DealStory): unknown {
  return { ...story, partners: [...partners.keys()].map((id) => ({ id, name: nameIn({ partners }, id) })) };
}
