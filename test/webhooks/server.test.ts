import { afterEach, describe, expect, test } from '@jest/globals';
import express from 'express';
import { readReadiness } from '../../src/store/readiness.ts';
import type { Readiness } from '../../webhooks/readiness.ts';
import { createTestDatabase } from '../support/database.ts';
import { silentLog } from '../support/log.ts';
import { sendSigned, startServer, type TestServer } from './test-server.ts';

describe('the server', () => {
  let server: TestServer | undefined;
  afterEach(async () => {
    await server?.close();
    server = undefined;
  });

  const start = async (options: Parameters<typeof startServer>[0]) => {
    server = await startServer(options);
    return server.url();
  };
  const get = async (url: string) => {
    const answer = await fetch(url);
    return { status: answer.status, body: await answer.json() };
  };

  test('says that it runs, and is ready when the database answers and is migrated', async () => {
    const url = await start({});
    expect(await get(`${url}/healthz`)).toEqual({ status: 200, body: { status: 'ok' } });
    expect(await get(`${url}/readyz`)).toEqual({
      status: 200,
      body: { status: 'ready', database: 'up', migrations: 'current', hubspot: 'unknown' },
    });
  });

  test('asks the database once for all who ask at once whether it is ready', async () => {
    const looked = Promise.withResolvers<Readiness>();
    let looks = 0;
    const url = await start({
      readiness: () => {
        looks += 1;
        return looked.promise;
      },
    });
    const answers = Array.from({ length: 30 }, () => get(`${url}/readyz`));
    while (looks === 0) await new Promise(setImmediate);
    await get(`${url}/healthz`);
    looked.resolve({ database: 'up', migrations: 'current', hubspot: 'up' });
    expect(new Set((await Promise.all(answers)).map(({ status }) => status))).toEqual(new Set([200]));
    expect(looks).toBeLessThan(5);
  });

  test.each<[Readiness, number]>([
    [{ database: 'up', migrations: 'current', hubspot: 'down' }, 200],
    [{ database: 'down', migrations: 'unknown', hubspot: 'up' }, 503],
    [{ database: 'up', migrations: 'behind', hubspot: 'up' }, 503],
    [{ database: 'up', migrations: 'ahead', hubspot: 'up' }, 503],
  ])('with %j is answered %d to who asks whether it is ready', async (state, status) => {
    const url = await start({ readiness: async () => state });
    expect(await get(`${url}/readyz`)).toMatchObject({ status, body: state });
  });

  test('knows a database that answers from one that has gone', async () => {
    const database = await createTestDatabase();
    const whileOpen = await readReadiness(database, silentLog);
    await database.close();

    expect([whileOpen, await readReadiness(database, silentLog)]).toEqual([
      { database: 'up', migrations: 'current' },
      { database: 'down', migrations: 'unknown' },
    ]);
  });

  test('answers what it does not know with 404, in the shape of every error', async () => {
    const url = await start({});
    expect(await get(`${url}/nothing`)).toEqual({
      status: 404,
      body: { error: { code: 'not-found', message: 'There is nothing here.' } },
    });
    expect(await get(`${url}/webhooks/hubspot`)).toMatchObject({ status: 404 });
    expect((await fetch(`${url}/healthz`)).headers.get('x-powered-by')).toBeNull();
  });

  test('lets a running request end before it closes, and takes no other', async () => {
    const entered = Promise.withResolvers<void>();
    const proceed = Promise.withResolvers<void>();
    const ui = express.Router();
    ui.get('/slow', async (_request, response) => {
      entered.resolve();
      await proceed.promise;
      response.json({ done: true });
    });
    const url = await start({ ui });
    const running = sendSigned(server ?? fail(), '/ui/slow?portalId=1001&userId=1', { method: 'GET' });
    await entered.promise;
    const closing = server?.close();

    await expect(fetch(`${url}/healthz`)).rejects.toThrow();
    proceed.resolve();
    expect(JSON.parse((await running).body)).toEqual({ done: true });
    await closing;
  });
});

function fail(): never {
  throw new Error('no server');
}
