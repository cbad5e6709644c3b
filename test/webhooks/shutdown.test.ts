import { EventEmitter } from 'node:events';
import { afterEach, describe, expect, test } from '@jest/globals';
import { createQueue } from '../../src/store/queue.ts';
import { createLifecycle, type Ending } from '../../webhooks/lifecycle.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { recordingLog, silentLog } from '../support/log.ts';
import { sendSigned, startServer } from './test-server.ts';

let database: TestDatabase | undefined;
afterEach(async () => {
  await database?.close();
  database = undefined;
});

function fakeProcess() {
  const events = new EventEmitter();
  const exited = Promise.withResolvers<number>();
  const process: Ending = {
    on: (event, listener) => events.on(event, listener),
    exit: (code) => exited.resolve(code),
  };
  return {
    process,
    exited: exited.promise,
    emit: (event: string, reason?: unknown) => events.emit(event, reason),
  };
}

describe('the end of the process', () => {
  test('stops what was started last first, and says so with 0', async () => {
    const { process, exited, emit } = fakeProcess();
    const order: string[] = [];
    const lifecycle = createLifecycle(silentLog, process);
    for (const what of ['database', 'jobs', 'server'])
      lifecycle.onStop(what, async () => {
        order.push(what);
      });
    emit('SIGTERM');
    expect(await exited).toBe(0);
    expect(order).toEqual(['server', 'jobs', 'database']);
  });

  test('goes on when one part cannot be stopped, and says so with 1', async () => {
    const { process, exited, emit } = fakeProcess();
    const { log, text } = recordingLog();
    const order: string[] = [];
    const lifecycle = createLifecycle(log, process);
    lifecycle.onStop('the database', async () => {
      order.push('database');
    });
    lifecycle.onStop('the server', () => Promise.reject(new Error('stuck')));
    emit('SIGINT');
    expect([await exited, order]).toEqual([1, ['database']]);
    expect(text()).toContain('could not stop the server');
  });

  test('comes at once with a second signal, and with 1 after an error that nobody caught', async () => {
    const first = fakeProcess();
    createLifecycle(silentLog, first.process).onStop('what hangs', () => new Promise(() => {}));
    first.emit('SIGTERM');
    first.emit('SIGTERM');
    expect(await first.exited).toBe(1);
    const second = fakeProcess();
    createLifecycle(silentLog, second.process);
    second.emit('unhandledRejection', new Error('nobody caught it'));
    expect(await second.exited).toBe(1);
  });
});

test('a webhook that is being stored when the server closes is stored and answered', async () => {
  const entered = Promise.withResolvers<void>();
  const proceed = Promise.withResolvers<void>();
  const server = await startServer({
    append: async () => {
      entered.resolve();
      await proceed.promise;
      return { kind: 'stored', id: 1n };
    },
  });
  const running = sendSigned(server, '/webhooks/hubspot', { body: '[{"objectId":1}]' });
  await entered.promise;
  const closing = server.close();
  proceed.resolve();
  expect({ status: (await running).status, announced: server.announced() }).toEqual({
    status: 204,
    announced: 1,
  });
  await closing;
});

test('work that has begun is finished before the queue stops; what has not begun waits for the next instance', async () => {
  database = await createTestDatabase();
  const options = { connectionString: database.url, onError: (error: Error) => void error };
  const entered = Promise.withResolvers<void>();
  const proceed = Promise.withResolvers<void>();
  const done: string[] = [];
  const stopping = await createQueue(options);
  const work = (recordId: string) => ({ kind: 'deal' as const, portalId: '1001', recordId });
  await stopping.enqueue([work('1')]);
  await stopping.work(async (_kind, batch) => {
    entered.resolve();
    await proceed.promise;
    done.push(...batch.map(({ recordId }) => recordId));
    return batch.map(() => ({ kind: 'done' }));
  });
  await entered.promise;
  await stopping.enqueue([work('2')]);
  const stopped = stopping.stop();
  proceed.resolve();
  await stopped;
  expect(done).toEqual(['1']);

  const next = await createQueue(options);
  await next.settle(async (_kind, batch) => {
    done.push(...batch.map(({ recordId }) => recordId));
    return batch.map(() => ({ kind: 'done' }));
  });
  await next.stop();
  expect(done).toEqual(['1', '2']);
});

test('work that does not end in time is handed back, and done by the next instance at once', async () => {
  database = await createTestDatabase();
  const options = { connectionString: database.url, onError: (error: Error) => void error };
  const entered = Promise.withResolvers<void>();
  const stopping = await createQueue(options);
  await stopping.enqueue([{ kind: 'deal', portalId: '1001', recordId: '1' }]);
  await stopping.work(() => {
    entered.resolve();
    return new Promise(() => {});
  });
  await entered.promise;
  await stopping.stop(50);

  const next = await createQueue(options);
  const done: string[] = [];
  await next.settle(async (_kind, batch) => {
    done.push(...batch.map(({ recordId, lastAttempt }) => `${recordId} ${lastAttempt}`));
    return batch.map(() => ({ kind: 'done' }));
  });
  await next.stop();
  expect(done).toEqual(['1 false']);
});
