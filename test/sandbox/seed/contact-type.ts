import { lifecycleStages } from './company-type.ts';
import type { StandardSketch } from './standard-type.ts';

export const contactType: StandardSketch = {
  objectTypeId: '0-1',
  name: 'contact',
  plural: 'contacts',
  labels: { singular: 'Contact', plural: 'Contacts' },
  primary: 'email',
  modifiedProperty: 'lastmodifieddate',
  searchable: ['email', 'firstname', 'lastname', 'phone', 'company'],
  defaultProperties: ['createdate', 'email', 'firstname', 'lastmodifieddate', 'lastname'],
  properties: [
    ['email', 'string', 'Email', { hasUniqueValue: true, values: 'email' }],
    ['firstname', 'string', 'First name'],
    ['lastname', 'string', 'Last name'],
    ['phone', 'string', 'Phone number', { fieldType: 'phonenumber' }],
    ['mobilephone', 'string', 'Mobile phone number', { fieldType: 'phonenumber' }],
    ['jobtitle', 'string', 'Job title'],
    ['company', 'string', 'Company name'],
    ['website', 'string', 'Website URL'],
    ['city', 'string', 'City'],
    ['country', 'string', 'Country/Region'],
    ['lifecyclestage', 'enumeration', 'Lifecycle stage', { fieldType: 'radio', options: lifecycleStages }],
    ['associatedcompanyid', 'number', 'Primary associated company ID', { readOnly: true }],
    ['lastmodifieddate', 'datetime', 'Last modified date', { readOnly: true }],
  ],
};
