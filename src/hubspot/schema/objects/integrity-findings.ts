import type { IntegrityFinding } from '../../../vocabulary.ts';

/** How people read the codes that do not say it well themselves. */
export const INTEGRITY_FINDING_LABELS: Partial<Record<IntegrityFinding, string>> = {
  sourced_without_referral: 'Sourced without an accepted referral',
  influenced_without_touch: 'Influenced without a dated touch',
  label_without_credit: 'Partner label without a credit',
  credit_without_label: 'Credit without a partner label',
  shares_not_100: 'Shares are not 100 %',
  won_outside_pipelines: 'Won outside the included pipelines',
  window_over_still_open: 'Referral open after its window',
  second_partner_of_company: 'Second partner of one company',
  negative_amount: 'Amount is negative or cannot be read',
  rate_of_other_currency: 'Rate belongs to another currency',
  close_date_in_future: 'Close date in the future',
  terms_invalid: 'Commission terms cannot be used',
  no_agreement: 'Commission without a signed agreement',
  lost_after_clawback: 'Lost after clawback: keep or reverse?',
  ledger_differs: 'Differs from the ledger',
  stamp_refused: 'HubSpot refused our stamp',
  contested: 'Another automation keeps changing it',
  claimed_late: 'Entered too late to count by itself',
  protection_conflict: 'Client under protection of another partner',
};
