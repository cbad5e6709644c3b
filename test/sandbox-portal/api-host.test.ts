import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { z } from 'zod';
import { type ApiHost, createApiHost } from '../sandbox/api-host.ts';
import { createSandbox, type Sandbox } from '../sandbox/index.ts';

let one: Sandbox;
let other: Sandbox;
let host: ApiHost;
beforeAll(async () => {
  one = await createSandbox({ deliver: 'by-hand' });
  other = await createSandbox({ deliver: 'by-hand', portalId: '1002' });
  host = await createApiHost([one, other]);
});
afterAll(async () => {
  await host.stop();
  await Promise.all([one.stop(), other.stop()]);
});

const CLIENT = { client_id: 'sandbox-client-id', client_secret: 'sandbox-client-secret' };
const REDIRECT = 'https://app.example.com/callback';
const asked = new URLSearchParams({ client_id: CLIENT.client_id, scope: 'oauth', redirect_uri: REDIRECT });
const answer = z.object({ portalId: z.number().optional(), category: z.string().optional() });

async function installIn(portalId: string) {
  const consent = await fetch(`${host.url}/oauth/${portalId}/authorize?${asked}`, { redirect: 'manual' });
  const code = new URL(consent.headers.get('location') ?? '').searchParams.get('code') ?? '';
  return token({ grant_type: 'authorization_code', code, redirect_uri: REDIRECT });
}

async function token(form: Record<string, string>) {
  const body = new URLSearchParams({ ...CLIENT, ...form });
  const response = await fetch(`${host.url}/oauth/2026-09/token`, { method: 'POST', body });
  return z
    .object({ access_token: z.string(), refresh_token: z.string(), hub_id: z.number() })
    .parse(await response.json());
}

async function whose(accessToken: string) {
  const headers = { authorization: `Bearer ${accessToken}` };
  const { portalId, category } = answer.parse(
    await (await fetch(`${host.url}/account-info/2026-09/details`, { headers })).json(),
  );
  return portalId ?? category;
}

test('one address serves several accounts, and the token decides which', async () => {
  const [first, second] = [await installIn('1001'), await installIn('1002')];
  expect([first.hub_id, second.hub_id]).toEqual([1001, 1002]);
  const renewed = await token({ grant_type: 'refresh_token', refresh_token: second.refresh_token });
  const tokens = [first.access_token, second.access_token, renewed.access_token];
  const statics = ['sandbox-access-token', 'sandbox-access-token-1002', 'unknown'];
  expect(await Promise.all([...tokens, ...statics].map(whose))).toEqual([
    ...[1001, 1002, 1002],
    ...[1001, 1002, 'INVALID_AUTHENTICATION'],
  ]);
});

test('a token of one account is none at the other’s own address', async () => {
  const { access_token } = await installIn('1002');
  const headers = { authorization: `Bearer ${access_token}` };
  const response = await fetch(`${one.url}/account-info/2026-09/details`, { headers });
  expect(response.status).toBe(401);
});

test('a person chooses the account on a page; nobody reaches a control plane there', async () => {
  const page = await (await fetch(`${host.url}/oauth/authorize?${asked}`)).text();
  expect(page.match(/\/oauth\/\d+\/authorize/g)).toEqual(['/oauth/1001/authorize', '/oauth/1002/authorize']);
  expect((await fetch(`${host.url}/_sandbox/dump`)).status).toBe(404);
});

test('an account that uninstalled the app ends its tokens and sends no events until it is installed again', async () => {
  const { access_token, refresh_token } = await installIn('1002');
  await other.control('POST', '/uninstall');
  expect(await whose(access_token)).toBe('INVALID_AUTHENTICATION');
  await expect(token({ grant_type: 'refresh_token', refresh_token })).rejects.toThrow();
  expect(await whose((await installIn('1002')).access_token)).toBe(1002);
});
