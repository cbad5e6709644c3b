import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { type Cluster, OWNER } from './cluster.ts';
import { keptPort, newPort } from './port.ts';
import { adopt, findRunning, isLockStale, launch, type Postmaster, stopPostmaster } from './postmaster.ts';

/** A server in our charge, or one that another keeper already has. */
export type Raised =
  | { readonly kind: 'ours'; readonly postmaster: Postmaster; readonly url: string; release(): Promise<void> }
  | { readonly kind: 'elsewhere' };

const DEADLINE_MS = 30_000;
const RETRY_MS = 100;
// Held by the keeper's own connection: whoever holds it is the only keeper of this server.
const KEEPER_LOCK = 7_310_001;
const DATABASE = 'partnerships';

/**
 * Brings a cluster's server up and takes charge of it. Heals what an earlier crash left behind: a lock file
 * without a process, memory not yet given back, a server whose keeper was killed (it is adopted), a port that
 * something else took. Throws when the server has not come up within 30 s, with PostgreSQL's own last words.
 */
export async function raise(
  cluster: Cluster,
  settings: readonly string[],
  onOutput: (text: string) => void,
): Promise<Raised> {
  const deadline = Date.now() + DEADLINE_MS;
  let port = await keptPort(cluster.home);
  while (Date.now() < deadline) {
    const launched = await launch(cluster, port, settings, onOutput);
    if (launched.kind === 'running') return takeCharge(cluster, launched.postmaster, port);
    if (launched.kind === 'failed') throw new Error(`PostgreSQL did not start: ${launched.message}`);
    if (launched.kind === 'port-taken') port = await newPort(cluster.home);
    if (launched.kind === 'occupied') {
      const found = await takeOver(cluster);
      if (found !== undefined) return found;
    }
    await pause(RETRY_MS);
  }
  throw new Error(
    `PostgreSQL did not start within ${DEADLINE_MS / 1000} s: see ${cluster.home}/postgres.log`,
  );
}

async function takeOver(cluster: Cluster): Promise<Raised | undefined> {
  const running = findRunning(cluster);
  if (running !== undefined) {
    const reachable = await connect(cluster, running.port, 'postgres').catch(() => undefined);
    // It is starting or stopping: try again.
    if (reachable === undefined) return undefined;
    await reachable.end();
    return takeCharge(cluster, adopt(cluster, running.pid), running.port);
  }
  if (isLockStale(cluster)) rmSync(join(cluster.data, 'postmaster.pid'), { force: true });
  return undefined;
}

async function takeCharge(cluster: Cluster, postmaster: Postmaster, port: number): Promise<Raised> {
  try {
    const client = await connect(cluster, port, 'postgres');
    const lock = await client.query('SELECT pg_try_advisory_lock($1) AS held', [KEEPER_LOCK]);
    if (lock.rows[0]?.held !== true) {
      await client.end();
      return { kind: 'elsewhere' };
    }
    const known = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
    if (known.rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
    return { kind: 'ours', postmaster, url: urlOf(cluster, port, DATABASE), release: () => client.end() };
  } catch (error) {
    await stopPostmaster(postmaster);
    throw error;
  }
}

async function connect(cluster: Cluster, port: number, database: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: urlOf(cluster, port, database) });
  // The server's end is seen by its process, not by this connection.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

function urlOf(cluster: Cluster, port: number, database: string): string {
  return `postgres://${OWNER}:${encodeURIComponent(cluster.password)}@127.0.0.1:${port}/${database}`;
}
