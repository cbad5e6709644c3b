import { isAccepted } from '../attribution/evidence.ts';
import type { DealId } from '../ids.ts';
import type { LinkedReferral } from '../partnership/records.ts';
import type { DecidedDeal } from '../store/deals.ts';
import type { Work } from '../store/queue.ts';
import { works } from './works.ts';

/**
 * Work that a change of a referral causes. Its clients show only what decisions depend on too, so that companies and
 * deals are looked at when that changed, and not again at the echo of our own stamps.
 */
export function consequences(
  portalId: string,
  before: LinkedReferral | undefined,
  now: LinkedReferral | undefined,
  clientDeals: ReadonlyMap<string, DealId[]>,
  bound: readonly DecidedDeal[],
): Work[] {
  const states = [before, now].filter((state) => state !== undefined);
  const partners = states.flatMap(({ partnerId }) => (partnerId === null ? [] : [partnerId as string]));
  const companies = states.flatMap(({ companyIds }) => [...companyIds]);
  const id = states[0]?.record.id;
  const deals = states.flatMap(({ companyIds, contactIds }) =>
    [...companyIds, ...contactIds].flatMap((client) => clientDeals.get(client) ?? []),
  );
  const partnersToo = works(portalId, 'partner', partners);
  if (bearing(before) === bearing(now)) return partnersToo;
  const decided = bound.filter((deal) => deal.referralId === id).map((deal) => deal.id);
  return [
    ...partnersToo,
    ...works(portalId, 'company', companies),
    ...works(portalId, 'deal', [...deals, ...decided]),
  ];
}

/** All of a referral that a decision depends on, as text. */
export function bearing(each: LinkedReferral | undefined): string {
  if (each === undefined) return '';
  const { record, partnerId, companyIds, contactIds, alreadyOurs, selfReferral } = each;
  return JSON.stringify([
    isAccepted(record),
    ...[
      record.direction,
      record.name,
      record.referredOn,
      record.acceptedOn,
      record.evidenceOn,
      record.windowDays,
    ],
    record.knownProspectAccepted,
    ...[partnerId, [...companyIds].sort(), [...contactIds].sort(), alreadyOurs?.dealIds ?? null],
    selfReferral?.words ?? null,
  ]);
}
