import type { PartnerId } from '../ids.ts';
import type { CommissionOffer, PartnerRecord } from '../partnership/records.ts';
import {
  AGREEMENT_STATUSES,
  COMMISSION_BASES,
  COMPENSATION_MODELS,
  PARTNER_STAGES,
  PARTNER_TYPES,
  RED_FLAGS,
} from '../vocabulary.ts';
import type { CrmRecord } from './batch-answer.ts';
import { date, decimal, malformed, number, oneOf, several, text, wholeNumber } from './value.ts';

/** What the app reads of a partner. */
export const PARTNER_PROPERTIES = [
  'name',
  'partner_key',
  'primary_type',
  'stage',
  'activated_on',
  'reactivated_on',
  'ended_on',
  'compensation_model',
  'commission_rate',
  'commission_tiers',
  'commission_basis',
  'commission_months',
  'commission_cap',
  'commission_minimum',
  'payout_currency',
  'payout_due_days',
  'clawback_days',
  'agreement_status',
  'agreement_start',
  'notice_given_on',
  'red_flags',
  'satisfaction_ours',
  'satisfaction_theirs',
  'satisfaction_rated_on',
  'seasonal_months',
  'referral_window_days',
  'protection_days',
  'tail_days',
  'hubspot_owner_id',
] as const;

/** What the app writes on a partner, and compares before it writes. */
export const PARTNER_STAMPS = [
  'partner_key',
  'activated_on',
  'ended_on',
  'health_status',
  'health_computed_status',
  'health_score',
  'health_reasons',
  'health_summary',
  'health_confidence',
  'health_computed_at',
  'health_policy_version',
  'referrals_received_90d',
  'referrals_sent_90d',
  'referrals_received_total',
  'referrals_sent_total',
  'referrals_received_qtd',
  'referrals_sent_qtd',
  'referral_balance',
  'sourced_revenue_total',
  'sourced_revenue_qtd',
  'sourced_revenue_prev_quarter',
  'expansion_revenue_total',
  'influenced_revenue_total',
  'won_deals_total',
  'last_referral_on',
  'last_contact_on',
  'last_review_on',
  'next_checkin_on',
  'next_review_on',
] as const;

export function parsePartner(record: CrmRecord): PartnerRecord {
  return {
    id: record.id as PartnerId,
    key: text(record, 'partner_key'),
    name: text(record, 'name') ?? `Partner ${record.id}`,
    primaryType: oneOf(record, 'primary_type', PARTNER_TYPES),
    stage: oneOf(record, 'stage', PARTNER_STAGES),
    activatedOn: date(record, 'activated_on'),
    reactivatedOn: date(record, 'reactivated_on'),
    endedOn: date(record, 'ended_on'),
    compensationModel: oneOf(record, 'compensation_model', COMPENSATION_MODELS),
    commission: parseOffer(record),
    agreementStatus: oneOf(record, 'agreement_status', AGREEMENT_STATUSES),
    agreementStart: date(record, 'agreement_start'),
    noticeGivenOn: date(record, 'notice_given_on'),
    redFlags: RED_FLAGS.filter((flag) => several(record, 'red_flags').includes(flag)),
    satisfactionOurs: number(record, 'satisfaction_ours'),
    satisfactionTheirs: number(record, 'satisfaction_theirs'),
    satisfactionRatedOn: date(record, 'satisfaction_rated_on'),
    seasonalMonths: several(record, 'seasonal_months').map((value) => {
      const month = Number(value);
      if (!Number.isInteger(month) || month < 1 || month > 12) {
        throw malformed(record, 'seasonal_months', `has ${JSON.stringify(value)}, not a month 1-12`);
      }
      return month;
    }),
    referralWindowDays: wholeNumber(record, 'referral_window_days'),
    protectionDays: wholeNumber(record, 'protection_days'),
    tailDays: wholeNumber(record, 'tail_days'),
    ownerId: text(record, 'hubspot_owner_id'),
  };
}

function parseOffer(record: CrmRecord): CommissionOffer {
  return {
    rate: decimal(record, 'commission_rate'),
    tiers: text(record, 'commission_tiers'),
    basis: oneOf(record, 'commission_basis', COMMISSION_BASES),
    months: wholeNumber(record, 'commission_months'),
    cap: decimal(record, 'commission_cap'),
    minimum: decimal(record, 'commission_minimum'),
    currency: text(record, 'payout_currency')?.trim().toUpperCase() ?? null,
    dueDays: wholeNumber(record, 'payout_due_days'),
    clawbackDays: wholeNumber(record, 'clawback_days'),
  };
}
