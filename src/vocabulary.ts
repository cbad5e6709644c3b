/** The closed sets of words of the data model. Reports, workflows and segments of a portal hang on them. */
export const PARTNER_TYPES = ['referral', 'reseller', 'integration', 'co_marketing', 'strategic'] as const;
export type PartnerType = (typeof PARTNER_TYPES)[number];

export const PARTNER_STAGES = [
  'identified',
  'researching',
  'contacted',
  'in_discussion',
  'agreement_out',
  'active',
  'paused',
  'ended',
  'declined',
] as const;
export type PartnerStage = (typeof PARTNER_STAGES)[number];

export const COMPENSATION_MODELS = ['reciprocal', 'commission', 'both', 'none'] as const;
export type CompensationModel = (typeof COMPENSATION_MODELS)[number];

export const COMMISSION_BASES = ['first_project', 'all_projects'] as const;
export type CommissionBasis = (typeof COMMISSION_BASES)[number];

export const AGREEMENT_STATUSES = ['none', 'draft', 'sent', 'signed', 'expired', 'terminated'] as const;
export type AgreementStatus = (typeof AGREEMENT_STATUSES)[number];

export const RED_FLAGS = [
  'competitive',
  'poor_reputation',
  'no_client_base',
  'all_take_no_give',
  'slow_communication',
] as const;
export type RedFlag = (typeof RED_FLAGS)[number];

export const DIRECTIONS = ['received', 'sent'] as const;
export type Direction = (typeof DIRECTIONS)[number];

export const REFERRAL_STATUSES = [
  'submitted',
  'accepted',
  'contacted',
  'qualified',
  'deal_open',
  'won',
  'lost',
  'introduced',
  'acknowledged',
  'in_progress',
  'no_response',
  'declined',
  'duplicate',
  'expired',
  'test',
] as const;
export type ReferralStatus = (typeof REFERRAL_STATUSES)[number];

export const ACTIVITY_KINDS = [
  'check_in',
  'quarterly_review',
  'annual_review',
  'content_shared',
  'mention',
  'joint_content',
  'joint_event',
  'cross_promotion',
  'co_sell',
  'technical_validation',
  'reference',
  'joint_proposal',
] as const;
/** Kinds a person logs; each may touch a deal. */
export type ActivityKind = (typeof ACTIVITY_KINDS)[number];

export const ACTIVITY_STATUSES = ['planned', 'done', 'canceled'] as const;
export type ActivityStatus = (typeof ACTIVITY_STATUSES)[number];

/** Codes of the nightly checks (attribution §14) and of the findings that rulings name. */
export const INTEGRITY_FINDINGS = [
  'sourced_without_referral',
  'influenced_without_touch',
  'credit_without_partner',
  'label_without_credit',
  'credit_without_label',
  'shares_not_100',
  'won_referral_without_deal',
  'won_outside_pipelines',
  'window_over_still_open',
  'duplicate_partner',
  'second_partner_of_company',
  'self_referral',
  'amount_missing',
  'negative_amount',
  'rate_missing',
  'rate_of_other_currency',
  'close_date_in_future',
  'locked_without_reason',
  'unsigned_override',
  'no_agreement',
  'terms_invalid',
  'lost_after_clawback',
  'ledger_differs',
  'stamp_refused',
  'contested',
  'claimed_late',
  'claim_without_evidence',
  'protection_conflict',
  'incomplete',
  'record_deleted',
] as const;
export type IntegrityFinding = (typeof INTEGRITY_FINDINGS)[number];
