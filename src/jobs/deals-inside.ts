import { addDays, type Day } from '../calendar.ts';
import { DEAL_PROPERTIES, parseClientDeal } from '../hubspot/deal.ts';
import type { DealId } from '../ids.ts';
import type { LinkedReferral } from '../partnership/records.ts';
import { recordsOf } from './fetch.ts';
import type { Portal } from './portal.ts';

/**
 * Referrals whose window is over, of whose clients a deal was created inside it: these do not expire (R10), also
 * when the deal has not been decided yet, as with history that is brought in. HubSpot is asked about those only.
 */
export async function withDealInside(
  portal: Portal,
  referrals: readonly LinkedReferral[],
  clientDeals: ReadonlyMap<string, readonly DealId[]>,
  today: Day,
): Promise<Set<string>> {
  const over = referrals.flatMap(({ record, companyIds, contactIds }) => {
    const { id, referredOn, acceptedOn, windowDays } = record;
    if (referredOn === null || acceptedOn === null || windowDays === null) return [];
    const endsOn = addDays(acceptedOn, windowDays);
    const dealIds = [...companyIds, ...contactIds].flatMap((client) => clientDeals.get(client) ?? []);
    return endsOn < today && dealIds.length > 0 ? [{ id, referredOn, endsOn, dealIds }] : [];
  });
  const deals = await recordsOf(
    portal,
    'deal',
    over.flatMap(({ dealIds }) => dealIds),
    DEAL_PROPERTIES,
  );
  const stages = await portal.stages([...deals.values()].map(({ properties }) => properties.dealstage ?? ''));
  const inside = over.filter(({ referredOn, endsOn, dealIds }) =>
    dealIds.some((id) => {
      const deal = deals.get(id);
      if (deal === undefined) return false;
      const { startedOn } = parseClientDeal(deal, portal, stages);
      return referredOn <= startedOn && startedOn <= endsOn;
    }),
  );
  return new Set(inside.map(({ id }) => id));
}
