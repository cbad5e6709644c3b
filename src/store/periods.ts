import { z } from 'zod';
import { type Month, parseMonth } from '../calendar.ts';
import { Problem } from '../errors.ts';
import type { PortalId } from '../ids.ts';
import { WAITS } from '../retry-policy.ts';
import type { Sql } from './sql.ts';

/** Months whose sums never move again: what changes later is posted to an open month. */
export async function closedMonths(sql: Sql, portalId: PortalId): Promise<Set<Month>> {
  const months = await sql.rows(
    (each) => parseMonth(z.object({ month: z.string() }).parse(each).month),
    'SELECT month FROM closed_month WHERE portal_id = $1',
    [portalId],
  );
  return new Set(months);
}

/**
 * Keeps months from being closed or reopened until the transaction ends; any number of writers of the ledger hold it
 * at once. Taken before every other lock of the transaction, so that nobody waits in a ring.
 */
export async function lockPeriodsShared(tx: Sql, portalId: PortalId): Promise<void> {
  await tx.run('SELECT pg_advisory_xact_lock_shared(hashtextextended($1, 0))', [lockName(portalId)]);
}

/** Keeps the ledger from being written until the transaction ends: for who closes or reopens a month. */
export async function lockPeriods(tx: Sql, portalId: PortalId): Promise<void> {
  await tx.run('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [lockName(portalId)]);
}

/**
 * Under the lock: throws a Problem (`month-closed`, to be tried again at no cost) when one of these months was closed
 * since the caller looked. Decided anew, the difference goes to an open month.
 */
export async function assertOpen(tx: Sql, portalId: PortalId, months: Iterable<Month>): Promise<void> {
  const closed = await closedMonths(tx, portalId);
  const shut = [...new Set(months)].filter((month) => closed.has(month)).sort();
  if (shut.length > 0)
    throw new Problem('month-closed', `${shut.join(', ')} was closed meanwhile`, {
      retry: WAITS.monthClosed,
    });
}

function lockName(portalId: PortalId): string {
  return `${portalId}:periods`;
}
