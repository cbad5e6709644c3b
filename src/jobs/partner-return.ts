import { readPartnersEver } from '../store/mirror.ts';
import { linksOf } from './fetch.ts';
import type { JobDeps, Portal } from './portal.ts';
import { works } from './works.ts';

/**
 * Puts in line the referrals and activities of partners that were deleted and are back: HubSpot has linked them again,
 * and sends no event for that. `newToUs`: partners that the mirror does not have as living; those it never had cost no
 * call.
 */
export async function lookAtReturned(
  { database, queue }: JobDeps,
  portal: Portal,
  newToUs: readonly string[],
): Promise<void> {
  const ever = newToUs.length === 0 ? [] : await readPartnersEver(database, portal.id, newToUs);
  if (ever.length === 0) return;
  const returned = ever.map(({ record }) => record.id);
  const [referrals, activities] = await Promise.all([
    linksOf(portal, 'partner', 'referral', returned),
    linksOf(portal, 'partner', 'partner_activity', returned),
  ]);
  const linked = (links: typeof referrals) => [...links.values()].flat().map(({ toId }) => toId);
  await queue.enqueue([
    ...works(portal.id, 'referral', linked(referrals)),
    ...works(portal.id, 'activity', linked(activities)),
  ]);
}
