import { COMMISSION_BASES, COMPENSATION_MODELS } from '../../../vocabulary.ts';
import { choice, longText, number, percent, text } from '../builders.ts';

export const PAYOUT_TRIGGERS = ['first_client_payment', 'every_client_payment'] as const;
export const PAYOUT_METHODS = ['bank_transfer', 'credit_note', 'other'] as const;
export const ATTRIBUTION_POLICIES = ['default', 'override'] as const;

/** What a referral earns, when it is paid, and the partner's own windows (attribution §5, §9; R9). */
export const partnerTerms = [
  choice(
    'both',
    'compensation_model',
    'Compensation',
    'Reciprocal partners are never paid a commission.',
    COMPENSATION_MODELS,
    { reciprocal: 'Reciprocal, no cash', both: 'Reciprocal and commission' },
  ),
  percent('person', 'commission_rate', 'Commission rate', '10 means 10 %.'),
  choice(
    'person',
    'commission_basis',
    'Commission basis',
    'Which deals of a referred client earn commission. Empty means the first project.',
    COMMISSION_BASES,
  ),
  number(
    'person',
    'commission_months',
    'Commission months',
    'For all projects: deals won within so many months of the first. Empty means 12.',
  ),
  number('person', 'commission_cap', 'Commission cap', 'Most that is paid, in the payout currency.'),
  number('person', 'commission_minimum', 'Commission minimum', 'Least that is paid, in the payout currency.'),
  longText(
    'person',
    'commission_tiers',
    'Commission tiers',
    'Rates by the revenue sourced in the agreement year, for example "0: 8, 50000: 10, 100000: 12".',
  ),
  number('person', 'payout_due_days', 'Payout due (days)', 'Days after the trigger. Empty means 30.'),
  choice(
    'person',
    'payout_trigger',
    'Payout trigger',
    'What makes a commission payable. Empty means the first client payment.',
    PAYOUT_TRIGGERS,
  ),
  text('person', 'payout_currency', 'Payout currency', 'ISO code such as EUR or USD.'),
  choice('person', 'payout_method', 'Payout method', 'How commissions are paid.', PAYOUT_METHODS),
  text('person', 'tax_note', 'Tax note', 'What the accountant has to know.'),
  choice(
    'person',
    'attribution_policy',
    'Attribution rules',
    "The portal's rules, or the days typed below.",
    ATTRIBUTION_POLICIES,
    { default: "The portal's", override: 'Own days' },
  ),
  number(
    'person',
    'referral_window_days',
    'Referral window (days)',
    "Accepted referral to deal created. Empty means the portal's setting.",
  ),
  number(
    'person',
    'protection_days',
    'Protection (days)',
    "No other partner may claim the client. Empty means the portal's setting.",
  ),
  number(
    'person',
    'clawback_days',
    'Clawback (days)',
    "A deal lost so soon after the win takes its commission back. Empty means the portal's setting.",
  ),
  number(
    'person',
    'tail_days',
    'Tail (days)',
    "Deals created so soon after the end still count. Empty means the portal's setting.",
  ),
];
