import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { z } from 'zod';

const HOLDER = fileURLToPath(new URL('../../store/embedded-holder.ts', import.meta.url));

/** The embedded PostgreSQL of a folder with all its safety on, held by a process that may be killed. */
export type Postgres = {
  /** Of a database of its own. */
  readonly url: string;
  /** kill -9 of the server itself; its keeper starts it again. False while that is still to come. */
  killServer(): boolean;
  /** kill -9 of everything that was started: holder, keeper, server. */
  killAll(): Promise<void>;
  close(): Promise<void>;
};

const DATABASE = 'partnerships';

/** Starts the PostgreSQL of a folder, or takes up what was there: it recovers by itself. */
export async function startPostgres(folder: string): Promise<Postgres> {
  const holder = fork(HOLDER, [folder], { execArgv: ['--no-warnings'], silent: true });
  const gone = once(holder, 'exit');
  const url = new URL(await urlFrom(holder));
  // Read now: on a disk without power nothing can be read.
  const pids = [keeperPid(folder), serverPid(folder)];
  // A disk that is taken away from under it would keep it busy.
  const end = () => {
    for (const pid of pids) killIfThere(pid);
  };
  process.once('exit', end);
  void gone.then(() => process.off('exit', end));
  await createDatabase(url.href);
  url.pathname = `/${DATABASE}`;
  return {
    url: url.href,
    killServer() {
      const killed = killIfThere(serverPid(folder));
      // The next server is its keeper's, and another process may get this one's number.
      pids.splice(1);
      return killed;
    },
    async killAll() {
      holder.kill('SIGKILL');
      await gone;
      end();
    },
    async close() {
      if (holder.connected) holder.send('close');
      await gone;
    },
  };
}

/** A server whose disk has gone ends by itself, sooner or later. False: it was gone. */
function killIfThere(pid: number): boolean {
  try {
    return process.kill(pid, 'SIGKILL');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false;
    throw error;
  }
}

async function urlFrom(holder: ChildProcess): Promise<string> {
  let said = '';
  holder.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    said = (said + chunk).slice(-4_000);
  });
  const exit = once(holder, 'exit').then(([code]): never => {
    throw new Error(`PostgreSQL could not be started: its holder ended with ${code}: ${said}`);
  });
  const [report] = await Promise.race([once(holder, 'message'), exit]);
  return z.object({ url: z.string() }).parse(report).url;
}

async function createDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
  } finally {
    await client.end();
  }
}

function serverPid(folder: string): number {
  return z.coerce
    .number()
    .int()
    .parse(readFileSync(join(folder, 'postgres/cluster/postmaster.pid'), 'utf8').split('\n')[0]);
}

function keeperPid(folder: string): number {
  const address: unknown = JSON.parse(readFileSync(join(folder, 'keeper.json'), 'utf8'));
  return z.object({ pid: z.int() }).parse(address).pid;
}
