import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { z } from 'zod';
import { Problem } from '../../src/errors.ts';
import type { HubSpotRequest } from '../../src/hubspot/request.ts';
import type { JobDeps } from '../../src/jobs/portal.ts';
import { watchSettings } from '../../src/jobs/settings-watch.ts';
import { createSeal } from '../../src/seal.ts';
import { savePortal } from '../../src/store/portals.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { recordingLog } from '../support/log.ts';
import { PORTAL } from './portal.ts';

const MINUTE = 60_000;
const START = Date.parse('2026-03-02T09:00:00Z');
let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
  await savePortal(database, { ...PORTAL, accountType: 'STANDARD', schema: null }, new Date(START));
});
afterEach(() => database.close());

const forbidden = () =>
  Promise.reject(new Problem('hubspot-unauthorized', 'no scope', { facts: { status: 403 } }));
const away = () => Promise.reject(new Problem('hubspot-unavailable', 'away'));

test('owners that may not be seen, and an account that is away, keep a changed stage from nothing', async () => {
  const { log, lines } = recordingLog();
  const queue: JobDeps['queue'] = {
    ...{ work: async () => {}, settle: async () => {}, depth: async () => new Map() },
    ...{ supervise: async () => {}, stop: async () => {}, enqueue: async () => {} },
  };
  let [now, probability] = [START, '0.5'];
  let account: HubSpotRequest = async () => ({
    ...{ portalId: 1001, accountType: 'STANDARD', companyCurrency: 'EUR', timeZone: 'UTC' },
  });
  const request: HubSpotRequest = (call) => {
    if (call.path.includes('/owners/')) return forbidden();
    if (!call.path.includes('/pipelines/')) return account(call);
    const metadata = { isClosed: 'true', probability };
    return Promise.resolve({ results: [{ stages: [{ id: 'verbal', metadata }] }] });
  };
  const look = () =>
    watchSettings({ database, queue, now: () => now, log, seal: createSeal([]) }, { ...PORTAL, request });
  const line = z.object({ message: z.string(), setting: z.string().optional() });
  const told = () =>
    lines().map((each) => {
      const { message, setting } = line.parse(each);
      return [message, setting];
    });
  const failed = 'a setting of a portal could not be looked at';

  expect(await look()).toEqual([]);
  expect(told()).toEqual([[failed, 'owners']]);
  now += 30 * MINUTE;
  expect(await look()).toBeNull();

  now += 31 * MINUTE;
  [probability, account] = ['1.0', away];
  expect(await look()).toEqual(['deal stage verbal now means won']);
  expect(told().slice(1).sort()).toEqual([
    [failed, 'account'],
    [failed, 'owners'],
    ['deal stage verbal now means won', undefined],
  ]);
  now += 6 * MINUTE;
  expect(await look()).toEqual([]);
});
