import { expect, test } from '@jest/globals';
import { parseDay } from '../../src/calendar.ts';
import type { CompanyId, DealId, PartnerId, ReferralId } from '../../src/ids.ts';
import { consequences } from '../../src/jobs/referral-consequences.ts';
import type { LinkedReferral } from '../../src/partnership/records.ts';

const before: LinkedReferral = {
  record: {
    ...{ id: '5' as ReferralId, key: '5', name: 'R-5', direction: 'received', status: 'accepted' },
    ...{ referredOn: parseDay('2026-02-01'), acceptedOn: parseDay('2026-02-01'), evidenceOn: null },
    ...{ recordedOn: parseDay('2026-02-01'), preExisting: false, knownProspectAccepted: false },
    windowDays: 180,
  },
  ...{ partnerId: '9' as PartnerId, companyIds: ['7' as CompanyId], contactIds: [], alreadyOurs: null },
};
const deals = new Map([['7', ['3' as DealId]]]);

function causedBy(earlier: LinkedReferral | undefined, now: LinkedReferral | undefined): string[] {
  return consequences('1001', earlier, now, deals, []).map(({ kind, recordId }) => `${kind} ${recordId}`);
}

test('a referral that begins to count has its partner, client and deals looked at', () => {
  expect(causedBy(undefined, before)).toEqual(['partner 9', 'company 7', 'deal 3']);
});

test('one that goes to another client has both looked at', () => {
  const moved: LinkedReferral = { ...before, companyIds: ['8' as CompanyId] };
  expect(causedBy(before, moved)).toEqual(['partner 9', 'company 7', 'company 8', 'deal 3']);
});

test('the echo of our own stamps has nothing looked at but the partner', () => {
  const won: LinkedReferral = { ...before, record: { ...before.record, status: 'won' } };
  expect(causedBy(before, won)).toEqual(['partner 9']);
});
