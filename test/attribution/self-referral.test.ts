import { describe, expect, test } from '@jest/globals';
import { selfReferral } from '../../src/attribution/self-referral.ts';

const of = (domains: string[], contactIds: string[] = []) => ({ domains, contactIds });

describe('a client that is the partner itself', () => {
  test.each([
    [of(['hansen.test']), of(['acme.test']), null],
    [of(['acme.test']), of(['acme.test']), 'client and partner share the domain acme.test'],
    [of(['WWW.Acme.test ']), of(['acme.test']), 'client and partner share the domain acme.test'],
    [of(['gmail.com']), of(['gmail.com']), null],
    [of(['']), of(['']), null],
    [of([], ['7', '8']), of([], ['8']), 'client and partner share contact 8'],
    [
      of(['a.test'], ['8']),
      of(['a.test'], ['8']),
      'client and partner share the domain a.test and contact 8',
    ],
    [
      of([], ['1', '2', '3', '4', '5']),
      of([], ['5', '4', '3', '2', '1']),
      'client and partner share contact 1, 2, 3 and 2 more',
    ],
  ])('%j and %j: %s', (client, partner, words) => {
    expect(selfReferral(client, partner)).toBe(words);
  });
});
