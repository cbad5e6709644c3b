import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { z } from 'zod';
import { parseDay } from '../../src/calendar.ts';
import { readAccount } from '../../src/hubspot/account.ts';
import { type PortalId, parseId } from '../../src/ids.ts';
import type { Directory } from '../../src/jobs/directory.ts';
import { createNight } from '../../src/jobs/night.ts';
import type { JobDeps } from '../../src/jobs/portal.ts';
import { createSeal } from '../../src/seal.ts';
import { park } from '../../src/store/parked.ts';
import type { PortalRow } from '../../src/store/portals.ts';
import { claimRun } from '../../src/store/schedule.ts';
import { takeTurn } from '../../src/store/turns.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { recordingLog } from '../support/log.ts';

const NOW = Date.parse('2026-03-02T03:00:00Z');
let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.close());

const runRow = z.object({ schedule: z.string() });
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
    {
      level: 'error',
      message: 'a part of the night failed; the next hour tries again',
      ...{ portalId: '2', part: 'integrity' },
    },
  ]);
});

test('what an instance left of its night is made up in the next hour, by whoever is there', async () => {
  const { log } = recordingLog();
  const folder = await mkdtemp(join(tmpdir(), 'night-'));
  const done = async () => [
    ...(await readdir(folder)),
    ...(await database.rows((each) => runRow.parse(each).schedule, 'SELECT schedule FROM schedule_run')),
  ];
  const sound = row('2', 'UTC');
  const queue: JobDeps['queue'] = {
    ...{ work: async () => {}, settle: async () => {}, depth: async () => new Map() },
    ...{ supervise: async () => {}, stop: async () => {}, enqueue: async () => {} },
  };
  const nightAt = (hours: number) => {
    const deps = { database, queue, log, now: () => NOW + hours * 3_600_000, seal: createSeal([]) };
    const directory = { rows: async () => [sound], get: () => Promise.reject(new Error('away')) };
    return createNight(deps, directory, folder);
  };
  // One that began the night and died: with it, the export that had its turn.
  await claimRun(database, sound.id, 'health', parseDay('2026-03-02'), new Date(NOW));
  await takeTurn(database, sound.id, 'night:settings-export', NOW, 50 * 60_000);

  expect([await nightAt(0)(), await done()]).toEqual([[], ['health']]);
  expect([await nightAt(1)(), await done()]).toEqual([
    [],
    ['partnerships-settings-2-2026-03-02.json', 'health', 'settings-export'],
  ]);
  await rm(folder, { recursive: true });
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
