import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parseDay, parseMonth } from '../../src/calendar.ts';
import {
  runSettingsExport,
  runSettingsImport,
  runSettingsSet,
  runSettingsShow,
} from '../../src/cli/settings.ts';
import type { PortalId } from '../../src/ids.ts';
import { closePeriod, listPeriods } from '../../src/jobs/periods.ts';
import { backUpSettings } from '../../src/jobs/settings-backup.ts';
import { readAudit } from '../../src/store/audit.ts';
import {
  noteWritten,
  readWaitingDocuments,
  saveOverrideDocument,
} from '../../src/store/override-documents.ts';
import { readPolicies, savePolicy } from '../../src/store/policies.ts';
import { readPolicyVersions } from '../../src/store/policy-versions.ts';
import { readSettings, readSettingVersions } from '../../src/store/settings.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const portalId = '1001' as PortalId;
const NOW = Date.parse('2026-04-11T09:00:00Z');
const now = () => NOW;
let folder: string;
let here: TestDatabase;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'settings-'));
  here = await createTestDatabase();
});
afterAll(async () => {
  await here.close();
  await rm(folder, { recursive: true });
});

function screen() {
  const lines: string[] = [];
  const add = (line: string) => void lines.push(line);
  return { lines, out: { print: add, complain: add } };
}
const set = async (name: string, value: string) => {
  const { lines, out } = screen();
  await runSettingsSet({ database: here, portalId, now }, { name, value, actor: 'Kim' }, out);
  return lines;
};
const importInto = async (database: TestDatabase, path: string) => {
  const { lines, out } = screen();
  await runSettingsImport({ database, portalId, now }, { path, actor: 'Kim', json: false }, out);
  return lines;
};

test('a setting is a new version each time, audited, and refused by field when it is wrong', async () => {
  expect(await set('rates', '{"USD/EUR": "0.9"}')).toEqual(['rates is set.']);
  expect(await set('rates', '{"USD/EUR": "0.9"}')).toEqual(['rates is so already.']);
  expect(await set('rates', '{"USD/EUR": "0.91", "GBP/EUR": "1.17"}')).toEqual(['rates is set.']);
  expect(await set('overriders', '{"userIds": ["7001"], "teamIds": []}')).toEqual(['overriders is set.']);
  await expect(set('rates', '{"USD/XYZ": "0.9"}')).rejects.toThrow('rates.USD/XYZ: Invalid key in record');
  await expect(set('rates', '{"USD/EUR": 0.9}')).rejects.toThrow('rates.USD/EUR:');
  await expect(set('rates', '{"USD/EUR": "0.0"}')).rejects.toThrow('rates.USD/EUR: must be above zero');
  await expect(set('overriders', '{"userIds": ["x"], "teamIds": []}')).rejects.toThrow(
    'overriders.userIds.0: is not a HubSpot id',
  );
  await expect(set('colour', '1')).rejects.toThrow('colour is neither a setting (rates,');
  await expect(set('rates', '{')).rejects.toThrow('rates: "{" is not JSON.');
  expect(await readSettings(here, portalId)).toMatchObject({
    rates: { 'USD/EUR': '0.91', 'GBP/EUR': '1.17' },
    overriders: { userIds: ['7001'], teamIds: [] },
    closedPeriodsNeedSecondPerson: false,
  });
  const versions = await readSettingVersions(here, portalId);
  expect(versions.map(({ name, version }) => `${name} ${version}`)).toEqual([
    'overriders 1',
    'rates 1',
    'rates 2',
  ]);
  const [deed] = await readAudit(here, portalId, 'rates');
  expect(deed).toMatchObject({
    actor: 'Kim',
    action: 'change-setting',
    details: { from: { 'USD/EUR': '0.9' } },
  });
});

test('an export puts rules, settings and closed months of all versions back into an empty database', async () => {
  const [first] = await readPolicies(here, portalId, new Date(NOW));
  if (first === undefined) throw new Error('a portal starts with version 1');
  await savePolicy(here, portalId, { ...first, model: 'linear' }, 'Kim', new Date(NOW));
  const march = { month: parseMonth('2026-03'), actor: 'Kim', force: false };
  await closePeriod({ database: here, now }, { id: portalId, timeZone: 'Europe/Berlin' }, march);
  // What HubSpot does not hold is kept in the file; what it holds is not.
  const decidedAt = new Date(NOW);
  await saveOverrideDocument(here, portalId, { dealId: '900', text: '{"v":1}', decidedAt });
  await saveOverrideDocument(here, portalId, { dealId: '901', text: '{"v":2}', decidedAt });
  await noteWritten(here, portalId, '901', '{"v":2}');
  const path = join(folder, 'settings.json');
  await runSettingsExport({ database: here, portalId, now }, path, screen().out);

  const empty = await createTestDatabase();
  try {
    expect(await importInto(empty, path)).toEqual([
      'New here: 2 versions of the rules, 3 of settings, 1 closed months, 1 decisions on deals.',
    ]);
    expect(await readWaitingDocuments(empty, portalId)).toEqual([
      { dealId: '900', text: '{"v":1}', decidedAt, waiting: true, refusal: null },
    ]);
    expect(await readPolicyVersions(empty, portalId)).toEqual(await readPolicyVersions(here, portalId));
    expect(await readSettingVersions(empty, portalId)).toEqual(await readSettingVersions(here, portalId));
    const portal = { id: portalId, timeZone: 'Europe/Berlin' };
    expect(await listPeriods({ database: empty, now }, portal)).toEqual(
      await listPeriods({ database: here, now }, portal),
    );
    expect(await importInto(empty, path)).toEqual([
      'New here: 0 versions of the rules, 0 of settings, 0 closed months.',
    ]);
  } finally {
    await empty.close();
  }
});

test('a file that says otherwise, is damaged, or is of another portal changes nothing', async () => {
  const path = join(folder, 'settings.json');
  const text = await readFile(path, 'utf8');
  const versions = () => readPolicyVersions(here, portalId);
  const before = await versions();
  const broken = async (from: string, to: string) => {
    const changed = text.replace(from, to);
    expect(changed).not.toBe(text);
    await writeFile(join(folder, 'broken.json'), changed);
    return importInto(here, join(folder, 'broken.json'));
  };
  await expect(broken('"linear"', '"first"')).rejects.toThrow(
    'Nothing was imported: the file says otherwise of version 2 of the rules.',
  );
  await expect(broken('"referralWindowDays": 180', '"referralWindowDays": "180"')).rejects.toThrow(
    'policies, version 1: The rules cannot be used. referralWindowDays: must be a whole number of days',
  );
  await expect(broken('"0.91"', '"cheap"')).rejects.toThrow(
    /settings\.\d\.rates\.USD\/EUR: is not a decimal as text, like "0.9"/,
  );
  await expect(broken('"2026-03"', '"March"')).rejects.toThrow(
    'closedMonths.0.month: is not a month (YYYY-MM)',
  );
  await expect(broken('"1001"', '"1002"')).rejects.toThrow(
    'The file is of portal 1002, this is portal 1001.',
  );
  await expect(broken('{', '')).rejects.toThrow('The settings file is not JSON.');
  await expect(importInto(here, join(folder, 'none.json'))).rejects.toThrow(
    /none\.json cannot be read: .*ENOENT/,
  );
  expect(await versions()).toEqual(before);
});

test('show tells the rules in force and every setting', async () => {
  const { lines, out } = screen();
  await runSettingsShow({ database: here, portalId, now }, false, out);
  expect(lines).toEqual(
    expect.arrayContaining([
      'Rules, version 2, by Kim on 2026-04-11T09:00:00.000Z',
      '  model: "linear"',
      'Settings',
      '  rates: {"GBP/EUR":"1.17","USD/EUR":"0.91"}',
      '  workflowsMayCredit: false',
    ]),
  );
});

test('the nightly export keeps one file a day, the latest thirty, readable by its owner only', async () => {
  const backups = join(folder, 'backups');
  const row = {
    ...{
      id: portalId,
      timeZone: 'Europe/Berlin',
      homeCurrency: 'EUR',
      accountType: 'STANDARD',
      schema: null,
    },
    installedOn: parseDay('2026-01-01'),
  };
  for (let day = 0; day < 32; day++) {
    await backUpSettings(here, row, backups, NOW + day * 86_400_000);
  }
  const files = (await readdir(backups)).sort();
  expect(files).toHaveLength(30);
  expect(files[0]).toBe('partnerships-settings-1001-2026-04-13.json');
  const newest = join(backups, files.at(-1) ?? '');
  expect((await stat(newest)).mode & 0o777).toBe(0o600);
  expect(await importInto(here, newest)).toEqual([
    'New here: 0 versions of the rules, 0 of settings, 0 closed months.',
  ]);
});
