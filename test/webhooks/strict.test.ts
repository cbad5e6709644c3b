import { request as rawRequest } from 'node:http';
import { connect } from 'node:net';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import express from 'express';
import { limitInFlight, limitRate } from '../../webhooks/rate-limit.ts';
import { nameRequests } from '../../webhooks/request-log.ts';
import { silentLog } from '../support/log.ts';
import { sendSigned, startServer, type TestServer } from './test-server.ts';

describe('the server towards strangers', () => {
  let server: TestServer | undefined;
  const stops: (() => void)[] = [];
  afterEach(async () => {
    for (const stop of stops.splice(0)) stop();
    await server?.close();
    server = undefined;
  });

  test('lets a page made of its answers load, embed, submit and script nothing', async () => {
    server = await startServer({});
    const { headers } = await fetch(`${server.url()}/healthz`);
    const named = (name: string) => headers.get(name);
    expect({
      policy: named('content-security-policy'),
      frames: named('x-frame-options'),
      sniff: named('x-content-type-options'),
      referrer: named('referrer-policy'),
      transport: named('strict-transport-security'),
      powered: named('x-powered-by'),
      cors: named('access-control-allow-origin'),
    }).toEqual({
      policy: "default-src 'none';base-uri 'none';form-action 'none';frame-ancestors 'none'",
      frames: 'DENY',
      sniff: 'nosniff',
      referrer: 'no-referrer',
      transport: 'max-age=31536000',
      powered: null,
      cors: null,
    });
  });

  test('gives a verified user 240 requests a minute, and nobody else’s are counted with them', async () => {
    const ui = express.Router();
    ui.get('/ping', (_request, response) => void response.json({ ok: true }));
    server = await startServer({ ui });
    const ask = async (user: string) =>
      (await sendSigned(server ?? fail(), `/ui/ping?portalId=1001&userId=${user}`, { method: 'GET' })).status;
    const statuses: number[] = [];
    for (let round = 0; round < 24; round += 1)
      statuses.push(...(await Promise.all(Array.from({ length: 10 }, () => ask('7')))));
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect([await ask('7'), await ask('8')]).toEqual([429, 200]);
  });

  test('refuses headers over 16 KB, and answers what is no HTTP with 400', async () => {
    server = await startServer({});
    const url = new URL(server.url());
    const status = await new Promise((resolve, reject) => {
      rawRequest(`${url.origin}/healthz`, { headers: { 'x-long': 'x'.repeat(17_000) } }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      })
        .on('error', reject)
        .end();
    });
    const socket = connect(Number(url.port), '127.0.0.1');
    stops.push(() => socket.destroy());
    const answer = await new Promise<string>((resolve, reject) => {
      socket.on('data', (bytes) => resolve(String(bytes))).on('error', reject);
      socket.write('no http at all\r\n\r\n');
    });
    expect({ status, first: answer.split('\r\n')[0] }).toEqual({
      status: 431,
      first: 'HTTP/1.1 400 Bad Request',
    });
  });
});

describe('limits', () => {
  const stops: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const stop of stops.splice(0)) await stop();
  });

  async function serve(handler: express.RequestHandler): Promise<string> {
    const app = express();
    app.use(nameRequests(silentLog), handler);
    return new Promise((resolve) => {
      const server = app.listen(0, '127.0.0.1', () => {
        stops.push(() => new Promise((done) => server.close(done)));
        const address = server.address();
        resolve(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`);
      });
    });
  }

  test('a minute later everybody may ask again', async () => {
    const clock = jest.spyOn(Date, 'now').mockReturnValue(0);
    stops.push(async () => clock.mockRestore());
    const limit = limitRate({ perMinute: 1, keyOf: ({ path }) => path });
    const url = await serve((request, response, next) =>
      limit(request, response, (error) => (error ? next(error) : response.json({}))),
    );
    const ask = async (key: string) => (await fetch(`${url}/${key}`)).status;
    expect([await ask('a'), await ask('a'), await ask('b')]).toEqual([200, 429, 200]);
    clock.mockReturnValue(60_000);
    const again = await fetch(`${url}/a`);
    const refused = await fetch(`${url}/a`);
    expect([again.status, refused.status, refused.headers.get('retry-after')]).toEqual([200, 429, '60']);
  });

  test('what is too much at once is told to come back, and room comes back with every end', async () => {
    const proceed = Promise.withResolvers<void>();
    const entered = Promise.withResolvers<void>();
    const limit = limitInFlight(1);
    const url = await serve((request, response) =>
      limit(request, response, async () => {
        entered.resolve();
        if (request.path === '/slow') await proceed.promise;
        response.json({});
      }),
    );
    const slow = fetch(`${url}/slow`);
    await entered.promise;
    const busy = await fetch(`${url}/quick`);
    expect([busy.status, busy.headers.get('retry-after')]).toEqual([503, '5']);
    expect(await busy.json()).toEqual({ error: { code: 'busy', message: expect.any(String) } });
    proceed.resolve();
    expect((await slow).status).toBe(200);
    expect((await fetch(`${url}/quick`)).status).toBe(200);
  });
});

function fail(): never {
  throw new Error('no server');
}
