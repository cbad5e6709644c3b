import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { z } from 'zod';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { until } from '../support/until.ts';

const MAIN = fileURLToPath(new URL('../../webhooks/main.ts', import.meta.url));

function start(env: Record<string, string>) {
  const child = fork(MAIN, [], { env, execArgv: ['--no-warnings'], silent: true });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  return { child, output: () => output, exit: once(child, 'exit') };
}

// Whole processes start here, on a machine that may be busy.
jest.setTimeout(60_000);

describe('the process', () => {
  let database: TestDatabase | undefined;
  afterEach(() => database?.close());

  test('ends at once, naming all that is wrong, when it is not configured', async () => {
    const { output, exit } = start({ PORT: 'x' });
    expect(await exit).toEqual([1, null]);
    expect(output()).toMatch(/HUBSPOT_CLIENT_SECRET is missing[\s\S]*PORT "x" is not a port/);
    expect(output()).not.toContain('    at ');
  });

  test('ends with 0 on SIGTERM, and with 1 and a line in its log when the database is not there', async () => {
    database = await createTestDatabase({ from: 'nothing' });
    const env = {
      HUBSPOT_ACCESS_TOKEN: 'sandbox-access-token',
      HUBSPOT_CLIENT_SECRET: 'sandbox-client-secret',
      HUBSPOT_APP_ID: '2001',
      HUBSPOT_BASE_URL: 'http://localhost:1',
      PUBLIC_URL: 'https://partners.example.com',
      ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64'),
      PORT: '20471',
    };
    const running = start({ ...env, DATABASE_URL: database.url });
    await until('the server listens', () => running.output().includes('"listening"'));
    running.child.kill('SIGTERM');
    expect(await running.exit).toEqual([0, null]);

    const failing = start({ ...env, DATABASE_URL: 'postgres://x:hunter22@127.0.0.1:1/none' });
    expect(await failing.exit).toEqual([1, null]);
    const line = z
      .object({ level: z.string(), message: z.string() })
      .parse(JSON.parse(failing.output().trim()));
    expect(line).toEqual({ level: 'error', message: 'an error that nobody caught' });
    expect(failing.output()).not.toContain('hunter22');
  });
});
