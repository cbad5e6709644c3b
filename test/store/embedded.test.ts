import { type ChildProcess, execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import pg from 'pg';
import { z } from 'zod';
import { type Embedded, openEmbedded } from '../../src/store/embedded/index.ts';
import { until } from '../support/until.ts';

const HOLDER = fileURLToPath(new URL('./embedded-holder.ts', import.meta.url));

// Only root can be kept from running PostgreSQL in its own folder.
const testAsRoot = process.getuid?.() === 0 ? test : test.skip;

// Servers start and stop here, on a machine that may be busy.
jest.setTimeout(60_000);

describe('the embedded database', () => {
  /** A data folder made once; each test but those about making one begins with a copy. */
  let made = '';
  let folder = '';
  let children: ChildProcess[] = [];
  let opened: Embedded[] = [];

  beforeAll(async () => {
    made = mkdtempSync(join(tmpdir(), 'partnerships-embedded-'));
    chmodSync(made, 0o755);
    await (await openEmbedded(made)).close();
  });
  afterAll(() => rmSync(made, { recursive: true, force: true }));

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'partnerships-embedded-'));
    chmodSync(folder, 0o755);
    children = [];
    opened = [];
  });

  afterEach(async () => {
    for (const child of children) child.kill('SIGKILL');
    await Promise.all(opened.map((each) => each.close()));
    const entrance = join(folder, 'postgres');
    if (existsSync(entrance)) {
      await until('the server has stopped', () => !isRunning(folder));
      // The keeper may still write its last line into the log.
      rmSync(realpathSync(entrance), { recursive: true, force: true, maxRetries: 20 });
    }
    rmSync(folder, { recursive: true, force: true });
  });

  const copyMade = () => execFileSync('cp', ['-a', join(made, 'postgres'), folder]);
  const open = async () => {
    const embedded = await openEmbedded(folder);
    opened.push(embedded);
    return embedded;
  };
  const hold = async () => {
    const child = fork(HOLDER, [folder], { execArgv: ['--no-warnings'], silent: true });
    children.push(child);
    await once(child, 'message');
    return child;
  };

  test('listens on loopback, asks for its password, writes to disk, and keeps its secrets to its owner', async () => {
    copyMade();
    const { url } = await open();

    expect(await settings(url)).toEqual({
      listen_addresses: '127.0.0.1',
      fsync: 'on',
      unix_socket_directories: '',
    });
    const wrong = new URL(url);
    wrong.password = 'guess';
    await expect(settings(wrong.href)).rejects.toThrow(/password authentication failed/);
    const mode = (path: string) => (statSync(join(folder, path)).mode & 0o777).toString(8);
    expect({
      password: mode('postgres/password'),
      keeper: mode('keeper.json'),
      home: mode('postgres'),
    }).toEqual({
      password: '600',
      keeper: '600',
      home: '700',
    });
  });

  test('two processes that start at once share one server, and the last to leave stops it', async () => {
    const [first, second] = await Promise.all([open(), open()]);

    expect(second.url).toBe(first.url);
    await first.close();
    expect(isRunning(folder)).toBe(true);
    expect(await settings(second.url)).toMatchObject({ fsync: 'on' });
    await second.close();
    expect({ postmaster: isRunning(folder), keeper: existsSync(join(folder, 'keeper.json')) }).toEqual({
      postmaster: false,
      keeper: false,
    });
  });

  test('an exception or a kill -9 of the process leaves no server behind', async () => {
    copyMade();
    const thrower = await hold();
    const killed = await hold();

    thrower.send('throw');
    await once(thrower, 'exit');
    expect(isRunning(folder)).toBe(true);
    killed.kill('SIGKILL');
    await until('the server has stopped', () => !isRunning(folder));
  });

  test('a server killed with -9 comes back on its own, with the rows that were committed', async () => {
    copyMade();
    const { url } = await open();
    await query(url, 'CREATE TABLE kept AS SELECT 1 AS n');
    const pid = postmasterPid(folder);
    process.kill(pid, 'SIGKILL');

    await until('another server runs', () => isRunning(folder) && postmasterPid(folder) !== pid);
    await until('its keeper has announced itself', () => existsSync(join(folder, 'keeper.json')));
    const again = await open();
    expect(again.url).toBe(url);
    expect(await query(url, 'SELECT n FROM kept')).toEqual([{ n: 1 }]);
  });

  test('a server whose keeper was killed is taken over, and still stops with its last process', async () => {
    copyMade();
    const { url } = await open();
    const keeper = keeperPid(folder);
    process.kill(keeper, 'SIGKILL');

    await until('another keeper has announced itself', () => keeperPid(folder) !== keeper);
    expect(await settings(url)).toMatchObject({ fsync: 'on' });
    await Promise.all(opened.map((each) => each.close()));
    await until('the server has stopped', () => !isRunning(folder));
  });

  test('a lock file that names a process of somebody else does not keep the server from starting', async () => {
    copyMade();
    const lock = join(folder, 'postgres/cluster/postmaster.pid');
    const port = readFileSync(join(folder, 'postgres/port'), 'utf8').trim();
    writeFileSync(lock, `${process.pid}\n${folder}\n0\n${port}\n\n127.0.0.1\n`);

    expect(await settings((await open()).url)).toMatchObject({ fsync: 'on' });
  });

  testAsRoot(
    'a folder that only root may enter still works: the data lies where the server can reach it',
    async () => {
      chmodSync(folder, 0o700);
      const { url } = await open();

      expect(await settings(url)).toMatchObject({ fsync: 'on' });
      expect(realpathSync(join(folder, 'postgres'))).toMatch(/^\/var\/lib\/hubspot-partnerships\//);
    },
  );
});

async function query(url: string, statement: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

async function settings(url: string): Promise<unknown> {
  const [row] = await query(
    url,
    `SELECT current_setting('listen_addresses') AS listen_addresses, current_setting('fsync') AS fsync,
            current_setting('unix_socket_directories') AS unix_socket_directories`,
  );
  return row;
}

function postmasterPid(folder: string): number {
  return Number(readFileSync(join(folder, 'postgres/cluster/postmaster.pid'), 'utf8').split('\n')[0]);
}

function keeperPid(folder: string): number {
  return z.object({ pid: z.int() }).parse(JSON.parse(readFileSync(join(folder, 'keeper.json'), 'utf8'))).pid;
}

/** PostgreSQL removes the file when it stops in good order; a zombie process would still answer a signal. */
function isRunning(folder: string): boolean {
  return existsSync(join(folder, 'postgres/cluster/postmaster.pid'));
}
