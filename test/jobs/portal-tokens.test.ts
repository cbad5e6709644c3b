import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createVault } from '../../src/encryption.ts';
import { Problem } from '../../src/errors.ts';
import type { Grant } from '../../src/hubspot/oauth.ts';
import { type PortalId, parseId } from '../../src/ids.ts';
import { createPortalTokens, type PortalTokens } from '../../src/jobs/portal-tokens.ts';
import type { Database } from '../../src/store/database.ts';
import { readAccess, saveTokens } from '../../src/store/tokens.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { recordingLog } from '../support/log.ts';

const ID = parseId<PortalId>('1001', 'portal');
const VAULT = createVault([Buffer.alloc(32, 7)], 'tokens');
const START = Date.parse('2026-03-02T09:00:00Z');
const MINUTE = 60_000;

let database: TestDatabase;
let now: number;
/** Refresh tokens that HubSpot was shown, in order. */
let asked: string[];
/** What HubSpot says next; by default a new pair, the refresh token with it. */
let answer: (() => Promise<Grant>) | null;
let logged: () => string;

beforeEach(async () => {
  [database, now, asked, answer] = [await createTestDatabase(), START, [], null];
  await saveTokens(database, VAULT, ID, pair('0'));
});
afterEach(() => database.close());

function pair(name: string) {
  const [issuedAt, expiresAt] = [new Date(now), new Date(now + 30 * MINUTE)];
  return { accessToken: `a${name}`, refreshToken: `r${name}`, issuedAt, expiresAt };
}

/** One instance of the server. */
function instance(on: Database = database): PortalTokens {
  const { log, text } = recordingLog();
  logged = text;
  const refresh = async (refreshToken: string): Promise<Grant> => {
    asked.push(refreshToken);
    if (answer !== null) return answer();
    await new Promise((done) => setImmediate(done));
    return { kind: 'granted', portalId: ID, ...pair(String(asked.length)) };
  };
  return createPortalTokens({ database: on, vault: VAULT, oauth: { refresh }, now: () => now, log });
}

async function problemOf(work: Promise<unknown>) {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (error instanceof Problem) return { code: error.code, retry: error.retry };
  throw error;
}

const unavailable = async (): Promise<Grant> => {
  throw new Problem('hubspot-unavailable', 'away', { retry: { kind: 'later' } });
};

test('a token is renewed ahead of its end, once for a hundred callers', async () => {
  const tokens = instance();
  expect([await tokens.accessToken(ID), asked]).toEqual(['a0', []]);
  now += 25 * MINUTE + 1;
  const answers = await Promise.all(Array.from({ length: 100 }, () => tokens.accessToken(ID)));
  expect([new Set(answers), asked]).toEqual([new Set(['a1']), ['r0']]);
  now += 26 * MINUTE;
  expect([await tokens.accessToken(ID), asked]).toEqual(['a2', ['r0', 'r1']]);
});

test('the log shows neither the tokens as stored nor those that followed, whoever quotes them', async () => {
  const long = (name: string) => ({
    ...pair(name),
    ...{ accessToken: `access-${name}-0123456789`, refreshToken: `refresh-${name}-0123456789` },
  });
  await saveTokens(database, VAULT, ID, long('old'));
  const { log, text } = recordingLog();
  const refresh = async (): Promise<Grant> => ({ kind: 'granted', portalId: ID, ...long('new') });
  const deps = { database, vault: VAULT, oauth: { refresh }, now: () => now, log };
  const tokens = createPortalTokens(deps);
  await tokens.accessToken(ID);
  now += 26 * MINUTE;
  expect(await tokens.accessToken(ID)).toBe('access-new-0123456789');
  for (const name of ['old', 'new']) {
    const { accessToken, refreshToken } = long(name);
    log.warn(`the proxy said: ${accessToken}`, { error: new Error(`form had ${refreshToken}`) });
  }
  expect(text()).not.toContain('0123456789');
  expect(text().match(/the proxy said: \[secret\]/g)).toHaveLength(2);
});

test('two instances renew once: the loser takes the winner’s token', async () => {
  const [one, other] = [instance(), instance(await database.another())];
  expect(await Promise.all([one, other].map((each) => each.accessToken(ID)))).toEqual(['a0', 'a0']);
  now += 26 * MINUTE;
  expect(await Promise.all([one, other].map((each) => each.accessToken(ID)))).toEqual(['a1', 'a1']);
  expect(asked).toEqual(['r0']);
});

test('a token refused in mid-life is renewed once, for both instances; one just issued is not', async () => {
  const [one, other] = [instance(), instance(await database.another())];
  now += 10 * MINUTE;
  for (const each of [one, other]) each.refused(ID, await each.accessToken(ID));
  expect([await one.accessToken(ID), await other.accessToken(ID)]).toEqual(['a1', 'a1']);
  one.refused(ID, 'a1');
  one.refused(ID, 'a0');
  expect([await one.accessToken(ID), asked]).toEqual(['a1', ['r0']]);
});

test('while HubSpot gives no new token the old one is used to its end, and asked for now and then', async () => {
  const tokens = instance();
  answer = unavailable;
  now += 26 * MINUTE;
  const twice = [await tokens.accessToken(ID), await tokens.accessToken(ID)];
  expect([twice, asked.length]).toEqual([['a0', 'a0'], 1]);
  now += MINUTE;
  expect([await tokens.accessToken(ID), asked.length]).toEqual(['a0', 2]);
  now = START + 30 * MINUTE;
  expect(await problemOf(tokens.accessToken(ID))).toEqual({
    ...{ code: 'hubspot-unavailable', retry: { kind: 'later' } },
  });
  answer = null;
  expect(await tokens.accessToken(ID)).toBe('a4');
});

describe('a portal that gives no more tokens', () => {
  const spent = async (): Promise<Grant> => ({ kind: 'refused', reason: 'BAD_REFRESH_TOKEN' });

  test('is cut off: tokens removed, work waits ever longer, and is parked in the end', async () => {
    const tokens = instance();
    answer = spent;
    now += 26 * MINUTE;
    const wait = (minutes: number) => ({
      ...{ code: 'portal-disconnected', retry: { kind: 'wait', ms: minutes * MINUTE } },
    });
    expect(await problemOf(tokens.accessToken(ID))).toEqual(wait(1));
    expect(await readAccess(database, VAULT, ID)).toMatchObject({ kind: 'revoked', since: new Date(now) });
    now += 40 * MINUTE;
    expect(await problemOf(tokens.accessToken(ID))).toEqual(wait(10));
    now += 24 * 60 * MINUTE;
    expect(await problemOf(tokens.accessToken(ID))).toEqual(wait(60));
    now += 30 * 24 * 60 * MINUTE;
    expect(await problemOf(tokens.accessToken(ID))).toEqual({
      ...{ code: 'portal-disconnected', retry: { kind: 'never' } },
    });
    expect(asked).toEqual(['r0']);
    expect(logged()).toMatch(/disconnected.*"portalId":"1001"/);
    expect(logged()).not.toMatch(/"r0"|"a0"/);
  });

  test('works again with the tokens of another installation', async () => {
    const tokens = instance();
    answer = spent;
    now += 26 * MINUTE;
    await problemOf(tokens.accessToken(ID));
    answer = null;
    await saveTokens(database, VAULT, ID, pair('again'));
    expect(await tokens.accessToken(ID)).toBe('aagain');
  });
});

test('a token that HubSpot names for another portal is neither kept nor used', async () => {
  const tokens = instance();
  answer = async () => ({ kind: 'granted', portalId: parseId<PortalId>('1002', 'portal'), ...pair('x') });
  now += 30 * MINUTE;
  expect((await problemOf(tokens.accessToken(ID))).code).toBe('hubspot-unexpected');
  expect(await readAccess(database, VAULT, ID)).toMatchObject({ tokens: { accessToken: 'a0' } });
});

test('a portal that never installed the app has none', async () => {
  const other = parseId<PortalId>('1002', 'portal');
  expect(await problemOf(instance().accessToken(other))).toEqual({
    ...{ code: 'input-invalid', retry: { kind: 'never' } },
  });
});
