import { expect, test } from '@jest/globals';
import type { PartnerId } from '../../src/ids.ts';
import { matchPartner } from '../../src/partnership/partner-match.ts';

const partner = (id: string, name: string, key: string | null = null) => ({ id: id as PartnerId, name, key });
const PARTNERS = [
  partner('11', 'Nordlicht Digital GmbH', '9001'),
  partner('12', 'Acme Ltd.'),
  partner('13', 'Blue Ocean'),
  partner('14', 'Twin'),
  partner('15', 'twin'),
];
const match = (value: string) => matchPartner(value, PARTNERS);

test('the very name, a record id or the partner’s key is exact', () => {
  expect(match('  nordlicht   DIGITAL gmbh ')).toEqual({ kind: 'exact', partnerId: '11' });
  expect(match('12')).toEqual({ kind: 'exact', partnerId: '12' });
  expect(match('9001')).toEqual({ kind: 'exact', partnerId: '11' });
});

test('a name that is alike is suggested: other legal form, a slip, a part of it', () => {
  expect(match('Acme Inc')).toEqual({ kind: 'suggested', partnerId: '12' });
  expect(match('Nordlich Digital')).toEqual({ kind: 'suggested', partnerId: '11' });
  expect(match('Nordlicht')).toEqual({ kind: 'suggested', partnerId: '11' });
});

test('two partners that fit equally well, and strangers, are none', () => {
  expect(match('TWIN')).toEqual({ kind: 'none' });
  expect(match('Twins')).toEqual({ kind: 'none' });
  expect(match('Somebody else')).toEqual({ kind: 'none' });
  expect(match('GmbH')).toEqual({ kind: 'none' });
});
