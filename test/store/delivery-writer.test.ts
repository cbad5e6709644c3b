import { createHash } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { z } from 'zod';
import type { NewDelivery } from '../../src/store/deliveries.ts';
import { createDeliveryWriter } from '../../src/store/delivery-writer.ts';
import { isPassingFault } from '../../src/store/passing-fault.ts';
import type { Sql } from '../../src/store/sql.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { until } from '../support/until.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.close());

const delivery = (name: string, bytes = 20): NewDelivery => ({
  receivedAt: new Date('2026-03-03T10:00:00Z'),
  signatureHash: createHash('sha256').update(name).digest(),
  body: Buffer.alloc(bytes, name),
});

/** The database, and how many deliveries each statement held; `fails` says which statement fails, from 1. */
function watched(fails = 0): { sql: Pick<TestDatabase, 'within'>; statements: number[] } {
  const statements: number[] = [];
  const rows: Sql['rows'] = (parse, text, values = []) => {
    const [first] = values;
    statements.push(z.array(z.date()).parse(first).length);
    if (statements.length === fails) return Promise.reject(new Error('the disk is full'));
    return database.rows(parse, text, values);
  };
  return { sql: { within: () => ({ ...database, rows }) }, statements };
}

async function stored(): Promise<string[]> {
  const row = z.object({ said: z.string() });
  const rows = await database.rows(
    (each) => row.parse(each).said,
    `SELECT chr(get_byte(body, 0)) AS said FROM delivery`,
  );
  return rows.sort();
}

test('deliveries that come while others are stored go together, each with its own answer', async () => {
  const { sql, statements } = watched();
  const { append } = createDeliveryWriter(sql);
  const answers = await Promise.all(
    ['a', 'b', 'c', 'd', 'c', 'e', 'a'].map((name) => append(delivery(name))),
  );
  const row = z.object({ id: z.bigint(), said: z.string() }).transform(({ id, said }) => [id, said] as const);
  const ids = new Map(
    await database.rows((each) => row.parse(each), 'SELECT id, chr(get_byte(body, 0)) AS said FROM delivery'),
  );
  expect(answers.map((answer) => (answer.kind === 'stored' ? ids.get(answer.id) : answer.kind))).toEqual([
    ...['a', 'b', 'c', 'd', 'repeated', 'e', 'repeated'],
  ]);
  expect(statements).toEqual([1, 1, 5]);
});

test('one that comes alone waits for nobody', async () => {
  const { sql, statements } = watched();
  const { append } = createDeliveryWriter(sql);
  for (const name of ['a', 'b', 'c']) await append(delivery(name));
  expect(statements).toEqual([1, 1, 1]);
  expect(await stored()).toEqual(['a', 'b', 'c']);
});

test('a statement that fails is told to all that were in it and to nobody else', async () => {
  const { sql } = watched(3);
  const { append } = createDeliveryWriter(sql);
  const answers = await Promise.allSettled(['a', 'b', 'c', 'd'].map((name) => append(delivery(name))));
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'rejected']);
  expect(await stored()).toEqual(['a', 'b']);
  expect((await append(delivery('c'))).kind).toBe('stored');
});

test('a statement holds a hundred at most, and about four megabytes', async () => {
  const { sql, statements } = watched();
  const { append } = createDeliveryWriter(sql);
  const many = Array.from({ length: 203 }, (_, at) => append(delivery(`small ${at}`)));
  await Promise.all(many);
  expect(statements).toEqual([1, 1, 100, 100, 1]);

  statements.length = 0;
  const large = Array.from({ length: 9 }, (_, at) => append(delivery(`large ${at}`, 1_000_000)));
  await Promise.all(large);
  expect(statements).toEqual([1, 1, 4, 3]);
});

test('one that is not stored in time is told so, and when it was stored after all its repeat is recognised', async () => {
  const { append } = createDeliveryWriter(database, 200);
  const locked = Promise.withResolvers<void>();
  const unlock = Promise.withResolvers<void>();
  const lock = database.transaction(async (tx) => {
    await tx.run('LOCK TABLE delivery IN EXCLUSIVE MODE');
    locked.resolve();
    await unlock.promise;
  });
  await locked.promise;
  const late = await Promise.allSettled(['a', 'b', 'c'].map((name) => append(delivery(name))));
  expect(late.map((each) => each.status === 'rejected' && isPassingFault(each.reason))).toEqual([
    true,
    true,
    true,
  ]);
  unlock.resolve();
  await lock;
  await until('all are stored', async () => (await stored()).length === 3);
  const again = await Promise.all(['a', 'b', 'c'].map((name) => append(delivery(name))));
  expect(again.map(({ kind }) => kind)).toEqual(['repeated', 'repeated', 'repeated']);
  expect(await stored()).toEqual(['a', 'b', 'c']);
});
