import type { ActivityId, ReferralId } from '../ids.ts';
import { mayQualify } from './evidence.ts';
import type { ActivityRecord, PartnerFacts, PartnerRecord, ReferralRecord } from './facts.ts';
import { isRating, ratingsOf } from './satisfaction.ts';

/** Something that could not be counted because a person left it out: never guessed, always said. */
export type Incomplete =
  | {
      readonly record: 'partner';
      readonly missing: 'activated_on' | 'primary_type' | 'satisfaction_rated_on' | 'satisfaction_1_to_5';
    }
  | { readonly record: 'referral'; readonly id: ReferralId; readonly missing: 'referred_on' }
  | { readonly record: 'activity'; readonly id: ActivityId; readonly missing: 'happened_on' };

/** What is missing in a partner's records, partner first, then by record id. */
export function incompleteIn({ partner, referrals, activities }: PartnerFacts): Incomplete[] {
  return [
    ...incompletePartner(partner),
    ...byId(referrals.filter(isUndatedReferral)).map(
      ({ id }) => ({ record: 'referral', id, missing: 'referred_on' }) as const,
    ),
    ...byId(activities.filter(isUndatedActivity)).map(
      ({ id }) => ({ record: 'activity', id, missing: 'happened_on' }) as const,
    ),
  ];
}

function incompletePartner(partner: PartnerRecord): Incomplete[] {
  if (partner.stage !== 'active') return [];
  const ratings = ratingsOf(partner);
  const missing = [
    partner.activatedOn === null ? (['activated_on'] as const) : [],
    partner.primaryType === null ? (['primary_type'] as const) : [],
    ratings.length > 0 && partner.satisfactionRatedOn === null ? (['satisfaction_rated_on'] as const) : [],
    ratings.every(isRating) ? [] : (['satisfaction_1_to_5'] as const),
  ].flat();
  return missing.map((name) => ({ record: 'partner', missing: name }));
}

function isUndatedReferral(referral: ReferralRecord): boolean {
  return referral.referredOn === null && mayQualify(referral);
}

function isUndatedActivity({ status, happenedOn }: ActivityRecord): boolean {
  return status === 'done' && happenedOn === null;
}

function byId<Item extends { readonly id: string }>(items: readonly Item[]): Item[] {
  return items.toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}
