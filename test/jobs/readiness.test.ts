import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { readAppReadiness } from '../../src/jobs/readiness.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { recordingLog } from '../support/log.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.close());

test('a database that goes while it is asked for the portals is down, and that is told', async () => {
  const { log, lines } = recordingLog();
  const count = async () => ({ connected: 1, disconnected: 0, letGo: 0 });
  const gone = () => Promise.reject(new Error('Connection terminated'));
  const look = (portals: typeof count) =>
    readAppReadiness({ database, access: { count: portals }, hubspot: () => 'up', log });
  expect(await look(count)).toEqual({
    ...{ database: 'up', migrations: 'current', hubspot: 'up' },
    portals: { connected: 1, disconnected: 0, letGo: 0 },
  });
  expect(await look(gone)).toEqual({ database: 'down', migrations: 'unknown', hubspot: 'up' });
  expect(lines()).toMatchObject([
    { level: 'warn', message: 'the database does not say which portals there are' },
  ]);
});
