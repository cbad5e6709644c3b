import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createVault } from '../../src/encryption.ts';
import { type PortalId, parseId } from '../../src/ids.ts';
import { takeAttempt } from '../../src/store/attempts.ts';
import { readInstalledPortals, readPortalsToRenew } from '../../src/store/installed-portals.ts';
import { letGo, readAccess, removeTokens, saveTokens } from '../../src/store/tokens.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const [ONE, OTHER] = ['1001', '1002'].map((id) => parseId<PortalId>(id, 'portal')) as [PortalId, PortalId];
const VAULT = createVault([Buffer.alloc(32, 7)], 'tokens');
const at = (minute: number) => new Date(Date.UTC(2026, 2, 2, 9, minute));
const tokens = (name: string, minute = 0) => ({
  ...{ accessToken: `access of ${name}`, refreshToken: `refresh of ${name}` },
  ...{ issuedAt: at(minute), expiresAt: at(minute + 30) },
});

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.close());

test('tokens come back as they were saved, and lie in the database in no readable form', async () => {
  await saveTokens(database, VAULT, ONE, tokens('one'));
  expect(await readAccess(database, VAULT, ONE)).toEqual({
    ...{ kind: 'granted', portalId: ONE, since: at(0), tokens: tokens('one') },
  });
  expect(await readAccess(database, VAULT, OTHER)).toBeUndefined();
  const [row] = await database.rows((each) => each, 'SELECT portal_access::text AS all FROM portal_access');
  expect(JSON.stringify(row)).not.toMatch(/access of|refresh of|616363657373/);
});

test('a row put in the place of another portal’s opens for nobody', async () => {
  await saveTokens(database, VAULT, ONE, tokens('one'));
  await database.run(`INSERT INTO portal_access SELECT '1002', state, since, key_id, sealed, issued_at, expires_at
    FROM portal_access WHERE portal_id = '1001'`);
  await expect(readAccess(database, VAULT, OTHER)).rejects.toMatchObject({ code: 'config-invalid' });
});

test('removed tokens are gone, the reason stays, and installing again begins a new time', async () => {
  await saveTokens(database, VAULT, ONE, tokens('one'));
  await saveTokens(database, VAULT, ONE, tokens('one renewed', 5));
  await removeTokens(database, ONE, 'uninstalled', at(10));
  await removeTokens(database, ONE, 'a second time', at(11));
  const revoked = { kind: 'revoked', portalId: ONE, since: at(10), reason: 'uninstalled' };
  expect(await readAccess(database, VAULT, ONE)).toEqual(revoked);
  const { kind: _kind, portalId: _id, ...words } = revoked;
  expect(await readInstalledPortals(database)).toEqual([
    { id: ONE, state: 'revoked', ...words, letGo: false },
  ]);
  await letGo(database, ONE, at(12));
  expect(await readInstalledPortals(database)).toEqual([
    { id: ONE, state: 'revoked', ...words, letGo: true },
  ]);
  expect(
    await database.rows((each) => each, 'SELECT key_id, sealed, issued_at, expires_at FROM portal_access'),
  ).toEqual([{ key_id: null, sealed: null, issued_at: null, expires_at: null }]);
  await saveTokens(database, VAULT, ONE, tokens('again', 20));
  expect(await readAccess(database, VAULT, ONE)).toMatchObject({ kind: 'granted', since: at(20) });
  expect(await readInstalledPortals(database)).toMatchObject([{ state: 'granted', letGo: false }]);
});

test('those that end soon, and those of a former key, are found', async () => {
  const former = createVault([Buffer.alloc(32, 1)], 'tokens');
  await saveTokens(database, former, ONE, tokens('one'));
  await saveTokens(database, VAULT, OTHER, tokens('other', 20));
  const find = (minute: number) =>
    readPortalsToRenew(database, { endingBefore: at(minute), keyId: VAULT.keyId });
  expect(await find(30)).toEqual({ ending: [], formerKey: [ONE] });
  expect(await find(31)).toEqual({ ending: [ONE], formerKey: [ONE] });
  await expect(readAccess(database, VAULT, ONE)).rejects.toMatchObject({ code: 'config-invalid' });
});

test('an attempt is taken once, and forgotten when it has ended', async () => {
  const attempt = { hash: Buffer.alloc(32, 3), expiresAt: at(10) };
  expect([await takeAttempt(database, attempt, at(0)), await takeAttempt(database, attempt, at(9))]).toEqual([
    true,
    false,
  ]);
  await takeAttempt(database, { hash: Buffer.alloc(32, 4), expiresAt: at(30) }, at(11));
  expect(await database.rows((each) => each, 'SELECT expires_at FROM used_attempt')).toEqual([
    { expires_at: at(30) },
  ]);
});
