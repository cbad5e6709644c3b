import { AGREEMENT_STATUSES } from '../../../vocabulary.ts';
import { choice, choices, day, longText, number, percent, text, yesNo } from '../builders.ts';
import { REFERRAL_METHOD_LABELS, REFERRAL_METHODS } from './referral-method.ts';

export const EXCLUSIVITIES = ['non_exclusive', 'exclusive'] as const;

/** A start: an admin adds the portal's own territories as options, and they stay. */
export const TERRITORIES = [
  'worldwide',
  'dach',
  'benelux',
  'uk_ireland',
  'nordics',
  'southern_europe',
  'eastern_europe',
  'north_america',
  'latin_america',
  'middle_east_africa',
  'asia_pacific',
] as const;

export const SHARED_REFERRAL_DATA = [
  'company_name',
  'contact_name',
  'email',
  'phone',
  'need',
  'budget',
  'timing',
] as const;

export const CONSENT_BASES = ['consent', 'contract', 'legitimate_interest', 'none'] as const;
export const CM_FREQUENCIES = ['monthly', 'quarterly', 'twice_a_year', 'yearly'] as const;

/** The agreement, term by term (playbook §6, §7). */
export const partnerAgreement = [
  choice(
    'person',
    'agreement_status',
    'Agreement',
    'Commission is released only under a signed agreement.',
    AGREEMENT_STATUSES,
  ),
  day('person', 'agreement_start', 'Agreement start', 'Effective date.'),
  number('person', 'agreement_term_months', 'Term (months)', 'Usually 12.'),
  yesNo('person', 'auto_renews', 'Renews automatically', 'Usually yes.'),
  number('person', 'notice_days', 'Notice (days)', 'Usually 30.'),
  day('app', 'agreement_renews_on', 'Renews on', 'Computed from start and term.'),
  day('app', 'notice_deadline', 'Notice deadline', 'Last day to give notice before it renews.'),
  day('person', 'notice_given_on', 'Notice given on', 'Day either side gave notice.'),
  day('person', 'signed_on', 'Signed on', 'Day of the last signature.'),
  text('person', 'our_signatory', 'Our signatory', 'Who signs for us.'),
  longText('person', 'agreement_purpose', 'Purpose', 'Section 1 of the agreement.'),
  longText('person', 'agreement_services', 'Services included', 'What the agreement covers.'),
  choices('person', 'territory', 'Territory', 'Where it applies; add your own options.', TERRITORIES, {
    dach: 'DACH',
    uk_ireland: 'UK and Ireland',
    middle_east_africa: 'Middle East and Africa',
    asia_pacific: 'Asia-Pacific',
  }),
  choice('person', 'exclusivity', 'Exclusivity', 'May we have other partners like this one?', EXCLUSIVITIES, {
    non_exclusive: 'Not exclusive',
  }),
  text('person', 'exclusive_territory', 'Exclusive territory', 'Where it is exclusive.'),
  text('person', 'exclusive_vertical', 'Exclusive vertical', 'The industry in which it is exclusive.'),
  choice(
    'person',
    'referral_method',
    'How referrals are made',
    'Default when a referral is logged.',
    REFERRAL_METHODS,
    REFERRAL_METHOD_LABELS,
  ),
  text('person', 'we_refer_client_type', 'Clients we refer', 'Section 2 of the agreement.'),
  text('person', 'they_refer_client_type', 'Clients they refer', 'Section 2 of the agreement.'),
  choices(
    'person',
    'referral_data_shared',
    'Data shared with a referral',
    'Only these fields are offered for sharing.',
    SHARED_REFERRAL_DATA,
    { email: 'E-mail' },
  ),
  number('person', 'response_sla_hours', 'Response time (hours)', 'Monday to Friday. Empty means 48.'),
  number('person', 'feedback_due_days', 'Feedback due (days)', 'Days after an outcome. Empty means 14.'),
  longText('person', 'lead_sharing_rule', 'Lead sharing', 'Which leads are shared, and how.'),
  choice('person', 'consent_basis', 'Basis for sharing contacts', 'Legal ground.', CONSENT_BASES, {
    none: 'None yet',
  }),
  longText('person', 'cm_plan', 'Co-marketing plan', 'What was agreed to do together.'),
  choice('person', 'cm_frequency', 'Co-marketing frequency', 'Section 4 of the agreement.', CM_FREQUENCIES),
  percent('person', 'cost_share_ours_pct', 'Our share of joint costs', '50 means half.'),
  text('person', 'brand_guidelines_url', 'Their brand guidelines', 'Link.'),
  text('person', 'our_brand_guidelines_url', 'Our brand guidelines', 'Link.'),
  yesNo('person', 'confidentiality', 'Confidentiality agreed', 'Section 5 of the agreement.'),
];
