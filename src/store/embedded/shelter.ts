import { createHash } from 'node:crypto';
import { join } from 'node:path';

// A project cloned under /root lies in a folder that only root may enter, and PostgreSQL does not run as root.
const ROOT = '/var/lib/hubspot-partnerships';

/** Where root keeps what the server's user must reach, when the project's own folder is closed to it. */
export function shelterFor(dataDir: string): string {
  return join(ROOT, createHash('sha256').update(dataDir).digest('hex').slice(0, 12));
}

/** Where the server's programs are copied, when node_modules is closed to the server's user. */
export function programShelter(version: string): string {
  return join(ROOT, `postgresql-${version}`);
}
