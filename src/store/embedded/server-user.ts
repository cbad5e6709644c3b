import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { Problem } from '../../errors.ts';

/** Who the PostgreSQL processes run as: PostgreSQL refuses to run as root. */
export type ServerUser =
  | { readonly kind: 'ourselves' }
  | { readonly kind: 'other'; readonly name: string; readonly uid: number; readonly gid: number };

const CANDIDATES = ['postgres', '_postgres', 'nobody'];

/**
 * Chooses the user for a new cluster: ourselves, or when we are root the first of the unprivileged users that
 * every system has. No user is ever created. Throws a Problem when root finds none of them.
 */
export function chooseServerUser(): ServerUser {
  if (process.getuid?.() !== 0) return { kind: 'ourselves' };
  for (const name of CANDIDATES) {
    const uid = numberOf('-u', name);
    const gid = numberOf('-g', name);
    if (uid !== undefined && gid !== undefined && uid > 0) return { kind: 'other', name, uid, gid };
  }
  throw new Problem(
    'config-invalid',
    `PostgreSQL does not run as root, and this system has no user ${CANDIDATES.join(', ')} to run it as. ` +
      'Start as another user, or set DATABASE_URL.',
  );
}

/** An existing cluster is run by its owner. Throws a Problem when that is neither us nor within our power. */
export function ownerOf(cluster: string): ServerUser {
  const { uid, gid } = statSync(cluster);
  const us = process.getuid?.();
  if (us === uid && us !== 0) return { kind: 'ourselves' };
  if (us === 0 && uid !== 0) return { kind: 'other', name: `user ${uid}`, uid, gid };
  throw new Problem(
    'config-invalid',
    `The database in ${cluster} belongs to user ${uid}, and we are user ${us}. ` +
      'Start as that user, or set DATA_DIR to another folder.',
  );
}

/** The part of spawn's options that makes a child run as the server's user. */
export function runAs(user: ServerUser): { uid?: number; gid?: number } {
  return user.kind === 'other' ? { uid: user.uid, gid: user.gid } : {};
}

/** True when the server's user can enter a folder or run a file. The system decides, so access lists count too. */
export function canReach(user: ServerUser, path: string): boolean {
  return spawnSync('/bin/sh', ['-c', 'test -x "$0"', path], { cwd: '/', ...runAs(user) }).status === 0;
}

function numberOf(flag: '-u' | '-g', name: string): number | undefined {
  const { status, stdout } = spawnSync('id', [flag, name], { encoding: 'utf8' });
  return status === 0 ? Number.parseInt(stdout, 10) : undefined;
}
