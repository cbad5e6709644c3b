import type { StandardSketch } from './standard-type.ts';

const LIFECYCLE = [
  'subscriber',
  'lead',
  'marketingqualifiedlead',
  'salesqualifiedlead',
  'opportunity',
  'customer',
  'evangelist',
  'other',
];

export const lifecycleStages = LIFECYCLE.map((value, displayOrder) => ({
  label: value,
  value,
  displayOrder,
  hidden: false,
}));

const INDUSTRIES = [
  'ACCOUNTING',
  'AUTOMOTIVE',
  'BANKING',
  'COMPUTER_SOFTWARE',
  'CONSTRUCTION',
  'DESIGN',
  'FOOD_PRODUCTION',
  'HOSPITAL_HEALTH_CARE',
  'HOSPITALITY',
  'INFORMATION_TECHNOLOGY_AND_SERVICES',
  'LOGISTICS_AND_SUPPLY_CHAIN',
  'MACHINERY',
  'MANAGEMENT_CONSULTING',
  'MARKETING_AND_ADVERTISING',
  'RENEWABLES_ENVIRONMENT',
  'RETAIL',
];

export const companyType: StandardSketch = {
  objectTypeId: '0-2',
  name: 'company',
  plural: 'companies',
  labels: { singular: 'Company', plural: 'Companies' },
  primary: 'name',
  searchable: ['name', 'domain', 'phone'],
  defaultProperties: ['createdate', 'domain', 'hs_lastmodifieddate', 'name'],
  properties: [
    ['name', 'string', 'Company name'],
    ['domain', 'string', 'Company domain name'],
    ['website', 'string', 'Website URL'],
    ['phone', 'string', 'Phone number', { fieldType: 'phonenumber' }],
    ['address', 'string', 'Street address'],
    ['city', 'string', 'City'],
    ['state', 'string', 'State/Region'],
    ['zip', 'string', 'Postal code'],
    ['country', 'string', 'Country/Region'],
    ['description', 'string', 'Description', { fieldType: 'textarea' }],
    ['numberofemployees', 'number', 'Number of employees'],
    ['annualrevenue', 'number', 'Annual revenue'],
    ['lifecyclestage', 'enumeration', 'Lifecycle stage', { fieldType: 'radio', options: lifecycleStages }],
    [
      'industry',
      'enumeration',
      'Industry',
      {
        options: INDUSTRIES.map((value, displayOrder) => ({
          label: value,
          value,
          displayOrder,
          hidden: false,
        })),
      },
    ],
  ],
};
