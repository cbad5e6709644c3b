import { randomBytes } from 'node:crypto';
import { join } from 'node:path';

// A project cloned under /root lies in a folder that only root may enter, and PostgreSQL does not run as root.
const ROOT = '/var/lib/hubspot-partnerships';

/** A new folder that the server's user can reach, for when the project's own is closed to it. Only a link leads to it. */
export function newShelter(): string {
  return join(ROOT, randomBytes(6).toString('hex'));
}

/** Where the server's programs are copied, when node_modules is closed to the server's user. */
export function programShelter(version: string): string {
  return join(ROOT, `postgresql-${version}`);
}
