import { INTEGRITY_FINDINGS } from '../../../vocabulary.ts';
import { choice, choices, day, key, longText, money, number, percent, text } from '../builders.ts';
import { type CustomSpec, PARTNERSHIP_GROUP } from '../object.ts';
import { INTEGRITY_FINDING_LABELS } from './integrity-findings.ts';

export const CREDIT_ROLES = ['sourced', 'sourced_expansion', 'influenced'] as const;
export type CreditRole = (typeof CREDIT_ROLES)[number];

export const CREDIT_STATUSES = [
  'proposed',
  'earned',
  'payable',
  'paid',
  'reversed',
  'on_hold',
  'waived',
] as const;
export type CreditStatus = (typeof CREDIT_STATUSES)[number];

/** Who gets how much of which deal: the fold of its ledger entries (R1, R56). */
export const partnerCredit: CustomSpec = {
  kind: 'custom',
  object: 'partner_credit',
  name: 'partner_credit',
  labels: { singular: 'Partner credit', plural: 'Partner credits' },
  description: 'A partner’s share of a won deal in one month. Written by the app.',
  group: PARTNERSHIP_GROUP,
  primaryDisplay: 'name',
  secondaryDisplay: ['role', 'status'],
  required: ['name'],
  searchable: ['name', 'credit_key', 'partner_name', 'deal_name'],
  key: 'credit_key',
  properties: [
    key('app', 'credit_key', 'Credit key', 'Deal id, partner id, role and month.'),
    text('app', 'name', 'Name', 'Partner, deal and role.'),
    choice('app', 'role', 'Role', 'Sourced, a later deal of the same client, or influenced.', CREDIT_ROLES, {
      sourced_expansion: 'Sourced, expansion',
    }),
    choice(
      'both',
      'status',
      'Status',
      'Sums never filter on it: a reversed row has no amount.',
      CREDIT_STATUSES,
    ),
    percent('app', 'share', 'Share', 'Share of the deal, for display.'),
    number('app', 'amount', 'Amount', 'In the deal’s currency.'),
    text('app', 'currency', 'Currency', 'The deal’s currency.'),
    money('app', 'amount_home', 'Amount (company currency)', 'At the deal’s closing rate.'),
    money('app', 'sourced_amount_home', 'Sourced amount', 'Sum this for sourced revenue.'),
    money('app', 'expansion_amount_home', 'Expansion amount', 'Sum this for expansion revenue.'),
    money('app', 'influenced_amount_home', 'Influenced amount', 'Sum this for influence credit.'),
    text('app', 'home_currency', 'Company currency', 'In force when the row was written.'),
    number('app', 'fx_rate', 'Exchange rate', 'Deal currency to company currency, as used.'),
    day('app', 'credited_on', 'Credited on', 'Group by this day: it lies in the month that counts.'),
    text('app', 'model', 'Model', 'The attribution model that made it.'),
    text('app', 'policy_version', 'Policy version', 'The version of the rules that made it.'),
    longText('app', 'reason', 'Reason', 'The receipt in one sentence.'),
    number('app', 'commission_amount', 'Commission', 'In the commission currency.'),
    text('app', 'commission_currency', 'Commission currency', 'ISO code.'),
    day('app', 'commission_due_on', 'Commission due on', 'Once the client has paid.'),
    day('person', 'commission_paid_on', 'Commission paid on', 'Type the day you paid it.'),
    text('person', 'commission_reference', 'Payment reference', 'Number of the transfer or invoice.'),
    text('app', 'partner_id', 'Partner id', 'Copied for reports.'),
    text('app', 'partner_name', 'Partner name', 'Copied for reports.'),
    text('app', 'partner_type', 'Partner type', 'Copied for reports.'),
    text('app', 'deal_id', 'Deal id', 'Copied for reports.'),
    text('app', 'deal_name', 'Deal name', 'Copied for reports.'),
    text('app', 'referral_id', 'Referral id', 'The referral it rests on.'),
    choices(
      'app',
      'integrity_findings',
      'Findings',
      'What the nightly checks found.',
      INTEGRITY_FINDINGS,
      INTEGRITY_FINDING_LABELS,
    ),
  ],
};
