import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, readFileSync } from 'node:fs';
import { mkdir, realpath, rename, rm, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Problem } from '../../errors.ts';
import { syncFolder, writeDurably } from './durable-file.ts';
import { findPrograms, type Programs } from './programs.ts';
import { canReach, chooseServerUser, ownerOf, runAs, type ServerUser } from './server-user.ts';
import { newShelter } from './shelter.ts';

/** A cluster on disk, with all that is needed to run it. */
export type Cluster = {
  /** Holds the data (`cluster/`), the password, the port and the server's log. */
  readonly home: string;
  readonly data: string;
  readonly password: string;
  readonly user: ServerUser;
  readonly programs: Programs;
};

export const OWNER = 'partnerships';

/**
 * Opens the cluster of a data folder, creating it on first use. `DATA_DIR/postgres` is its home; when root
 * starts us and the server's user cannot enter DATA_DIR, it is a link to a folder below /var/lib.
 * Throws a Problem when the folder cannot be used.
 */
export async function openCluster(dataDir: string): Promise<Cluster> {
  await mkdir(dataDir, { recursive: true });
  const entrance = join(await realpath(dataDir), 'postgres');
  if (!existsSync(entrance)) await createHome(entrance);
  const home = await realpath(entrance);
  const data = join(home, 'cluster');
  const user = ownerOf(data);
  if (!canReach(user, home)) {
    throw new Problem(
      'config-invalid',
      `PostgreSQL runs as ${user.kind === 'other' ? user.name : 'us'} and cannot enter ${home}. ` +
        'Move DATA_DIR to a folder that it can enter, or set DATABASE_URL.',
    );
  }
  const programs = await findPrograms(user);
  refuseOtherVersion(data, programs.version);
  return { home, data, password: readFileSync(join(home, 'password'), 'utf8').trim(), user, programs };
}

/** Two processes may start on an empty folder at once: whoever puts its home in place first wins, whole. */
async function createHome(entrance: string): Promise<void> {
  const user = chooseServerUser();
  const inPlace = canReach(user, dirname(entrance));
  const home = inPlace ? `${entrance}.new-${process.pid}` : newShelter();
  await mkdir(dirname(home), { recursive: true, mode: 0o755 });
  await initialise(home, user);
  const placed = inPlace ? rename(home, entrance) : symlink(home, entrance);
  await placed.catch(async (error: unknown) => {
    await rm(home, { recursive: true, force: true });
    if (!existsSync(entrance)) throw error;
  });
  syncFolder(dirname(entrance));
}

async function initialise(home: string, user: ServerUser): Promise<void> {
  const { initdb } = await findPrograms(user);
  const passwordFile = join(home, 'password');
  await mkdir(home, { mode: 0o700 });
  writeDurably(passwordFile, `${randomBytes(24).toString('base64url')}\n`);
  if (user.kind === 'other') for (const path of [home, passwordFile]) chownSync(path, user.uid, user.gid);
  const { status, stderr, error } = spawnSync(
    initdb,
    [
      `--pgdata=${join(home, 'cluster')}`,
      `--username=${OWNER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
    ],
    { cwd: '/', env: { LC_ALL: 'C', PATH: process.env.PATH }, encoding: 'utf8', ...runAs(user) },
  );
  if (status === 0) return;
  await rm(home, { recursive: true, force: true });
  throw new Error(`initdb failed: ${error?.message ?? stderr.trim()}`);
}

function refuseOtherVersion(data: string, version: string): void {
  const made = readFileSync(join(data, 'PG_VERSION'), 'utf8').trim();
  if (version.split('.')[0] === made) return;
  throw new Problem(
    'config-invalid',
    `The database in ${data} was made by PostgreSQL ${made}, and npm installed ${version}. ` +
      `Dump it with PostgreSQL ${made} and restore it, or point DATABASE_URL at a server of version ${made}.`,
  );
}
