import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dayIn } from '../calendar.ts';
import type { Log } from '../log.ts';
import type { PortalRow } from '../store/portals.ts';
import type { Sql } from '../store/sql.ts';
import { exportSettings, type SettingsFile } from './settings-file.ts';

/** Files kept per portal: one a day. */
const KEPT = 30;

/**
 * Writes the settings of a portal into a folder, one file a day, and removes the oldest beyond thirty. The file is
 * whole or not there. Resolves to its path.
 */
export async function backUpSettings(
  sql: Sql,
  { id, timeZone }: Pick<PortalRow, 'id' | 'timeZone'>,
  folder: string,
  now: number,
): Promise<string> {
  await mkdir(folder, { recursive: true });
  const start = `partnerships-settings-${id}-`;
  const path = join(folder, `${start}${dayIn(timeZone, now)}.json`);
  const file = await exportSettings(sql, id, new Date(now));
  await writeFile(`${path}.part`, settingsText(file), { mode: 0o600 });
  await rename(`${path}.part`, path);
  const days = (await readdir(folder)).filter((name) => name.startsWith(start) && name.endsWith('.json'));
  for (const name of days.sort().slice(0, -KEPT)) await rm(join(folder, name));
  return path;
}

/** The same for several portals, after the night's work. A folder that cannot be written is told and tried next night. */
export async function backUpPortals(
  { database, log, now }: { readonly database: Sql; readonly log: Log; readonly now: () => number },
  portals: readonly PortalRow[],
  folder: string | undefined,
): Promise<void> {
  if (folder === undefined) return;
  for (const portal of portals) {
    try {
      await backUpSettings(database, portal, folder, now());
    } catch (error) {
      log.error('the settings could not be backed up', { portalId: portal.id, folder, error });
    }
  }
}

/** The file as text, amounts in minor units as text. */
export function settingsText(file: SettingsFile): string {
  const plain = (_key: string, value: unknown) => (typeof value === 'bigint' ? value.toString() : value);
  return `${JSON.stringify(file, plain, 2)}\n`;
}
