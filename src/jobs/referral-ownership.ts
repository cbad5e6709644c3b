import { alreadyOursBy } from '../attribution/acceptance.ts';
import { hasAcceptedStatus } from '../attribution/evidence.ts';
import type { Day } from '../calendar.ts';
import { DEAL_PROPERTIES, parseClientDeal } from '../hubspot/deal.ts';
import type { DealId } from '../ids.ts';
import type { LinkedReferral } from '../partnership/records.ts';
import { idsOf, linksOf, recordsOf } from './fetch.ts';
import type { Portal } from './portal.ts';

/** Deals of the clients of these referrals, by company or contact id. */
export async function dealsOfClients(
  portal: Portal,
  referrals: readonly Pick<LinkedReferral, 'companyIds' | 'contactIds'>[],
): Promise<Map<string, DealId[]>> {
  const companyIds = referrals.flatMap((each) => each.companyIds);
  const contactIds = referrals.flatMap((each) => each.contactIds);
  const [ofCompanies, ofContacts] = await Promise.all([
    linksOf(portal, 'company', 'deal', companyIds),
    linksOf(portal, 'contact', 'deal', contactIds),
  ]);
  return new Map([
    ...companyIds.map((id) => [id as string, idsOf<DealId>(ofCompanies, id)] as const),
    ...contactIds.map((id) => [id as string, idsOf<DealId>(ofContacts, id)] as const),
  ]);
}

/** Whether the client was already ours: judged once, when first accepted with a client; again only if that changes. */
export async function judgeOwnership(
  portal: Portal,
  referrals: readonly Omit<LinkedReferral, 'alreadyOurs'>[],
  mirrored: ReadonlyMap<string, LinkedReferral>,
  clientDeals: ReadonlyMap<string, DealId[]>,
): Promise<Map<string, LinkedReferral['alreadyOurs']>> {
  const verdicts = new Map<string, LinkedReferral['alreadyOurs']>();
  const open: { id: string; judgedFor: string; referredOn: Day; dealIds: DealId[] }[] = [];
  for (const { record, companyIds, contactIds } of referrals) {
    const clients: readonly string[] = companyIds.length > 0 ? companyIds : contactIds;
    const known = mirrored.get(record.id)?.alreadyOurs ?? null;
    const judgedFor = `${record.referredOn} ${[...clients].sort().join(' ')}`;
    if (
      known?.judgedFor === judgedFor ||
      !hasAcceptedStatus(record) ||
      record.referredOn === null ||
      clients.length === 0
    ) {
      verdicts.set(record.id, known);
    } else {
      const dealIds = clients.flatMap((client) => clientDeals.get(client) ?? []);
      open.push({ id: record.id, judgedFor, referredOn: record.referredOn, dealIds });
    }
  }
  const raw = await recordsOf(
    portal,
    'deal',
    open.flatMap((each) => each.dealIds),
    DEAL_PROPERTIES,
  );
  const stages = await portal.stages([...raw.values()].map((deal) => deal.properties.dealstage ?? ''));
  for (const { id, judgedFor, referredOn, dealIds } of open) {
    const deals = dealIds.flatMap((dealId) => {
      const deal = raw.get(dealId);
      return deal === undefined ? [] : [parseClientDeal(deal, portal, stages)];
    });
    verdicts.set(id, { judgedFor, dealIds: alreadyOursBy(deals, referredOn) });
  }
  return verdicts;
}
