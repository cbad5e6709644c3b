import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { isPassingFault } from '../../src/store/passing-fault.ts';
import type { Sql } from '../../src/store/sql.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.close());

const faultOf = (work: () => Promise<unknown>) =>
  work().then(
    () => undefined,
    (error: unknown) => error,
  );

describe('a fault that passes', () => {
  test('is a connection that PostgreSQL ended between two statements of a transaction', async () => {
    const fault = await faultOf(() =>
      database.transaction(async (tx) => {
        await endConnectionOf(tx);
        await tx.run('SELECT 1');
      }),
    );
    expect(isPassingFault(fault)).toBe(true);
  });

  test('is a database that takes no writes for now, as one has that another is about to follow', async () => {
    const fault = await faultOf(() =>
      database.transaction(async (tx) => {
        await tx.run('SET TRANSACTION READ ONLY');
        await tx.run('CREATE TABLE fact (said text)');
      }),
    );
    expect(isPassingFault(fault)).toBe(true);
  });

  test('is a name that could not be looked up just now, and is not a mistake of ours', () => {
    expect(isPassingFault(Object.assign(new Error('getaddrinfo'), { code: 'EAI_AGAIN' }))).toBe(true);
    expect(isPassingFault(Object.assign(new Error('no such column'), { code: '42703' }))).toBe(false);
    expect(isPassingFault(new TypeError('undefined is not a function'))).toBe(false);
  });
});

/** Resolves once the connection of this transaction has heard of its end. */
async function endConnectionOf(
  tx: Sql & { readonly client: { once(event: 'error', heard: () => void): unknown } },
) {
  const heard = new Promise<void>((resolve) => void tx.client.once('error', resolve));
  const [pid] = await tx.rows(
    (row) => z.object({ pid: z.int() }).parse(row).pid,
    'SELECT pg_backend_pid() AS pid',
  );
  await database.run('SELECT pg_terminate_backend($1)', [pid]);
  await heard;
}
