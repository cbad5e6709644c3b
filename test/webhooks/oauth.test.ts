import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Problem } from '../../src/errors.ts';
import { type PortalId, parseId } from '../../src/ids.ts';
import type { Install, Installed } from '../../src/jobs/install.ts';
import { createOAuth } from '../../webhooks/oauth.ts';
import { PUBLIC_URL, startServer, type TestServer } from './test-server.ts';

const PORTAL = parseId<PortalId>('1001', 'portal');
const CODE = 'code-that-nobody-logs';
let server: TestServer;
let clock: number;
let outcome: () => Promise<Installed>;
/** Verifiers that were shown when a code was exchanged. */
let finished: { code: string; verifier: string }[];

beforeEach(() => {
  [clock, finished] = [1_000_000, []];
  outcome = async () => ({ kind: 'connected', portalId: PORTAL, accountType: 'STANDARD', schema: 'there' });
});
afterEach(() => server.close());

async function start(install: Install | null = fakeInstall(), publicUrl = PUBLIC_URL) {
  const config = { publicUrl, encryptionKeys: [Buffer.alloc(32, 5)] };
  server = await startServer({ oauth: createOAuth({ install, config, now: () => clock }) });
}

function fakeInstall(): Install {
  const used = new Set<string>();
  return {
    disconnect: async () => 'was-gone',
    authorizeUrl: ({ state, challenge }) => `https://hubspot.example/authorize?state=${state}&c=${challenge}`,
    take: async ({ hash }) => used.size < used.add(hash.toString('hex')).size,
    finish: async (answer) => {
      finished.push(answer);
      return outcome();
    },
  };
}

/** A browser begins: where it is sent, and the cookie it keeps. */
async function begin() {
  const response = await fetch(`${server.url()}/oauth/install`, { redirect: 'manual' });
  const setCookie = response.headers.get('set-cookie') ?? '';
  const to = new URL(response.headers.get('location') ?? 'none:');
  const state = to.searchParams.get('state') ?? '';
  return { status: response.status, setCookie, cookie: setCookie.split(';')[0] ?? '', state, to };
}

async function comeBack(query: string, cookie = '') {
  const response = await fetch(`${server.url()}/oauth/callback?${query}`, { headers: { cookie } });
  const html = await response.text();
  return {
    status: response.status,
    title: /<h1>(.*?)<\/h1>/.exec(html)?.[1],
    html,
    headers: response.headers,
  };
}

const NOT_BEGUN = { status: 400, title: 'This installation did not begin here' };

test('a browser is sent to HubSpot with a fresh state, which it keeps encrypted and out of scripts’ reach', async () => {
  await start();
  const [one, other] = [await begin(), await begin()];
  expect([one.status, one.to.host, one.state === other.state]).toEqual([302, 'hubspot.example', false]);
  expect(one.setCookie).toMatch(
    /^__Host-partnerships-install=[0-9a-f]{16}\.[\w-]+; Max-Age=600; Path=\/; Expires=.*; HttpOnly; Secure; SameSite=Lax$/,
  );
  expect(Buffer.from(one.cookie.split('.')[1] ?? '', 'base64url').toString()).not.toContain(one.state);
});

test('what comes back is exchanged with the verifier behind the challenge, and answered by a page without secrets', async () => {
  await start();
  const { state, cookie, to } = await begin();
  const page = await comeBack(`code=${CODE}&state=${state}`, cookie);
  expect(page).toMatchObject({ status: 200, title: 'Account 1001 is connected' });
  const [{ code, verifier } = { code: '', verifier: '' }] = finished;
  const digest = await crypto.subtle.digest('SHA-256', Buffer.from(verifier));
  expect([code, Buffer.from(digest).toString('base64url')]).toEqual([CODE, to.searchParams.get('c')]);
  expect(page.html + server.logText()).not.toMatch(new RegExp(`${CODE}|${state}|${verifier}`));
  expect(page.headers.get('set-cookie')).toMatch(/^__Host-partnerships-install=; .*Expires=Thu, 01 Jan 1970/);
  expect([page.headers.get('cache-control'), page.headers.get('content-security-policy')]).toEqual([
    'no-store',
    expect.stringMatching(/^default-src 'none'/),
  ]);
});

describe('nothing is exchanged', () => {
  test('for another browser, a made-up state, an old attempt, or no attempt', async () => {
    await start();
    const [mine, other] = [await begin(), await begin()];
    const pages = [
      await comeBack(`code=${CODE}&state=${mine.state}`),
      await comeBack(`code=${CODE}&state=${mine.state}`, other.cookie),
      await comeBack(`code=${CODE}&state=x`, mine.cookie),
      await comeBack(`code=${CODE}`, mine.cookie),
      await comeBack(`code=${CODE}&code=2&state=${mine.state}`, mine.cookie),
      await comeBack(`state=${mine.state}`, mine.cookie),
      await comeBack(`code=${CODE}&state=${mine.state}`, `${mine.cookie}A`),
      await comeBack(`code=${CODE}&state=${mine.state}`, `${mine.cookie}; ${other.cookie}`),
    ];
    clock += 10 * 60_000;
    pages.push(await comeBack(`code=${CODE}&state=${mine.state}`, mine.cookie));
    for (const page of pages) expect(page).toMatchObject(NOT_BEGUN);
    expect(finished).toEqual([]);
  });

  test('twice for one attempt', async () => {
    await start();
    const { state, cookie } = await begin();
    const query = `code=${CODE}&state=${state}`;
    const statuses = [(await comeBack(query, cookie)).status, (await comeBack(query, cookie)).status];
    expect([statuses, finished.length]).toEqual([[200, 409], 1]);
  });

  test('when the person declined', async () => {
    await start();
    const { state, cookie } = await begin();
    const page = await comeBack(`error=access_denied&error_description=<b>x</b>&state=${state}`, cookie);
    expect(page).toMatchObject({ status: 200, title: 'Nothing was installed' });
    expect([finished, page.html.includes('<b>x')]).toEqual([[], false]);
  });

  test('by a server with the token of a private app', async () => {
    await start(null);
    const page = await fetch(`${server.url()}/oauth/install`, { redirect: 'manual' });
    expect([page.status, (await comeBack('code=1&state=2')).status]).toEqual([404, 404]);
  });
});

test.each<[string, () => Promise<Installed>, number, string]>([
  [
    'the schema is missing',
    async () => ({ kind: 'connected', portalId: PORTAL, accountType: 'DEVELOPER_TEST', schema: 'missing' }),
    200,
    'Account 1001 (developer test) is connected',
  ],
  [
    'the code is spent',
    async () => ({ kind: 'code-refused', reason: 'BAD_AUTH_CODE' }),
    400,
    'HubSpot did not accept this installation',
  ],
  [
    'it is another portal',
    async () => ({ kind: 'other-portal', portalId: PORTAL, expected: parseId<PortalId>('7', 'portal') }),
    403,
    'This server is for another HubSpot account',
  ],
  [
    'HubSpot is away',
    () => Promise.reject(new Problem('hubspot-unavailable', 'secret-1')),
    503,
    'The installation could not be finished',
  ],
  [
    'the client secret is wrong',
    () => Promise.reject(new Problem('config-invalid', 'secret-1')),
    500,
    'The server is not set up for this app',
  ],
  [
    'the database is away',
    () => Promise.reject(new Error('secret-1')),
    503,
    'The installation could not be finished',
  ],
])('when %s, a page says so', async (_what, result, status, title) => {
  await start();
  outcome = result;
  const { state, cookie } = await begin();
  const page = await comeBack(`code=${CODE}&state=${state}`, cookie);
  expect(page).toMatchObject({ status, title });
  expect(page.html).not.toMatch(/secret-1|at .*\.ts/);
});

test('over plain http, on this machine, the cookie goes without the name that needs https', async () => {
  await start(fakeInstall(), 'http://localhost:3000');
  const { setCookie, cookie, state } = await begin();
  expect(setCookie).toMatch(/^partnerships-install=(?!.*Secure)/);
  expect((await comeBack(`code=${CODE}&state=${state}`, cookie)).status).toBe(200);
});

test('strangers who come back with made-up codes make us ask HubSpot only so often', async () => {
  outcome = async () => ({ kind: 'code-refused', reason: 'BAD_AUTH_CODE' });
  await start();
  const attempt = async () => {
    const { cookie, state } = await begin();
    return (await comeBack(`code=made-up&state=${state}`, cookie)).status;
  };
  for (let each = 0; each < 20; each += 1) expect(await attempt()).toBe(400);
  expect([await attempt(), finished.length]).toEqual([429, 20]);
  clock += 60_000;
  expect([await attempt(), finished.length]).toEqual([400, 21]);
});
