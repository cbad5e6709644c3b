import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { DELIVERY_ATTEMPTS } from '../../src/retry-policy.ts';
import {
  appendDeliveries,
  claimUnexpanded,
  forgetDeliveries,
  markExpanded,
  type NewDelivery,
  recordDeliveryFailure,
} from '../../src/store/deliveries.ts';
import { listDeliveries, replayDeliveries } from '../../src/store/delivery-list.ts';
import { removeOld } from '../../src/store/retention.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const NOW = new Date('2026-03-03T10:00:00Z');
const hash = (text: string) => createHash('sha256').update(text).digest();
const delivery = (name: string, receivedAt = NOW): NewDelivery => ({
  ...{ receivedAt, signatureHash: hash(name), body: Buffer.from(`[{"name":"${name}"}]`) },
});

describe('deliveries', () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await createTestDatabase();
  });
  afterEach(() => database.close());

  const store = async (name: string, receivedAt = NOW) => {
    const [appended] = await appendDeliveries(database, [delivery(name, receivedAt)]);
    if (appended?.kind !== 'stored') throw new Error(`${name} was stored before`);
    return appended.id;
  };
  const waiting = () =>
    database.transaction(async (tx) => (await claimUnexpanded(tx, 10)).map(({ id }) => id));

  test('the same signature is stored once, also when two instances store it at the same moment', async () => {
    const other = await database.another();
    const delivery = { receivedAt: NOW, signatureHash: hash('a'), body: Buffer.from('[{"ä":1}]') };
    const answers = await Promise.all(
      [database, other, database, other].map((sql) => appendDeliveries(sql, [delivery, delivery])),
    );

    const kinds = answers.flat().map(({ kind }) => kind);
    expect(kinds.sort()).toEqual([...Array.from({ length: 7 }, () => 'repeated'), 'stored']);
    const claimed = await database.transaction((tx) => claimUnexpanded(tx, 10));
    expect(claimed).toEqual([{ id: expect.any(BigInt), receivedAt: NOW, body: delivery.body, attempts: 0 }]);
  });

  test('two instances never hold the same delivery, and a rollback gives it back', async () => {
    const ids = [await store('a'), await store('b'), await store('c')];
    const other = await database.another();

    const failed = database.transaction(async (tx) => {
      expect((await claimUnexpanded(tx, 2)).map(({ id }) => id)).toEqual(ids.slice(0, 2));
      await other.transaction(async (second) => {
        expect((await claimUnexpanded(second, 10)).map(({ id }) => id)).toEqual(ids.slice(2));
      });
      await markExpanded(tx, ids.slice(0, 2), NOW);
      throw new Error('crash before commit');
    });

    await expect(failed).rejects.toThrow('crash before commit');
    expect(await waiting()).toEqual(ids);
  });

  test('what is expanded waits no more, and can be forgotten or replayed', async () => {
    const [first, second] = [await store('a'), await store('b')];
    await markExpanded(database, [first, second], NOW);
    await forgetDeliveries(database, [first]);

    expect(await waiting()).toEqual([]);
    expect(await replayDeliveries(database, [first, second])).toBe(1);
    expect(await waiting()).toEqual([second]);
    expect(await listDeliveries(database, { limit: 10 })).toEqual([
      { id: second, receivedAt: NOW, state: 'waiting', bytes: 14, attempts: 0, problem: undefined },
      { id: first, receivedAt: NOW, state: 'forgotten', bytes: undefined, attempts: 0, problem: undefined },
    ]);
  });

  test('a delivery that nobody has read cannot be forgotten', async () => {
    const id = await store('a');
    await expect(forgetDeliveries(database, [id])).rejects.toThrow(/delivery_waiting_has_body/);
  });

  test('a delivery that keeps failing is parked with its problem until it is replayed', async () => {
    const id = await store('a');
    for (let attempt = 1; attempt <= DELIVERY_ATTEMPTS; attempt += 1) {
      expect(await waiting()).toEqual([id]);
      expect(await recordDeliveryFailure(database, id, 'no such event')).toBe(attempt);
    }

    expect(await waiting()).toEqual([]);
    expect(await listDeliveries(database, { state: 'parked', limit: 10 })).toEqual([
      {
        id,
        receivedAt: NOW,
        state: 'parked',
        bytes: 14,
        attempts: DELIVERY_ATTEMPTS,
        problem: 'no such event',
      },
    ]);
    await replayDeliveries(database, [id]);
    expect(await waiting()).toEqual([id]);
  });

  test('old deliveries are removed, whatever became of them', async () => {
    await store('old', new Date('2026-01-01T00:00:00Z'));
    const kept = await store('new');

    expect(await removeOld(database, 'deliveries', NOW, 10)).toBe(1);
    expect(await waiting()).toEqual([kept]);
  });
});
