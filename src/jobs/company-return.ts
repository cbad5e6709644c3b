import type { Work } from '../store/queue.ts';
import { linksOf } from './fetch.ts';
import type { Portal } from './portal.ts';
import { works } from './works.ts';

/**
 * Work for companies that had to do with a partner once and seem to have no more: perhaps they were deleted and are
 * back. HubSpot has then linked their partner, referrals and deals again, and sends no event for those.
 */
export async function worksOfReturned(portal: Portal, unrelated: readonly string[]): Promise<Work[]> {
  const [partners, referrals] = await Promise.all([
    linksOf(portal, 'company', 'partner', unrelated),
    linksOf(portal, 'company', 'referral', unrelated),
  ]);
  const returned = unrelated.filter((id) =>
    [partners, referrals].some((links) => (links.get(id) ?? []).length > 0),
  );
  const deals = await linksOf(portal, 'company', 'deal', returned);
  const linked = (links: typeof deals) => [...links.values()].flat().map(({ toId }) => toId);
  return [
    ...works(portal.id, 'partner', linked(partners)),
    ...works(portal.id, 'referral', linked(referrals)),
    ...works(portal.id, 'deal', linked(deals)),
  ];
}
