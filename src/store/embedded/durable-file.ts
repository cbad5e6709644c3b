import { closeSync, fsyncSync, openSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Writes a small file for its owner only, in the place of what was there. After a power cut it is there whole or not
 * at all: a file that is renamed before it is synced may come back empty.
 */
export function writeDurably(path: string, text: string): void {
  const staging = `${path}.new-${process.pid}`;
  const file = openSync(staging, 'w', 0o600);
  try {
    writeFileSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(staging, path);
  syncFolder(dirname(path));
}

/** Makes names that were given or taken in a folder last. */
export function syncFolder(path: string): void {
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
