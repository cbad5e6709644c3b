import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import express from 'express';
import { uiIdentity } from '../../webhooks/ui-identity.ts';
import { NOW, sendSigned, startServer, type TestServer } from './test-server.ts';

const WHO = 'userId=42&portalId=1001&userEmail=ada%2Bcrm%40example.com&appId=2001';
const SIGNED_WHO = 'userId=42&portalId=1001&userEmail=ada%2Bcrm@example.com&appId=2001';

describe('a request of a screen', () => {
  let server: TestServer;
  beforeAll(async () => {
    const ui = express.Router();
    ui.all('/echo', (request, response) => {
      response.json({ identity: uiIdentity(response), body: request.body ?? null });
    });
    ui.get('/fails', () => {
      throw new Error('internals: table partner');
    });
    server = await startServer({ ui });
  });
  afterAll(() => server.close());

  const ask = (query: string, request: Parameters<typeof sendSigned>[2] = {}) => {
    const signedQuery = query.replaceAll('%40', '@');
    return sendSigned(server, `/ui/echo?${query}`, {
      signedAs: { path: `/ui/echo?${signedQuery}` },
      ...request,
    });
  };

  test('is of the portal and user that HubSpot signed, whatever its body says', async () => {
    const body = JSON.stringify({ portalId: 1002, userId: 1, note: 'hi' });
    const answer = await ask(WHO, { body });

    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body)).toEqual({
      identity: { portalId: '1001', userId: '42', userEmail: 'ada+crm@example.com' },
      body: { portalId: 1002, userId: 1, note: 'hi' },
    });
  });

  test('without a body is answered too', async () => {
    const answer = await ask(WHO, { method: 'GET' });
    expect({ status: answer.status, body: JSON.parse(answer.body) }).toMatchObject({
      status: 200,
      body: { body: null },
    });
  });

  test.each([
    ['with a query that was not signed', `/ui/echo?${WHO}`, `/ui/echo?${SIGNED_WHO.replace('1001', '1002')}`],
    ['signed for another path', `/ui/echo?${WHO}`, `/ui/other?${SIGNED_WHO}`],
  ])('%s is refused', async (_what, path, signedPath) => {
    const answer = await sendSigned(server, path, { signedAs: { path: signedPath } });
    expect({ status: answer.status, body: JSON.parse(answer.body) }).toMatchObject({
      status: 401,
      body: { error: { code: 'wrong-signature' } },
    });
  });

  test('that is stale is refused', async () => {
    expect((await ask(WHO, { timestamp: NOW - 301_000 })).status).toBe(401);
  });

  test.each([
    ['no portal', WHO.replace('portalId=1001&', '')],
    ['no user', WHO.replace('userId=42&', '')],
    ['another portal in front of the one HubSpot appends', `portalId=1002&${WHO}`],
    ['a second user', `${WHO}&userId=7`],
    ['a portal that is no number', WHO.replace('1001', '1001%20OR%201')],
    ['another app', WHO.replace('appId=2001', 'appId=2002')],
  ])('with %s is refused, although HubSpot signed it', async (_what, query) => {
    const answer = await ask(query);
    expect({ status: answer.status, body: JSON.parse(answer.body) }).toEqual({
      status: 401,
      body: { error: { code: 'no-identity', message: expect.any(String) } },
    });
  });

  test('that is not JSON is refused', async () => {
    expect((await ask(WHO, { body: '{"a":' })).status).toBe(400);
  });

  test('that fails is answered without internals, and logged without the person', async () => {
    const answer = await sendSigned(server, `/ui/fails?${WHO}`, {
      method: 'GET',
      signedAs: { path: `/ui/fails?${SIGNED_WHO}` },
    });

    expect({ status: answer.status, body: JSON.parse(answer.body) }).toEqual({
      status: 500,
      body: { error: { code: 'internal', message: 'Something went wrong on our side.' } },
    });
    const id = answer.headers.get('x-correlation-id') ?? 'none';
    const line = server
      .logText()
      .split('\n')
      .find((each) => each.includes(id));
    expect(line).toContain('internals: table partner');
    expect(server.logText()).not.toMatch(/ada|example\.com/);
  });
});
