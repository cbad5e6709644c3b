import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Cluster } from './cluster.ts';
import { runAs } from './server-user.ts';
import { isSystemError } from './system-error.ts';

/** The running server of a cluster. `exited` resolves when its process is gone, for whatever reason. */
export type Postmaster = { readonly pid: number; readonly exited: Promise<void> };

export type Launch =
  | { readonly kind: 'running'; readonly postmaster: Postmaster }
  /** The cluster's lock file is there, or processes of an earlier server still hold its memory. */
  | { readonly kind: 'occupied' }
  | { readonly kind: 'port-taken' }
  | { readonly kind: 'failed'; readonly message: string };

const READY = 'database system is ready to accept connections';
const STOP_FAST: NodeJS.Signals = 'SIGINT';
const STOP_AT_ONCE: NodeJS.Signals = 'SIGQUIT';
const FAST_STOP_MS = 20_000;
const LAST_WORDS = 4_000;

/**
 * Starts the server of a cluster on a loopback port and waits until it takes connections.
 * `settings` are PostgreSQL's own, `name=value`; `onOutput` receives its log.
 */
export function launch(
  cluster: Cluster,
  port: number,
  settings: readonly string[],
  onOutput: (text: string) => void,
): Promise<Launch> {
  const child = spawn(cluster.programs.postgres, ['-D', cluster.data, ...flags(port, settings)], {
    cwd: '/',
    env: { LC_ALL: 'C', PATH: process.env.PATH },
    stdio: ['ignore', 'ignore', 'pipe'],
    ...runAs(cluster.user),
  });
  return new Promise((resolve) => {
    let lastWords = '';
    let gone: () => void = () => undefined;
    const exited = new Promise<void>((done) => {
      gone = done;
    });
    child.once('error', (error) => resolve({ kind: 'failed', message: error.message }));
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      onOutput(text);
      lastWords = (lastWords + text).slice(-LAST_WORDS);
      if (lastWords.includes(READY) && child.pid !== undefined) {
        resolve({ kind: 'running', postmaster: { pid: child.pid, exited } });
      }
    });
    child.once('close', () => {
      gone();
      resolve(reasonOf(lastWords));
    });
  });
}

/** The server that already runs on this cluster, started by somebody else; undefined when there is none. */
export function findRunning(cluster: Cluster): { readonly pid: number; readonly port: number } | undefined {
  const [pid, , , port] = lockFile(cluster).map(Number);
  if (!pid || !port || !commandOf(pid).includes(cluster.data)) return undefined;
  return { pid, port };
}

/** Takes charge of a server that is not our child. */
export function adopt(cluster: Cluster, pid: number): Postmaster {
  return { pid, exited: untilGone(cluster, pid) };
}

/**
 * True when the lock file names a process that is no PostgreSQL of this cluster. That happens after a power cut
 * or in a restarted container, where the number now belongs to another process of the same user, and PostgreSQL
 * then refuses to start although nothing runs.
 */
export function isLockStale(cluster: Cluster): boolean {
  const pid = Number(lockFile(cluster)[0]);
  return pid > 0 && !commandOf(pid).includes(cluster.data);
}

/** Stops a server: open transactions are rolled back, data is written. After 20 s it is stopped at once (safe, slower to start). */
export async function stopPostmaster({ pid, exited }: Postmaster): Promise<void> {
  signal(pid, STOP_FAST);
  const urgent = setTimeout(() => signal(pid, STOP_AT_ONCE), FAST_STOP_MS);
  await exited;
  clearTimeout(urgent);
}

function flags(port: number, settings: readonly string[]): string[] {
  return [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'timezone=UTC',
    'log_timezone=UTC',
    // The log must not hold customers' data: no statements, no values of rows.
    'log_error_verbosity=terse',
    'log_min_error_statement=panic',
    ...settings,
  ].flatMap((setting) => ['-c', setting]);
}

function reasonOf(lastWords: string): Launch {
  if (/lock file "postmaster.pid" already exists|pre-existing shared memory block/.test(lastWords)) {
    return { kind: 'occupied' };
  }
  if (lastWords.includes('could not bind')) return { kind: 'port-taken' };
  return { kind: 'failed', message: lastWords.trim() || 'PostgreSQL ended without a word' };
}

function lockFile(cluster: Cluster): string[] {
  try {
    return readFileSync(join(cluster.data, 'postmaster.pid'), 'utf8').split('\n');
  } catch (error) {
    if (isSystemError(error, 'ENOENT', 'ESRCH')) return [];
    throw error;
  }
}

function commandOf(pid: number): string {
  if (process.platform !== 'linux') {
    return spawnSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' }).stdout;
  }
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch (error) {
    if (isSystemError(error, 'ENOENT', 'ESRCH')) return '';
    throw error;
  }
}

async function untilGone(cluster: Cluster, pid: number): Promise<void> {
  // Not by signal 0: an orphan that nobody reaps (a container without an init) answers it for ever.
  while (commandOf(pid).includes(cluster.data)) await pause(100);
}

function signal(pid: number, name: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, name);
  } catch (error) {
    if (isSystemError(error, 'ESRCH')) return false;
    throw error;
  }
}
