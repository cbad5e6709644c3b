import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeDurably } from './durable-file.ts';
import { isSystemError } from './system-error.ts';

const schema = z.object({ pid: z.int().positive(), port: z.int().positive(), token: z.string().min(1) });

/** Where the keeper of a data folder listens (loopback), and the word that opens it. */
export type KeeperAddress = z.infer<typeof schema>;

/** `DATA_DIR/keeper.json`: there while a keeper runs, readable by its owner only. */
export function keeperFile(dataDir: string): string {
  return join(dataDir, 'keeper.json');
}

export function writeAddress(dataDir: string, address: KeeperAddress): void {
  writeDurably(keeperFile(dataDir), `${JSON.stringify(address)}\n`);
}

/** Undefined when no keeper has announced itself. Throws when the file is there and cannot be read or is no address. */
export function readAddress(dataDir: string): KeeperAddress | undefined {
  try {
    return schema.parse(JSON.parse(readFileSync(keeperFile(dataDir), 'utf8')));
  } catch (error) {
    if (isSystemError(error, 'ENOENT')) return undefined;
    throw new Error(`${keeperFile(dataDir)} cannot be read: delete it if no server runs on this folder`, {
      cause: error,
    });
  }
}
