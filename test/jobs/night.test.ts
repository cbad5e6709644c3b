import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { parseDay } from '../../src/calendar.ts';
import { readAccount } from '../../src/hubspot/account.ts';
import { type PortalId, parseId } from '../../src/ids.ts';
import type { Directory } from '../../src/jobs/directory.ts';
import { createNight } from '../../src/jobs/night.ts';
import type { JobDeps } from '../../src/jobs/portal.ts';
import { createSeal } from '../../src/seal.ts';
import { park } from '../../src/store/parked.ts';
import type { PortalRow } from '../../src/store/portals.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { recordingLog } from '../support/log.ts';

const NOW = Date.parse('2026-03-02T03:00:00Z');
let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.close());

const row = (id: string, timeZone: string): PortalRow => ({
  id: parseId<PortalId>(id, 'portal'),
  ...{ timeZone, homeCurrency: 'EUR', accountType: 'STANDARD' },
  ...{ installedOn: parseDay('2026-03-01'), schema: null },
});

test('what fails in a night, and a portal whose clock nobody can read, keep the others from nothing', async () => {
  const { log, lines } = recordingLog();
  const queue: JobDeps['queue'] = {
    ...{ work: async () => {}, settle: async () => {}, depth: async () => new Map() },
    ...{ supervise: async () => {}, stop: async () => {} },
    enqueue: async (work) => {
      if (work.length > 0) throw new Error('no line today');
    },
  };
  const rows = [row('1', 'Mars/Olympus'), row('2', 'UTC')];
  const directory: Pick<Directory, 'rows' | 'get'> = {
    rows: async () => rows,
    get: () => Promise.reject(new Error('away')),
  };
  const parked = { kind: 'deal', recordId: '7', code: 'deal_stamp_refused', message: '' };
  await park(database, rows[1]?.id ?? row('2', 'UTC').id, [
    { ...parked, parkedAt: new Date(NOW - 2 * 86_400_000) },
  ]);

  const night = createNight(
    { database, queue, now: () => NOW, log, seal: createSeal([]) },
    directory,
    undefined,
  );
  expect(await night()).toEqual(['2']);
  expect(lines()).toMatchObject([
    { level: 'error', message: 'a part of the night failed; the next hour tries again' },
    { level: 'error', portalId: '1' },
    { level: 'error', message: 'the books could not be checked; the next night does', portalId: '2' },
  ]);
});

test('an account whose time zone nobody knows is an answer that HubSpot does not document', async () => {
  const details = { portalId: 1001, accountType: 'STANDARD', companyCurrency: 'EUR' };
  await expect(readAccount(async () => ({ ...details, timeZone: 'Mars/Olympus' }))).rejects.toMatchObject({
    code: 'hubspot-unexpected',
  });
  expect(await readAccount(async () => ({ ...details, timeZone: 'US/Eastern' }))).toMatchObject({
    portalId: '1001',
  });
});
