import { type DealLabel, readDeals } from '../store/deals.ts';
import { linksOf } from './fetch.ts';
import { labelsOf } from './gather.ts';
import type { Job } from './portal.ts';
import { works } from './works.ts';

/**
 * Deals of which a link to a partner changed: reads those links and nothing else. Where the labels are others than we
 * know, the whole deal is looked at; the echo of a label that we put there ends here.
 */
export const dealLabelsJob: Job = async ({ database, queue }, portal, recordIds) => {
  const [links, deals] = await Promise.all([
    linksOf(portal, 'deal', 'partner', recordIds),
    readDeals(database, portal.id, recordIds),
  ]);
  const known = new Map(deals.map((deal) => [deal.id as string, deal.labels]));
  const changed = recordIds.filter(
    (id) => inWords(labelsOf(portal, links.get(id) ?? [])) !== inWords(known.get(id) ?? []),
  );
  await queue.enqueue(works(portal.id, 'deal', changed));
  return [];
};

function inWords(labels: readonly DealLabel[]): string {
  const words = labels.map(({ partnerId, label }) => `${partnerId} ${label}`);
  return [...new Set(words)].sort().join(', ');
}
