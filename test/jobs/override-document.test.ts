import { expect, test } from '@jest/globals';
import type { Override } from '../../src/attribution/override.ts';
import type { DealId, PartnerId, PortalId } from '../../src/ids.ts';
import { overrideText, readOverride } from '../../src/jobs/override-document.ts';
import { createSeal } from '../../src/seal.ts';

const KEY = Buffer.alloc(32, 1);
const seal = createSeal([KEY]);
const place = (dealId: string) => ({ portalId: '1' as PortalId, dealId: dealId as DealId, timeZone: 'UTC' });
const override: Override = {
  credit: { kind: 'shares', shares: [{ partnerId: '7' as PartnerId, role: 'sourced', share: 10_000 }] },
  ...{ reason: { code: 'agreed_split', text: 'agreed' }, by: '42', at: '2026-03-02T09:00:00Z' },
  ...{ until: null, commissions: [] },
};
const text = overrideText(override, place('9'), seal);
const valid = { kind: 'valid', override, decidedOn: '2026-03-02' };

test('a signed decision counts on its own deal, and under a former key', () => {
  expect(readOverride(text, place('9'), seal)).toEqual(valid);
  expect(readOverride(text, place('9'), createSeal([Buffer.alloc(32, 2), KEY]))).toEqual(valid);
});

test('it counts on the deal that its own was merged into, and on no other', () => {
  expect(readOverride(text, { ...place('10'), mergedIds: ['8', '9'] }, seal)).toEqual(valid);
  const words = 'its signature is wrong: it was changed by hand, or copied';
  expect(readOverride(text, { ...place('10'), mergedIds: ['8'] }, seal)).toEqual({ kind: 'unsigned', words });
  expect(readOverride(text, { ...place('9'), portalId: '2' as PortalId }, seal).kind).toBe('unsigned');
});
