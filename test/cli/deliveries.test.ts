import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { runCli } from '../../src/cli/program.ts';
import {
  appendDeliveries,
  claimUnexpanded,
  forgetDeliveries,
  markExpanded,
} from '../../src/store/deliveries.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const NOW = new Date('2026-03-02T09:00:00Z');
let database: TestDatabase;
let ids: bigint[];
beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  await database.run('TRUNCATE delivery');
  ids = [];
  for (const hour of [1, 2, 3]) {
    const [appended] = await appendDeliveries(database, [
      {
        receivedAt: new Date(`2026-03-02T0${hour}:00:00Z`),
        signatureHash: Buffer.alloc(32, hour),
        body: Buffer.from('[{"objectId":4711}]'),
      },
    ]);
    if (appended?.kind === 'stored') ids.push(appended.id);
  }
  await markExpanded(database, ids, NOW);
});
afterAll(() => database.close());

async function partnerships(...args: string[]) {
  const printed: string[] = [];
  const complained: string[] = [];
  const env = {
    HUBSPOT_ACCESS_TOKEN: 'sandbox-access-token',
    HUBSPOT_CLIENT_SECRET: 'sandbox-client-secret',
    HUBSPOT_APP_ID: '2001',
    PUBLIC_URL: 'https://partners.example.com',
    ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64'),
    DATABASE_URL: database.url,
  };
  const code = await runCli(args, env, {
    print: (line) => void printed.push(line),
    complain: (line) => void complained.push(line),
  });
  return { code, printed, complained };
}

const waiting = () => database.transaction(async (tx) => (await claimUnexpanded(tx, 10)).map(({ id }) => id));

test('lists the newest deliveries, never what they say', async () => {
  const [first, second, third] = ids;
  expect(await partnerships('deliveries', 'list', '--limit', '2')).toEqual({
    code: 0,
    printed: [
      `${third}  2026-03-02T03:00:00.000Z  expanded  19 bytes`,
      `${second}  2026-03-02T02:00:00.000Z  expanded  19 bytes`,
    ],
    complained: [],
  });
  expect(first).toBeDefined();
  expect((await partnerships('deliveries', 'list', '--state', 'parked')).printed).toEqual([
    'There are none.',
  ]);
  const { printed } = await partnerships('deliveries', 'list', '--limit', '1', '--json');
  expect(JSON.parse(printed.join(''))).toMatchObject([{ id: String(third), state: 'expanded', bytes: 19 }]);
});

test('replays deliveries by id, and says which are forgotten', async () => {
  const [first, second] = ids;
  await forgetDeliveries(database, [second ?? 0n]);
  expect(await partnerships('deliveries', 'replay', String(first), String(second))).toEqual({
    code: 1,
    printed: ['1 delivery will be read again by a running server.'],
    complained: ['1 could not be: not known (any more), or their content was forgotten.'],
  });
  expect(await waiting()).toEqual([first]);
});

test('replays what came in a time range: its beginning included, its end not', async () => {
  const range = ['--from', '2026-03-02T02:00:00Z', '--to', '2026-03-02T03:00:00Z'];
  expect(await partnerships('deliveries', 'replay', ...range)).toMatchObject({ code: 0 });
  expect(await waiting()).toEqual([ids[1]]);
});

test.each([
  [['list', '--state', 'lost']],
  [['list', '--limit', '0']],
  [['replay']],
  [['replay', 'x']],
  [['replay', '1', '--from', '2026-03-02T09:00:00Z']],
  [['replay', '--from', '2026-03-02']],
  [['replay', '--from', '2026-03-02T09:00:00Z', '--to', '2026-03-02T09:00:00Z']],
])('%j is wrong usage, in words', async (args) => {
  const { code, complained } = await partnerships('deliveries', ...args);
  expect({ code, said: complained.join('').length > 10 }).toEqual({ code: 2, said: true });
  expect(await waiting()).toEqual([]);
});
