import { parseDay } from '../../src/calendar.ts';
import { parseSchemaState } from '../../src/hubspot/schema/index.ts';
import { type PortalId, parseId } from '../../src/ids.ts';
import type { Portal } from '../../src/jobs/portal.ts';

export const PORTAL_ID = parseId<PortalId>('1001', 'portal');

const object = (number: number) => ({ objectTypeId: `2-${number}`, fullyQualifiedName: `p_${number}` });

export const SCHEMA = parseSchemaState({
  ...{ version: 1, links: {}, labels: {} },
  objects: {
    partner: object(1),
    referral: object(2),
    partner_credit: object(3),
    partner_activity: object(4),
  },
});

/** A portal that nobody may call. */
export const PORTAL: Portal = {
  ...{ id: PORTAL_ID, timeZone: 'UTC', homeCurrency: 'EUR', installedOn: parseDay('2026-01-01') },
  schema: SCHEMA,
  request: () => Promise.reject(new Error('this test calls no HubSpot')),
  stages: () => Promise.reject(new Error('this test reads no stages')),
};
