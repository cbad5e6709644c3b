import type { PortalId } from '../ids.ts';
import type { Sql } from './sql.ts';

/** Locks names of a portal for the rest of the transaction, in one order for everybody, so that nobody waits in a ring. */
export async function lockAll(tx: Sql, portalId: PortalId, names: readonly string[]): Promise<void> {
  // A function of rows is asked in the order of the array.
  await tx.run('SELECT pg_advisory_xact_lock(hashtextextended(each, 0)) FROM unnest($1::text[]) AS each', [
    [...new Set(names)].sort().map((name) => `${portalId}:${name}`),
  ]);
}
