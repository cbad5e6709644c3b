import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { writeDurably } from './durable-file.ts';
import { isSystemError } from './system-error.ts';

/** The port of a cluster, kept in its home so that its URL stays the same; a free one on first use. */
export async function keptPort(home: string): Promise<number> {
  try {
    const port = Number(readFileSync(join(home, 'port'), 'utf8'));
    if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
    throw new Error(`${join(home, 'port')} holds no port number: delete the file`);
  } catch (error) {
    if (isSystemError(error, 'ENOENT')) return newPort(home);
    throw error;
  }
}

/** Chooses a free loopback port and keeps it. */
export async function newPort(home: string): Promise<number> {
  const port = await freePort();
  writeDurably(join(home, 'port'), `${port}\n`);
  return port;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (address !== null && typeof address === 'object') resolve(address.port);
        else reject(new Error('the system gave no port'));
      });
    });
  });
}
