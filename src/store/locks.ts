import type { PortalId } from '../ids.ts';
import type { Sql } from './sql.ts';

/** Locks names of a portal for the rest of the transaction, in one order for everybody, so that nobody waits in a ring. */
export async function lockAll(tx: Sql, portalId: PortalId, names: readonly string[]): Promise<void> {
  for (const name of [...new Set(names)].sort()) {
    await tx.run('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`${portalId}:${name}`]);
  }
}
