import { Temporal } from 'temporal-polyfill';
import { type Day, dayIn } from '../calendar.ts';
import type { PortalId } from '../ids.ts';
import { rewindCursors } from '../store/cursors.ts';
import type { PortalRow } from '../store/portals.ts';
import { forgetReads } from '../store/reads.ts';
import { beginReread, SUBJECTS } from '../store/rereads.ts';
import { claimRun } from '../store/schedule.ts';
import type { Awake } from './night-part.ts';
import type { JobDeps } from './portal.ts';
import { reread } from './reread.ts';

/** The hour of the portal's night in which it is read again. */
const HOUR = 2;
/** The sweep looks at the last day once more at night: HubSpot's index may have been later than two minutes. */
const LOOK_BACK_MS = 26 * 3_600_000;
const REMEMBER_MS = 3 * 24 * 3_600_000;
const FORGET = 10_000;

/**
 * Called every hour by the clock: for each portal whose night it is, puts in line what is read again by id (R19, R47):
 * every partner for the health of the day, and referrals, credits and deals with their links. Values of ours that
 * somebody changed are put back. Once a day and portal, whatever the number of instances. Resolves to the portals it
 * ran for, and to all whose night has begun, whoever began it.
 */
export async function nightly(
  deps: JobDeps,
  portals: readonly PortalRow[],
): Promise<{ readonly ran: string[]; readonly awake: Awake[] }> {
  const ran: string[] = [];
  const awake: Awake[] = [];
  for (const portal of portals) {
    try {
      const { id, timeZone } = portal;
      const day = nightOf(deps, portal);
      if (day === null) continue;
      if (await begin(deps, id, day)) ran.push(id);
      awake.push({ id, timeZone, day });
    } catch (error) {
      deps.log.error('the night of a portal could not begin; the next hour tries again', {
        portalId: portal.id,
        error,
      });
    }
  }
  await forgetOldReads(deps);
  await reread(deps);
  return { ran, awake };
}

/** The day whose night it is; null before two o'clock. */
function nightOf({ now }: JobDeps, { timeZone }: PortalRow): Day | null {
  const local = Temporal.Instant.fromEpochMilliseconds(now()).toZonedDateTimeISO(timeZone);
  // From 02:00 on, so that an instance that was down at that hour makes up for it.
  return local.hour < HOUR ? null : dayIn(timeZone, now());
}

/** True once a day, for one instance. */
async function begin(deps: JobDeps, id: PortalId, day: Day): Promise<boolean> {
  return deps.database.transaction(async (tx) => {
    if (!(await claimRun(tx, id, 'health', day, new Date(deps.now())))) return false;
    await beginReread(tx, id, SUBJECTS, day);
    await rewindCursors(tx, id, new Date(deps.now() - LOOK_BACK_MS));
    return true;
  });
}

/** Reads that no look back asks for any more, in pieces that hold nobody up. */
async function forgetOldReads({ database, now }: JobDeps): Promise<void> {
  const before = new Date(now() - REMEMBER_MS);
  while ((await forgetReads(database, before, FORGET)) === FORGET);
}
