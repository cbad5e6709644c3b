import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { openDatabase } from '../../src/store/database.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { silentLog } from '../support/log.ts';

const count = (row: unknown) => z.object({ count: z.bigint() }).parse(row).count;

describe('the database', () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await createTestDatabase();
    await database.run('CREATE TABLE note (text text NOT NULL)');
  });
  afterEach(() => database.close());

  test('a transaction commits whole, or leaves nothing', async () => {
    const insert = 'INSERT INTO note (text) VALUES ($1)';
    await database.transaction(async (tx) => {
      await tx.run(insert, ['kept']);
    });
    const failed = database.transaction(async (tx) => {
      await tx.run(insert, ['lost']);
      throw new Error('no');
    });

    await expect(failed).rejects.toThrow('no');
    expect(await database.rows((row) => row, 'SELECT text FROM note')).toEqual([{ text: 'kept' }]);
  });

  test('a statement that fails inside a transaction leaves the pool usable', async () => {
    for (let each = 0; each < 8; each += 1) {
      await expect(database.transaction((tx) => tx.run('SELECT 1 / 0'))).rejects.toThrow('division by zero');
    }
    expect(await database.maybe(count, 'SELECT count(*) FROM note')).toBe(0n);
  });

  test('a connection that the server ends costs its own transaction, nothing more', async () => {
    const ended = database.transaction(async (tx) => {
      await tx.run('SELECT pg_terminate_backend(pg_backend_pid())');
    });

    await expect(ended).rejects.toThrow();
    expect(await database.maybe(count, 'SELECT count(*) FROM note')).toBe(0n);
  });

  test('numbers of 64 bits stay exact, days and decimals stay text', async () => {
    const [row] = await database.rows(
      (each) => each,
      `SELECT 9007199254740993::bigint AS big, '2026-03-03'::date AS day, 1.10::numeric AS decimal,
              '{"a":1}'::jsonb AS json, '2026-03-03T10:00:00Z'::timestamptz AS instant, '\\x00ff'::bytea AS bytes`,
    );

    expect(row).toEqual({
      big: 9007199254740993n,
      day: '2026-03-03',
      decimal: '1.10',
      json: { a: 1 },
      instant: new Date('2026-03-03T10:00:00Z'),
      bytes: Buffer.from([0, 255]),
    });
  });

  test('one row expected and two found is an error, not a choice', async () => {
    await expect(database.maybe((row) => row, 'VALUES (1), (2)')).rejects.toThrow(
      'one row expected, 2 found',
    );
  });

  test('a server that is not there is said at once', async () => {
    const nowhere = { kind: 'url', url: 'postgres://nobody@127.0.0.1:1/nothing' } as const;
    await expect(openDatabase(nowhere, silentLog)).rejects.toThrow(/ECONNREFUSED/);
  });
});
