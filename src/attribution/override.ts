import type { Day } from '../calendar.ts';
import type { PartnerId } from '../ids.ts';
import type { PortalModel } from './policy.ts';
import type { Role } from './role.ts';

/**
 * What a person decided on a deal (attribution §11; R16, R21): one signed JSON document on the deal itself
 * (`partner_override`), so that it outlives our database.
 */
export type Override = {
  /** What is credited instead of what the rules say; null: nothing, only decisions on commissions. */
  readonly credit: OverrideCredit | null;
  readonly reason: OverrideReason;
  /** Who decided: HubSpot user id, or `workflow:{id}`. */
  readonly by: string;
  /** ISO instant. */
  readonly at: string;
  /** It ends at 00:00 portal time of this day, when the rules decide again. */
  readonly until: Day | null;
  readonly commissions: readonly CommissionDecision[];
};

export type OverrideCredit =
  /** Partners, roles and shares are fixed; money follows the deal. An empty list credits nobody. */
  | { readonly kind: 'shares'; readonly shares: readonly TypedShare[] }
  /** The evidence stays as it is and is divided by another model, for this deal only. */
  | { readonly kind: 'model'; readonly model: PortalModel };

/** `share` in basis points: 10 000 = 100 %. */
export type TypedShare = { readonly partnerId: PartnerId; readonly role: Role; readonly share: number };

export const OVERRIDE_REASONS = [
  'agreed_split',
  'late_evidence',
  'wrong_partner',
  'not_a_partner_deal',
  'other',
] as const;
export type OverrideReasonCode = (typeof OVERRIDE_REASONS)[number];
export type OverrideReason = { readonly code: OverrideReasonCode; readonly text: string };

export const COMMISSION_DECISIONS = ['keep', 'reverse', 'waive'] as const;

/** What a person decided on the commission of one partner in one role. */
export type CommissionDecision = {
  readonly partnerId: PartnerId;
  readonly role: Role;
  readonly decision: (typeof COMMISSION_DECISIONS)[number];
  readonly reason: string;
  readonly by: string;
  /** ISO instant. */
  readonly at: string;
};

/** What stands in `partner_override` of a deal, after its signature was checked. */
export type OverrideInput =
  | { readonly kind: 'none' }
  /** `decidedOn` is the day of `override.at` in the portal's time zone, converted at reading. */
  | { readonly kind: 'valid'; readonly override: Override; readonly decidedOn: Day }
  /** Not signed by us: a claim, never an override (R38). `words` say what is wrong and who wrote it. */
  | { readonly kind: 'unsigned'; readonly words: string };
