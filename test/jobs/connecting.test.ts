import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { parseDay } from '../../src/calendar.ts';
import { createVault } from '../../src/encryption.ts';
import { Problem } from '../../src/errors.ts';
import { type PortalId, parseId } from '../../src/ids.ts';
import type { Access } from '../../src/jobs/access.ts';
import { createConnecting } from '../../src/jobs/connecting.ts';
import { createOAuthAccess } from '../../src/jobs/oauth-access.ts';
import { readAccess, saveTokens } from '../../src/store/tokens.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { recordingLog } from '../support/log.ts';

const [ONE, OTHER, THIRD] = ['1001', '1002', '1003'].map((id) => parseId<PortalId>(id, 'portal')) as [
  PortalId,
  PortalId,
  PortalId,
];
const START = Date.parse('2026-03-02T09:00:00Z');
const SECOND = 1_000;
const { log } = recordingLog();
const nobodyCalls = () => Promise.reject(new Error('nobody calls HubSpot here'));

const NO_ACCESS: Access = {
  ...{ kind: 'oauth', portals: async () => [], requestOf: nobodyCalls, renew: async () => {} },
  count: async () => ({ connected: 0, disconnected: 0, letGo: 0 }),
};

test('each portal is connected once; one that fails is asked again, ever more seldom, and holds up no other', async () => {
  let now = START;
  let portals: PortalId[] = [ONE, OTHER];
  const asked: string[] = [];
  const access: Access = { ...NO_ACCESS, portals: async () => portals };
  const connect = async (id?: PortalId) => {
    asked.push(`${id} at ${(now - START) / SECOND}`);
    if (id === ONE && now - START < 100 * SECOND) throw new Problem('schema-missing', 'not yet');
    return { ...{ id: OTHER, timeZone: 'UTC', homeCurrency: 'EUR' }, ...ROW };
  };
  const round = createConnecting({
    access,
    directory: { portals: access.portals, connect },
    now: () => now,
    log,
  });
  for (; now - START <= 120 * SECOND; now += 15 * SECOND) await round();
  expect(asked).toEqual(['1001 at 0', '1002 at 0', '1001 at 15', '1001 at 45', '1001 at 105']);
  portals = [ONE];
  await round();
  portals = [ONE, OTHER];
  await round();
  expect(asked.at(-1)).toBe(`1002 at ${(now - START) / SECOND}`);
});

test('eight portals are connected at a time, and none any more once it is told to stop', async () => {
  const portals = Array.from({ length: 20 }, (_, at) => parseId<PortalId>(String(1001 + at), 'portal'));
  const asked: PortalId[] = [];
  const answer = Promise.withResolvers<never>();
  let stopping = false;
  const round = createConnecting({
    access: { ...NO_ACCESS, portals: async () => portals },
    directory: {
      portals: async () => portals,
      connect: (id) => {
        if (id !== undefined) asked.push(id);
        return answer.promise;
      },
    },
    ...{ now: () => START, log, isStopping: () => stopping },
  });
  const under = round();
  while (asked.length < 8) await new Promise(setImmediate);
  stopping = true;
  answer.reject(new Error('away'));
  await under;
  expect(asked).toEqual(portals.slice(0, 8));
});

const ROW = { accountType: 'STANDARD', installedOn: parseDay('2026-03-02'), schema: null };

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.close());

test('tokens of former keys are encrypted with the present one, and those that end soon are renewed', async () => {
  const [lost, former, present] = [1, 2, 3].map((byte) => Buffer.alloc(32, byte)) as [Buffer, Buffer, Buffer];
  const tokens = (minutes: number) => ({
    ...{ accessToken: 'a', refreshToken: 'r', issuedAt: new Date(START) },
    expiresAt: new Date(START + minutes * 60 * SECOND),
  });
  await saveTokens(database, createVault([lost], 'tokens'), ONE, tokens(30));
  await saveTokens(database, createVault([former], 'tokens'), OTHER, tokens(30));
  await saveTokens(database, createVault([former], 'tokens'), THIRD, tokens(4));
  const renewed: PortalId[] = [];
  const vault = createVault([present, former], 'tokens');
  const access = createOAuthAccess({
    ...{ database, vault, log, now: () => START },
    oauth: { refresh: () => Promise.reject(new Error('the tokens are asked, not HubSpot')) },
    tokens: {
      accessToken: async (id) => String(renewed.push(id)),
      refused: () => {},
      forget: () => {},
    },
    ...{ requestFor: () => nobodyCalls, expected: undefined },
  });
  await access.renew();
  const now = createVault([present], 'tokens');
  expect(await readAccess(database, now, OTHER)).toMatchObject({ kind: 'granted', tokens: tokens(30) });
  expect(await readAccess(database, now, THIRD)).toMatchObject({ kind: 'granted', tokens: tokens(4) });
  await expect(readAccess(database, vault, ONE)).rejects.toMatchObject({ code: 'config-invalid' });
  expect(renewed).toEqual([THIRD]);
});

test('where one portal is named, others that were installed before are not served, and that is told once', async () => {
  const { log: quiet, lines } = recordingLog();
  const vault = createVault([Buffer.alloc(32, 1)], 'tokens');
  const [issuedAt, expiresAt] = [new Date(START), new Date(START + 60 * SECOND)];
  for (const id of [ONE, OTHER])
    await saveTokens(database, vault, id, { accessToken: 'a', refreshToken: 'r', issuedAt, expiresAt });
  const renewed: PortalId[] = [];
  const access = createOAuthAccess({
    ...{ database, vault, log: quiet, now: () => START, expected: OTHER, requestFor: () => nobodyCalls },
    oauth: { refresh: () => Promise.reject(new Error('the tokens are asked, not HubSpot')) },
    tokens: {
      accessToken: async (id) => String(renewed.push(id)),
      refused: () => {},
      forget: () => {},
    },
  });
  expect([await access.portals(), await access.portals()]).toEqual([[OTHER], [OTHER]]);
  await access.renew();
  expect([renewed, await access.count()]).toEqual([[OTHER], { connected: 1, disconnected: 0, letGo: 0 }]);
  await expect(access.requestOf(ONE)).rejects.toMatchObject({
    ...{ code: 'config-invalid', retry: { kind: 'wait' } },
  });
  expect(lines()).toMatchObject([{ level: 'warn', portalId: ONE }]);
});
