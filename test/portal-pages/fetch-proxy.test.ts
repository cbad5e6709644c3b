import { createHash, createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type AppAnswer, type AppServer, startAppServer } from '../browser/app-server.ts';
import { createFetchProxy, type FetchProxyInput } from '../sandbox/portal/fetch-proxy/fetch-proxy.ts';
import { signedHeaders } from '../sandbox/portal/fetch-proxy/sign.ts';

const ORIGIN = 'https://partnerships.example.com';
let app: AppServer;
let answers: AppAnswer[];

beforeEach(async () => {
  answers = [];
  app = await startAppServer(() => answers.shift() ?? json(200, { ok: true }));
});

afterEach(() => app.close());

const json = (status: number, body: unknown): AppAnswer => ({ kind: 'json', status, body });

function proxy(changed: Partial<FetchProxyInput> = {}) {
  return createFetchProxy({
    permittedOrigins: new Set([ORIGIN]),
    portalId: '1001',
    appId: '2001',
    clientSecret: 'sandbox-client-secret',
    user: { id: '7001', email: 'rae@example.com' },
    backends: { [ORIGIN]: app.url },
    now: () => 1_790_000_000_000,
    ...changed,
  });
}

describe('the signature', () => {
  test('is the one of HubSpot’s documents, v2 and v3', () => {
    const clientSecret = 'yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy';
    const given = { clientSecret, method: 'POST', uri: 'https://www.example.com/webhook_uri' };
    const v3 = signedHeaders({
      ...given,
      body: "{'example_field':'example_value'}",
      timestampMs: 1693657560000,
    });
    expect(v3['X-HubSpot-Signature-v3']).toBe('K36dawei4A+QBNolUOqo7s91KQDWQ5MXZ/QufNYuk/Y=');
    const v2 = signedHeaders({ ...given, body: '{"example_field":"example_value"}', timestampMs: 0 });
    expect(v2['X-HubSpot-Signature']).toBe(
      '9569219f8ba981ffa6f6f16aa0f48637d35d728c7e4d93d0d52efaa512af7900',
    );
  });
});

describe('hubspot.fetch through the proxy', () => {
  test('names the person in the query, over what the card wrote there, and signs the public address', async () => {
    const answer = await proxy()({
      requestUri: `${ORIGIN}/ui/companies/5?q=a+b&userId=1`,
      method: 'POST',
      requestBody: { note: 'grüße' },
      requestHeaders: { authorization: 'Bearer x' },
    });
    expect(answer.body).toMatchObject({ status: 'success', responseBody: { ok: true } });
    const query = 'q=a+b&userId=7001&portalId=1001&userEmail=rae%40example.com&appId=2001';
    const [request] = app.requests;
    const { authorization, 'content-type': type } = request?.headers ?? {};
    expect({ url: request?.url, body: request?.body, authorization, type }).toEqual({
      url: `/ui/companies/5?${query}`,
      body: '{"note":"grüße"}',
      authorization: 'Bearer x',
      type: 'application/json',
    });
    const uri = `${ORIGIN}/ui/companies/5?${query}`;
    expect(request?.headers).toMatchObject({
      'x-hubspot-request-timestamp': '1790000000000',
      'x-hubspot-signature-v3': createHmac('sha256', 'sandbox-client-secret')
        .update(`POST${uri.replace('%40', '@')}{"note":"grüße"}1790000000000`)
        .digest('base64'),
      'x-hubspot-signature': createHash('sha256')
        .update(`sandbox-client-secretPOST${uri}{"note":"grüße"}`)
        .digest('hex'),
      'x-hubspot-signature-version': 'v2',
    });
  });

  test.each([
    ['another origin', { requestUri: 'https://elsewhere.example.com/x', method: 'GET' }],
    ['plain http', { requestUri: 'http://partnerships.example.com/x', method: 'GET' }],
    ['another header', { requestUri: `${ORIGIN}/x`, method: 'GET', requestHeaders: { 'X-Mine': '1' } }],
    ['an unknown method', { requestUri: `${ORIGIN}/x`, method: 'TRACE' }],
    ['an address that is none', { requestUri: '/x', method: 'GET' }],
  ])('refuses %s with 400 and asks nobody', async (_what, body) => {
    const answer = await proxy()(body);
    expect({ status: answer.status, category: answer.body.category }).toEqual({
      status: 400,
      category: 'VALIDATION_ERROR',
    });
    expect(app.requests).toEqual([]);
  });

  test('wraps a refusal of the server as BAD_GATEWAY in a 200', async () => {
    answers = [json(404, { reason: 'gone' })];
    const answer = await proxy()({ requestUri: `${ORIGIN}/x`, method: 'GET' });
    expect(answer).toMatchObject({
      status: 200,
      body: {
        status: 'error',
        category: 'BAD_GATEWAY',
        responseBody: { reason: 'gone' },
        context: { appServerStatusCode: ['404'], portalId: ['1001'], httpMethod: ['GET'] },
      },
    });
    expect(app.requests.length).toBe(1);
  });

  test('sends the same bytes once more after a 5xx, and only once', async () => {
    answers = [json(503, {}), json(200, { second: true })];
    const ask = { requestUri: `${ORIGIN}/x`, method: 'POST', requestBody: { requestId: 'r1' } };
    expect((await proxy()(ask)).body.responseBody).toEqual({ second: true });
    const [first, second] = app.requests;
    expect(first).toEqual(second);
    answers = [json(500, {}), json(500, {}), json(200, {})];
    expect((await proxy()(ask)).body.category).toBe('BAD_GATEWAY');
    expect(app.requests.length).toBe(4);
  });

  test('does not follow a redirect', async () => {
    answers = [{ kind: 'redirect', to: `${app.url}/elsewhere` }];
    const answer = await proxy()({ requestUri: `${ORIGIN}/x`, method: 'GET' });
    expect(answer.body).toMatchObject({ category: 'BAD_GATEWAY', context: { appServerStatusCode: ['302'] } });
    expect(app.requests.length).toBe(1);
  });

  test('gives up after the timeout the card asked for', async () => {
    answers = [{ kind: 'never' }];
    const answer = await proxy()({ requestUri: `${ORIGIN}/x`, method: 'GET', requestTimeoutMillis: 30 });
    expect({ status: answer.status, category: answer.body.category }).toEqual({
      status: 504,
      category: 'GATEWAY_TIMEOUT',
    });
  });

  test('refuses an answer of more than 1 MB', async () => {
    answers = [json(200, 'x'.repeat(1_000_001))];
    const answer = await proxy()({ requestUri: `${ORIGIN}/x`, method: 'GET' });
    expect(answer).toMatchObject({ status: 400, body: { message: 'The response is larger than 1 MB' } });
  });

  test('answers 429 to the twenty-first request at once', async () => {
    answers = Array.from({ length: 20 }, () => ({ kind: 'never' }));
    const ask = proxy();
    const running = Array.from({ length: 20 }, () =>
      ask({ requestUri: `${ORIGIN}/x`, method: 'GET', requestTimeoutMillis: 200 }),
    );
    expect((await ask({ requestUri: `${ORIGIN}/x`, method: 'GET' })).status).toBe(429);
    await Promise.all(running);
    expect((await ask({ requestUri: `${ORIGIN}/x`, method: 'GET' })).status).toBe(200);
  });

  test('says which server it does not know, and when one is not there', async () => {
    const ask = { requestUri: `${ORIGIN}/x`, method: 'GET' };
    expect((await proxy({ backends: {} })(ask)).body.message).toBe(`No server is known for ${ORIGIN}`);
    const gone = { [ORIGIN]: 'http://127.0.0.1:1' };
    expect(await proxy({ backends: gone })(ask)).toMatchObject({
      status: 500,
      body: { category: 'INTERNAL_SERVER_ERROR' },
    });
  });
});
