import { expect, test } from '@jest/globals';
import { startPartnership } from '../../extensions/src/app/cards/contract/company-card.ts';
import { createRequestId } from '../../extensions/src/app/cards/server/request-id.ts';
import { serverAddress } from '../../extensions/src/app/cards/server/server-address.ts';

test.each([
  ['Web Crypto', globalThis.crypto],
  ['no Web Crypto', undefined],
])('request ids with %s differ and are of the contract', (_, source) => {
  const ids = Array.from({ length: 200 }, () => createRequestId(source));
  expect(new Set(ids).size).toBe(200);
  for (const requestId of ids) {
    expect(startPartnership.safeParse({ requestId, primaryType: 'referral' }).success).toBe(true);
  }
});

test.each([
  [{ PUBLIC_URL: 'https://partnerships.example.com' }, 'https://partnerships.example.com'],
  [{ PUBLIC_URL: 'https://example.com/partnerships//' }, 'https://example.com/partnerships'],
  [{ PUBLIC_URL: 'http://localhost:3000' }, 'http://localhost:3000'],
  [{ PUBLIC_URL: 'ftp://example.com' }, null],
  [{ PUBLIC_URL: 'https://example.com?a=b' }, null],
  [{ PUBLIC_URL: 'https://' }, null],
  [{ PUBLIC_URL: 3000 }, null],
  [{ OTHER: 'https://example.com' }, null],
  [undefined, null],
])('the variables %j name the server %s', (variables, address) => {
  expect(serverAddress(variables)).toBe(address);
});
