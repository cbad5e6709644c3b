import { unreachable } from '../errors.ts';
import type { CompensationModel, PartnerType } from '../vocabulary.ts';

export type ProfileName =
  | 'reciprocal'
  | 'commission'
  | 'reseller'
  | 'integration'
  | 'co-marketing'
  | 'strategic';

/** What a kind of partnership is measured by. `expected` is per `recentDays`. */
export type Profile =
  | {
      readonly kind: 'referrals';
      readonly received: boolean;
      readonly sent: boolean;
      readonly reciprocityJudged: boolean;
      readonly recentDays: number;
      readonly longDays: number;
      readonly expected: number;
    }
  | {
      readonly kind: 'joint-activities';
      readonly recentDays: number;
      readonly longDays: number;
      readonly expected: number;
    };

const bothWays = { kind: 'referrals', received: true, sent: true, recentDays: 90, longDays: 180 } as const;
const inboundOnly = { ...bothWays, sent: false, reciprocityJudged: false, expected: 2 } as const;

/** Playbook §2 and §10: 5+ referrals a month over 5-10 partners is 1.5-3 per partner and quarter, so 2. */
export const defaultProfiles: Readonly<Record<ProfileName, Profile>> = {
  reciprocal: { ...bothWays, reciprocityJudged: true, expected: 2 },
  commission: inboundOnly,
  reseller: inboundOnly,
  integration: { ...bothWays, reciprocityJudged: false, recentDays: 180, longDays: 360, expected: 1 },
  'co-marketing': { kind: 'joint-activities', recentDays: 90, longDays: 180, expected: 1 },
  strategic: { ...bothWays, reciprocityJudged: true, expected: 3 },
};

/**
 * The profile of a partner. Of several types the primary one decides; a referral partner who only earns
 * commission is not expected to get referrals back. Without a type it is judged as a reciprocal one, and
 * the assessment lists the type as missing.
 */
export function profileNameOf(type: PartnerType | null, compensation: CompensationModel | null): ProfileName {
  switch (type) {
    case null:
    case 'referral':
      return compensation === 'commission' ? 'commission' : 'reciprocal';
    case 'co_marketing':
      return 'co-marketing';
    case 'reseller':
    case 'integration':
    case 'strategic':
      return type;
    default:
      return unreachable(type);
  }
}
