import { type CustomSpec, PARTNERSHIP_GROUP } from '../object.ts';
import { partnerAgreement } from './partner-agreement.ts';
import { partnerFit } from './partner-fit.ts';
import { partnerHealth } from './partner-health.ts';
import { partnerProfile } from './partner-profile.ts';
import { partnerTerms } from './partner-terms.ts';
import { partnerTotals } from './partner-totals.ts';

/** One partner organisation. */
export const partner: CustomSpec = {
  kind: 'custom',
  object: 'partner',
  name: 'partner',
  labels: { singular: 'Partner', plural: 'Partners' },
  description: 'An organisation we have, or want, a partnership with.',
  group: PARTNERSHIP_GROUP,
  primaryDisplay: 'name',
  secondaryDisplay: ['health_status', 'primary_type'],
  required: ['name'],
  searchable: ['name', 'partner_key'],
  key: 'partner_key',
  properties: [
    ...partnerProfile,
    ...partnerTerms,
    ...partnerAgreement,
    ...partnerFit,
    ...partnerHealth,
    ...partnerTotals,
  ],
};
