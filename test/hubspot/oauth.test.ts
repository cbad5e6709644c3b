import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import { createOAuthClient } from '../../src/hubspot/oauth.ts';
import { REQUIRED_SCOPES } from '../../src/hubspot/oauth-scopes.ts';
import { nock } from '../support/nock.ts';
import { BASE_URL, problemOf } from './server.ts';

const NOW = Date.parse('2026-03-02T09:00:00Z');
const REDIRECT = 'https://partners.example.com/oauth/callback';
const PATH = '/oauth/2026-09/token';
const client = (baseUrl = BASE_URL, timeoutMs = 2_000) =>
  createOAuthClient({
    ...{ baseUrl, clientId: 'client-1', clientSecret: 'secret-1', redirectUrl: REDIRECT },
    ...{ onCall: () => {}, now: () => NOW, timeoutMs },
  });
const ANSWER = { access_token: 'a-1', refresh_token: 'r-1', expires_in: 1_800, token_type: 'bearer' };
const replies = (status: number, body: unknown) =>
  nock(BASE_URL)
    .post(PATH)
    .reply(status, body as nock.Body);

test('the app’s own file asks for the same scopes as an installation', () => {
  const file = new URL('../../extensions/src/app/app-hsmeta.json', import.meta.url);
  expect(JSON.parse(readFileSync(file, 'utf8')).config.auth.requiredScopes).toEqual(REQUIRED_SCOPES);
});

test('a browser is sent to HubSpot’s pages, with scopes, state and an S256 challenge', () => {
  const url = new URL(client('https://api.hubapi.com').authorizeUrl({ state: 's-1', challenge: 'c-1' }));
  expect([url.origin, url.pathname, Object.fromEntries(url.searchParams)]).toEqual([
    'https://app.hubspot.com',
    '/oauth/authorize',
    {
      ...{ client_id: 'client-1', scope: REQUIRED_SCOPES.join(' '), redirect_uri: REDIRECT, state: 's-1' },
      ...{ code_challenge: 'c-1', code_challenge_method: 'S256' },
    },
  ]);
});

test('a code and a refresh token are exchanged in the body, never in the address', async () => {
  const bodies: unknown[] = [];
  nock(BASE_URL, { reqheaders: { 'content-type': /^application\/x-www-form-urlencoded/ } })
    .post(PATH, (body) => bodies.push(body) > 0)
    .times(2)
    .reply(200, { ...ANSWER, hub_id: 1001 });
  const granted = {
    ...{ kind: 'granted', accessToken: 'a-1', refreshToken: 'r-1', portalId: '1001' },
    ...{ issuedAt: new Date(NOW), expiresAt: new Date(NOW + 1_800_000) },
  };
  expect(await client().exchange({ code: 'code-1', verifier: 'v-1' })).toEqual(granted);
  expect(await client().refresh('r-0')).toEqual(granted);
  const app = { client_id: 'client-1', client_secret: 'secret-1' };
  expect(bodies).toEqual([
    {
      ...app,
      grant_type: 'authorization_code',
      code: 'code-1',
      redirect_uri: REDIRECT,
      code_verifier: 'v-1',
    },
    { ...app, grant_type: 'refresh_token', refresh_token: 'r-0' },
  ]);
});

describe('what HubSpot says no to', () => {
  test.each([
    [400, { status: 'BAD_REFRESH_TOKEN', message: 'missing or invalid refresh token' }],
    [400, { error: 'invalid_grant', status: 'BAD_AUTH_CODE', message: 'r-secret is spent' }],
    [401, { error: 'invalid_grant' }],
  ])('%i %j is refused for good', async (status, body) => {
    replies(status, body);
    expect((await client().refresh('r-secret')).kind).toBe('refused');
  });

  const minutes = (count: number) => ({ kind: 'wait', ms: count * 60_000 });
  test.each<[number, unknown, string, unknown]>([
    [400, { status: 'BAD_CLIENT_ID', error: 'invalid_grant' }, 'config-invalid', minutes(5)],
    [401, { error: 'invalid_client' }, 'config-invalid', minutes(5)],
    [400, { error: 'redirect_uri_mismatch' }, 'config-invalid', minutes(5)],
    [400, { status: 'error', message: 'r-secret?' }, 'hubspot-unexpected', minutes(5)],
    [404, '', 'hubspot-unexpected', minutes(5)],
    [429, {}, 'hubspot-rate-limited', { kind: 'wait', ms: 10_000 }],
    [500, { status: 'BAD_REFRESH_TOKEN' }, 'hubspot-unavailable', { kind: 'later' }],
    [502, '<html>r-secret</html>', 'hubspot-unavailable', { kind: 'later' }],
    [200, '<html>', 'hubspot-unexpected', { kind: 'later' }],
    [200, { access_token: 'a-1' }, 'hubspot-unexpected', { kind: 'later' }],
  ])('%i %j is no verdict on the token', async (status, body, code, retry) => {
    replies(status, body);
    const problem = await problemOf(client().refresh('r-secret'));
    expect({ code: problem.code, retry: problem.retry }).toEqual({ code, retry });
    expect(JSON.stringify([problem.message, problem.facts])).not.toMatch(/secret/);
  });

  test('a HubSpot that does not answer is given up on', async () => {
    const server = createServer(() => undefined);
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    expect((await problemOf(client(baseUrl, 50).refresh('r-1'))).code).toBe('hubspot-unavailable');
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  });
});
