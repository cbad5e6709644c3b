import { isAccepted } from '../attribution/evidence.ts';
import type { DealId } from '../ids.ts';
import type { LinkedReferral } from '../partnership/records.ts';
import type { DecidedDeal } from '../store/deals.ts';
import type { Work } from '../store/queue.ts';
import { works } from './works.ts';

/** Work that a change of a referral causes; deals only when something changed that money depends on. */
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
  const moved = bearing(before) !== bearing(now);
  return [
    ...works(portalId, 'partner', partners),
    ...works(portalId, 'company', companies),
    ...(moved
      ? works(portalId, 'deal', [
          ...deals,
          ...bound.filter((deal) => deal.referralId === id).map((deal) => deal.id),
        ])
      : []),
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
