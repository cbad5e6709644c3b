import { type FileHandle, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { dayIn } from '../calendar.ts';
import type { PortalRow } from '../store/portals.ts';
import type { Sql } from '../store/sql.ts';
import { exportSettings, type SettingsFile } from './settings-file.ts';

/** Files kept per portal: one a day. */
const KEPT = 30;

/**
 * Writes the settings of a portal into a folder, one file a day, and removes the oldest beyond thirty. The file is
 * whole or not there, also after the machine lost its power. Resolves to its path.
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
  await writeWhole(folder, path, settingsText(file));
  const days = (await readdir(folder)).filter((name) => name.startsWith(start) && name.endsWith('.json'));
  for (const name of days.sort().slice(0, -KEPT)) await rm(join(folder, name));
  return path;
}

/** The file as text, amounts in minor units as text. */
export function settingsText(file: SettingsFile): string {
  const plain = (_key: string, value: unknown) => (typeof value === 'bigint' ? value.toString() : value);
  return `${JSON.stringify(file, plain, 2)}\n`;
}

/** On the disk before it has its name, and its name on the disk before anybody counts on it. */
async function writeWhole(folder: string, path: string, text: string): Promise<void> {
  const part = `${path}.part`;
  await synced(part, 'w', (file) => file.writeFile(text));
  await rename(part, path);
  await synced(folder, 'r', async () => undefined);
}

async function synced(path: string, flags: string, work: (file: FileHandle) => Promise<void>): Promise<void> {
  const file = await open(path, flags, 0o600);
  try {
    await work(file);
    await file.sync();
  } finally {
    await file.close();
  }
}
