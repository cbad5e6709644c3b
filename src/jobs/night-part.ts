import type { Day } from '../calendar.ts';
import type { PortalId } from '../ids.ts';
import { claimRun, readRuns } from '../store/schedule.ts';
import { takeTurn } from '../store/turns.ts';
import type { JobDeps } from './portal.ts';

/** A portal whose night has begun, and the day that it begins. */
export type Awake = { readonly id: PortalId; readonly timeZone: string; readonly day: Day };

/** One that died at it, or failed, holds up nobody in the next hour. */
const LEASE_MS = 50 * 60_000;

/**
 * Does a part of a portal's night once a day, by one instance: one that is not done, because its instance died or it
 * failed, is done in the next hour. A failure is told, and keeps the portal's other parts and other portals from
 * nothing.
 */
export async function nightPart(
  deps: JobDeps,
  { id, day }: Awake,
  part: 'settings-export' | 'integrity',
  work: () => Promise<unknown>,
): Promise<void> {
  const { database, now, log } = deps;
  try {
    if ((await readRuns(database, id, day)).has(part)) return;
    // Never given back: who looked at the same time would do it again.
    if ((await takeTurn(database, id, `night:${part}`, now(), LEASE_MS)) === null) return;
    await work();
    await claimRun(database, id, part, day, new Date(now()));
  } catch (error) {
    log.error('a part of the night failed; the next hour tries again', { portalId: id, part, error });
  }
}
