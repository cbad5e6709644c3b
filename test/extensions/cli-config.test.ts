import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { findSecrets } from './support/find-secrets.ts';

const config = path.join(import.meta.dirname, '../../hubspot.config.yml');
const key = `CiRuYTEt${'QTh4Wk9h'.repeat(8)}`;

describe('hubspot.config.yml', () => {
  test('names no account and holds no secret', async () => {
    expect(findSecrets(await readFile(config, 'utf8'))).toEqual([]);
  });

  test.each([
    [`accounts:\n  - accountId: 1\n    personalAccessKey: ${key}`],
    [`accounts:\n  - name: main\n    personalAccessKey: >-\n      ${key}`],
    ['accounts:\n  - auth:\n      tokenInfo:\n        accessToken: short\n        refreshToken: x'],
    ['accounts:\n  - { clientSecret: s }'],
    ['accounts:\n  - "api_key": k'],
    [`# personalAccessKey: ${key}`],
    ['accounts: [] # pat-na1-0123abcd-0123-4567-89ab-0123456789ab'],
    ['accounts:\n  - note: 0123abcd-0123-4567-89ab-0123456789ab'],
    ['accounts:\n  - accountId: 1'],
    ['portals:\n  - portalId: 1'],
    ['accounts: [}'],
  ])('would not pass with %j', (text) => {
    expect(findSecrets(text)).not.toEqual([]);
  });

  test.each([
    'accounts: []',
    'accounts: []\ndefaultAccount: null',
    '# how to use personalAccessKey\naccounts: []',
  ])('passes as %j', (text) => {
    expect(findSecrets(text)).toEqual([]);
  });
});
