import { choice, day, text } from '../builders.ts';
import { ATTRIBUTION_GROUP, type StampedSpec } from '../object.ts';
import { HEALTH_STATUSES } from './health-options.ts';

export const PARTNERSHIP_ROLES = ['partner', 'referred_client', 'none'] as const;
export type PartnershipRole = (typeof PARTNERSHIP_ROLES)[number];

/** Stamps on the company (data-model §2, R30). */
export const company: StampedSpec = {
  kind: 'stamped',
  object: 'company',
  group: ATTRIBUTION_GROUP,
  properties: [
    choice('app', 'partnership_role', 'Partnership role', 'Partner wins over client.', PARTNERSHIP_ROLES),
    choice('app', 'partnership_health', 'Partnership health', 'On partner companies.', HEALTH_STATUSES),
    text('app', 'partner_referred_by', 'Referred by', 'Partner of the earliest accepted referral.'),
    text('app', 'partner_referred_by_id', 'Referred by (id)', 'Record id of that partner.'),
    day('app', 'partner_referred_on', 'Referred on', 'Day of that referral.'),
  ],
};
