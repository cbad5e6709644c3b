import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parseDay } from '../../src/calendar.ts';
import type { CompanyId, PartnerId, PortalId, ReferralId } from '../../src/ids.ts';
import type { LinkedReferral } from '../../src/partnership/records.ts';
import { readReferrals, saveReferral } from '../../src/store/mirror.ts';
import { saveReferralValues } from '../../src/store/referral-values.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const PORTAL = '1001' as PortalId;
const NOW = new Date('2026-03-02T09:00:00Z');
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

const record: LinkedReferral['record'] = {
  ...{ id: '5' as ReferralId, key: '5', name: 'R-5', direction: 'received', status: 'accepted' },
  ...{ referredOn: parseDay('2026-02-01'), acceptedOn: parseDay('2026-02-01'), evidenceOn: null },
  ...{ recordedOn: parseDay('2026-02-01'), preExisting: false, knownProspectAccepted: false },
  windowDays: 180,
};
const linked: LinkedReferral = {
  ...{ record, partnerId: '9' as PartnerId, companyIds: ['7' as CompanyId], contactIds: [] },
  alreadyOurs: { judgedFor: '2026-02-01 7', dealIds: [] },
};
const won: LinkedReferral['record'] = { ...record, status: 'won' };

test('values stamped on a referral are kept beside its links and what was judged about it', async () => {
  await saveReferral(database, PORTAL, linked, NOW);
  await saveReferralValues(database, PORTAL, [{ before: record, now: won }], NOW);
  expect(await readReferrals(database, PORTAL, ['5'])).toEqual([{ ...linked, record: won }]);
});

test('values that were kept otherwise meanwhile stay', async () => {
  const declined: LinkedReferral = {
    ...linked,
    record: { ...record, status: 'declined' },
    alreadyOurs: null,
  };
  await saveReferral(database, PORTAL, declined, NOW);
  await saveReferralValues(database, PORTAL, [{ before: record, now: won }], NOW);
  expect(await readReferrals(database, PORTAL, ['5'])).toEqual([declined]);
});
