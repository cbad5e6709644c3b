import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { routeOf } from '../../src/hubspot/request.ts';
import { nock } from '../support/nock.ts';
import { BASE_URL, clientOf, problemOf } from './server.ts';

const PATH = '/crm/objects/2026-09/0-3/batch/read';
const post = { method: 'POST', path: PATH, body: { inputs: [] } } as const;

const limitedBy = (policyName?: string) => ({ status: 'error', message: 'limit', policyName });

describe('what becomes of each answer', () => {
  test.each<[number, unknown, Record<string, string>, string, unknown]>([
    [400, { message: 'bad', category: 'VALIDATION_ERROR' }, {}, 'hubspot-refused', { kind: 'never' }],
    [401, {}, {}, 'hubspot-unauthorized', { kind: 'later' }],
    [403, {}, {}, 'hubspot-unauthorized', { kind: 'later' }],
    [404, {}, {}, 'hubspot-not-found', { kind: 'never' }],
    [409, {}, {}, 'hubspot-conflict', { kind: 'later' }],
    [414, {}, {}, 'hubspot-refused', { kind: 'never' }],
    [423, {}, {}, 'hubspot-locked', { kind: 'wait', ms: 2_000 }],
    [429, limitedBy('TEN_SECONDLY_ROLLING'), {}, 'hubspot-rate-limited', { kind: 'wait', ms: 10_000 }],
    [429, limitedBy('SECONDLY'), {}, 'hubspot-rate-limited', { kind: 'wait', ms: 1_000 }],
    [429, limitedBy('DAILY'), {}, 'hubspot-rate-limited', { kind: 'wait', ms: 900_000 }],
    [429, limitedBy(), {}, 'hubspot-rate-limited', { kind: 'wait', ms: 10_000 }],
    [429, limitedBy('DAILY'), { 'retry-after': '7' }, 'hubspot-rate-limited', { kind: 'wait', ms: 7_000 }],
    [429, limitedBy('DAILY'), { 'retry-after': '0' }, 'hubspot-rate-limited', { kind: 'wait', ms: 1_000 }],
    [429, '', { 'retry-after': '999999' }, 'hubspot-rate-limited', { kind: 'wait', ms: 3_600_000 }],
    [429, '', { 'retry-after': 'Tue, 03 Nov' }, 'hubspot-rate-limited', { kind: 'wait', ms: 10_000 }],
    [477, {}, { 'retry-after': '30' }, 'hubspot-unavailable', { kind: 'wait', ms: 30_000 }],
    [477, {}, {}, 'hubspot-unavailable', { kind: 'wait', ms: 10_000 }],
    [500, {}, {}, 'hubspot-unavailable', { kind: 'later' }],
    [502, '<html>Bad gateway</html>', {}, 'hubspot-unavailable', { kind: 'later' }],
    [503, '', {}, 'hubspot-unavailable', { kind: 'later' }],
    [524, 'x', {}, 'hubspot-unavailable', { kind: 'later' }],
  ])('%i %j %j', async (status, body, headers, code, retry) => {
    nock(BASE_URL)
      .post(PATH)
      .reply(status, body as nock.Body, headers);
    expect(await problemOf(clientOf()(post))).toMatchObject({ code, retry, facts: { status } });
  });

  test('the problem carries what HubSpot said, its correlation id and the route, and no token', async () => {
    nock(BASE_URL)
      .post(PATH)
      .reply(400, {
        ...{ status: 'error', message: 'Property values were not valid', category: 'VALIDATION_ERROR' },
        ...{ correlationId: 'c-1', errors: [{ message: 'amount is not a number', code: 'INVALID' }, {}] },
      });
    const problem = await problemOf(clientOf()(post));
    expect({ message: problem.message, facts: problem.facts }).toEqual({
      message: `HubSpot answered 400 to POST ${PATH}: Property values were not valid — amount is not a number`,
      facts: { method: 'POST', route: PATH, status: 400, category: 'VALIDATION_ERROR', correlationId: 'c-1' },
    });
    expect(JSON.stringify(problem)).not.toContain('test-token');
  });

  test('an empty answer is undefined, and a call is told of with its route', async () => {
    const calls: unknown[] = [];
    nock(BASE_URL).delete('/crm/objects/2026-09/0-3/12345').reply(204);
    const client = clientOf({ onCall: (call) => calls.push(call), now: () => 5 });
    expect(await client({ method: 'DELETE', path: '/crm/objects/2026-09/0-3/12345' })).toBeUndefined();
    expect(calls).toEqual([{ method: 'DELETE', route: '/crm/objects/2026-09/0-3/{id}', status: 204, ms: 0 }]);
    expect(routeOf('/crm/objects/2026-09/2-123/batch/read')).toBe('/crm/objects/2026-09/2-123/batch/read');
  });
});

describe('no usable answer', () => {
  const servers: Server[] = [];
  afterEach(async () => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    }
  });
  const serverThat = async (answer: Parameters<typeof createServer>[1]): Promise<string> => {
    const server = createServer(answer);
    servers.push(server);
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };
  const unavailable = { code: 'hubspot-unavailable', retry: { kind: 'later' } };

  test('bytes that are not JSON', async () => {
    nock(BASE_URL).post(PATH).reply(200, '{"results": [');
    expect(await problemOf(clientOf()(post))).toMatchObject(unavailable);
  });

  test('a connection that is cut before the answer', async () => {
    const baseUrl = await serverThat((request) => request.socket.destroy());
    expect(await problemOf(clientOf({ baseUrl })(post))).toMatchObject(unavailable);
  });

  test('a connection that is cut in the middle of the answer', async () => {
    const baseUrl = await serverThat((_request, response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('{"results":', () => response.socket?.destroy());
    });
    const calls: number[] = [];
    const client = clientOf({ baseUrl, onCall: ({ status }) => calls.push(status) });
    expect(await problemOf(client(post))).toMatchObject({ ...unavailable, facts: { status: 0 } });
    expect(calls).toEqual([0]);
  });

  test('an answer that begins and does not end', async () => {
    const baseUrl = await serverThat((_request, response) => void response.writeHead(200).write('{'));
    const problem = await problemOf(clientOf({ baseUrl, timeoutMs: 50 })(post));
    expect(problem).toMatchObject({
      ...unavailable,
      message: expect.stringContaining('no answer within 50 ms'),
    });
  });

  test('an answer that has begun and is given up on frees its connection', async () => {
    const closed = Promise.withResolvers<void>();
    const baseUrl = await serverThat((request, response) => {
      request.socket.on('close', () => closed.resolve());
      response.writeHead(200).write('{');
    });
    await problemOf(clientOf({ baseUrl, timeoutMs: 50 })(post));
    await closed.promise;
  });

  test('what another host answers after a redirect counts for nothing, and it is told no token', async () => {
    const tokens: unknown[] = [];
    const other = await serverThat((request, response) => {
      tokens.push(request.headers.authorization);
      response.writeHead(200).end('{"results":[]}');
    });
    const baseUrl = await serverThat((_request, response) =>
      response.writeHead(302, { location: `${other.replace('127.0.0.1', 'localhost')}/` }).end(),
    );
    expect(await problemOf(clientOf({ baseUrl })(post))).toMatchObject(unavailable);
    expect(tokens).toEqual([undefined]);
  });

  test('a HubSpot that never answers', async () => {
    const baseUrl = await serverThat(() => undefined);
    expect(await problemOf(clientOf({ baseUrl, timeoutMs: 50 })(post))).toMatchObject(unavailable);
  });
});
