import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createSharedLimiter } from '../../src/hubspot/limiter.ts';
import { createRequest } from '../../src/hubspot/request.ts';
import { changeRate } from '../../src/store/rates.ts';
import { createSandbox, type Sandbox } from '../sandbox/index.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { silentLog } from '../support/log.ts';

let database: TestDatabase;
let sandbox: Sandbox;
beforeEach(async () => {
  database = await createTestDatabase();
  sandbox = await createSandbox();
});
afterEach(async () => {
  await database.close();
  await sandbox.stop();
});

test('one change at a time, each seeing the one before', async () => {
  const count = (kept: unknown) => ({ state: typeof kept === 'number' ? kept + 1 : 1, result: kept });
  const other = await database.another();
  const results = await Promise.all(
    Array.from({ length: 20 }, (_, at) => changeRate(at % 2 === 0 ? database : other, '1', count)),
  );
  expect(results.map(Number).sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, at) => at));
  expect(await changeRate(database, '2', count)).toBeNull();
});

test('two instances that share the database are never told by HubSpot that they call too often', async () => {
  await sandbox.control('POST', '/rate-limits', { enabled: true, burst: { calls: 15, perMs: 1_000 } });
  const statuses: number[] = [];
  const instances = [database, await database.another()].map((instance) =>
    createRequest({
      baseUrl: sandbox.url,
      accessToken: sandbox.accessToken,
      limiter: createSharedLimiter((change) => changeRate(instance, '1', change), silentLog, {
        callsPerTenSeconds: 4,
      }),
      onCall: ({ status }) => statuses.push(status),
    }),
  );
  // The first answer names the limit.
  await instances[0]?.({ method: 'GET', path: '/account-info/2026-09/details' });
  const calls = Array.from({ length: 40 }, (_, at) =>
    instances[at % 2]?.({ method: 'GET', path: '/crm/owners/2026-09' }),
  );
  await Promise.all(calls);
  expect(statuses).toEqual(Array.from({ length: 41 }, () => 200));
});
