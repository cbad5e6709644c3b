import type { Acceptance } from '../attribution/acceptance.ts';
import type { Day } from '../calendar.ts';
import { toDecimalText } from '../money.ts';
import type { LinkedReferral } from '../partnership/records.ts';
import { referralProgress } from '../partnership/referral-progress.ts';
import { type DecidedDeal, dealsOfReferrals } from '../store/deals.ts';
import { creditedByReferral } from '../store/ledger.ts';
import type { MirroredPartner } from '../store/mirror.ts';
import type { Wanted } from './differences.ts';
import type { JobDeps, Portal } from './portal.ts';

/** What became of referrals: the deals bound to them, and their credit in minor units of the company currency. */
export type ReferralOutcomes = {
  readonly deals: readonly DecidedDeal[];
  readonly credited: ReadonlyMap<string, bigint>;
};

/** Referrals of whose clients a deal was created inside the window, where that was asked. */
type Inside = { readonly inside: ReadonlySet<string> };

export async function readOutcomes(
  { database }: Pick<JobDeps, 'database'>,
  portal: Portal,
  ids: readonly string[],
): Promise<ReferralOutcomes> {
  const [deals, credited] = await Promise.all([
    dealsOfReferrals(database, portal.id, ids),
    creditedByReferral(database, portal.id, ids, portal.homeCurrency),
  ]);
  return { deals, credited };
}

/** What the app writes on a referral: acceptance and window, progress, partner and credit. */
export function referralStamps(
  each: LinkedReferral,
  accepted: Acceptance | undefined,
  partners: ReadonlyMap<string, MirroredPartner>,
  { deals, credited, inside }: ReferralOutcomes & Inside,
  portal: Portal,
  today: Day,
): Wanted {
  const { record, partnerId, alreadyOurs } = each;
  const windowEndsOn = inside.has(record.id) ? null : (accepted?.windowEndsOn ?? null);
  return {
    referral_key: record.key,
    partner_id: partnerId,
    partner_name: partnerId === null ? null : (partners.get(partnerId)?.record.name ?? null),
    ...outcomeStamps(record, { deals, credited, windowEndsOn }, portal, today),
    ...(alreadyOurs === null ? {} : { pre_existing: String(alreadyOurs.dealIds.length > 0) }),
    ...(accepted === undefined
      ? {}
      : {
          accepted_on: accepted.acceptedOn,
          referral_window_days: String(accepted.windowDays),
          window_ends_on: accepted.windowEndsOn,
        }),
  };
}

/** What deals brought a referral: its progress and its credit. Without the end of its window it does not expire. */
export function outcomeStamps(
  record: LinkedReferral['record'],
  { deals, credited, windowEndsOn }: ReferralOutcomes & { readonly windowEndsOn: Day | null },
  portal: Portal,
  today: Day,
): Wanted {
  const bound = deals.filter((deal) => deal.referralId === record.id);
  const minor = credited.get(record.id) ?? 0n;
  return {
    status: referralProgress(record, bound, windowEndsOn, today),
    credited_amount:
      bound.length === 0 && minor === 0n ? null : toDecimalText({ minor, currency: portal.homeCurrency }),
  };
}
