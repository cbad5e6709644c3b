import { PARTNER_STAGES, PARTNER_TYPES } from '../../../vocabulary.ts';
import { choice, choices, day, key, longText, number, text } from '../builders.ts';

export const PARTNER_CATEGORIES = ['service_provider', 'platform', 'association'] as const;
export type PartnerCategory = (typeof PARTNER_CATEGORIES)[number];

/** Playbook rows 27 to 37. */
export const PARTNER_KINDS = [
  'crm_consultant',
  'marketing_agency',
  'business_consultant',
  'it_service_provider',
  'web_developer',
  'automation_tool',
  'crm_platform',
  'ai_tool',
  'industry_association',
  'business_group',
  'accelerator',
] as const;
export type PartnerKind = (typeof PARTNER_KINDS)[number];

export const CERTIFICATION_STATUSES = ['none', 'in_progress', 'certified', 'expired'] as const;

export const MONTHS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12'] as const;

const TYPE_LABELS = { co_marketing: 'Co-marketing', strategic: 'Strategic alliance' } as const;

/** Who the partner is and where the partnership stands. */
export const partnerProfile = [
  text('both', 'name', 'Name', 'Name of the partner organisation.'),
  key('app', 'partner_key', 'Partner key', 'Record id of the partner company. One partner per company.'),
  choice(
    'both',
    'primary_type',
    'Primary type',
    'The type that decides how health is judged.',
    PARTNER_TYPES,
    TYPE_LABELS,
  ),
  choices('person', 'partner_types', 'Partner types', 'All types that apply.', PARTNER_TYPES, TYPE_LABELS),
  choice('person', 'category', 'Category', 'Playbook category.', PARTNER_CATEGORIES, {
    platform: 'Tool or platform',
  }),
  choice('person', 'kind', 'Kind', 'What the partner does; fills the value exchange.', PARTNER_KINDS, {
    crm_consultant: 'CRM consultant',
    marketing_agency: 'Digital marketing agency',
    it_service_provider: 'IT service provider',
    automation_tool: 'Automation tool (Zapier, Make)',
    crm_platform: 'CRM platform',
    ai_tool: 'AI tool company',
    accelerator: 'Accelerator or incubator',
  }),
  choice(
    'both',
    'stage',
    'Stage',
    'Where the partnership stands. Only active ones are scored.',
    PARTNER_STAGES,
  ),
  day('both', 'activated_on', 'Activated on', 'Day the partnership became active. Filled in when empty.'),
  day('both', 'reactivated_on', 'Reactivated on', 'Day it became active again after a pause or end.'),
  day('both', 'ended_on', 'Ended on', 'Day the partnership ended. Starts the tail.'),
  choices(
    'person',
    'seasonal_months',
    'Active months',
    'Months in which a seasonal partner is active; empty means all year.',
    MONTHS,
    {
      1: 'January',
      2: 'February',
      3: 'March',
      4: 'April',
      5: 'May',
      6: 'June',
      7: 'July',
      8: 'August',
      9: 'September',
      10: 'October',
      11: 'November',
      12: 'December',
    },
  ),
  longText('person', 'why_partner', 'Why they would partner', 'Value exchange: their reason.'),
  longText('person', 'we_offer', 'We offer', 'Value exchange: what they get from us.'),
  longText('person', 'they_offer', 'They offer', 'Value exchange: what we get from them.'),
  number('person', 'our_audience', 'Our audience', 'People we can reach for joint work.'),
  number('person', 'their_audience', 'Their audience', 'People they can reach for joint work.'),
  choice(
    'person',
    'certification_status',
    'Certification',
    'Are we listed as their certified partner?',
    CERTIFICATION_STATUSES,
  ),
  day(
    'person',
    'certification_expires_on',
    'Certification expires on',
    'A reminder comes 60 days before this day.',
  ),
  text('person', 'listing_url', 'Listing', 'Link to our entry in their directory.'),
];
