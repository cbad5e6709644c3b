import { Temporal } from 'temporal-polyfill';
import { dayIn } from '../calendar.ts';
import { readPartners, referralsOfPartners } from '../store/mirror.ts';
import type { PortalRow } from '../store/portals.ts';
import { claimRun } from '../store/schedule.ts';
import type { JobDeps } from './portal.ts';
import { works } from './works.ts';

/** The hour of the portal's night in which health is computed for everybody. */
const HOUR = 2;

/**
 * Called every hour by the clock: for each portal whose night it is, puts every partner in line for the nightly
 * health (which writes the truth both ways) and their referrals for windows that ended. Once a day and portal,
 * whatever the number of instances. Resolves to the portals it ran for.
 */
export async function nightly(deps: JobDeps, portals: readonly PortalRow[]): Promise<string[]> {
  const ran: string[] = [];
  for (const { id, timeZone } of portals) {
    const local = Temporal.Instant.fromEpochMilliseconds(deps.now()).toZonedDateTimeISO(timeZone);
    // From 02:00 on, so that an instance that was down at that hour makes up for it.
    if (local.hour < HOUR) continue;
    await deps.database.transaction(async (tx) => {
      if (!(await claimRun(tx, id, 'health', dayIn(timeZone, deps.now()), new Date(deps.now())))) return;
      const partners = await readPartners(tx, id);
      const referrals = await referralsOfPartners(
        tx,
        id,
        partners.map(({ record }) => record.id),
      );
      await deps.queue.enqueue(
        [
          ...works(
            id,
            'partner-nightly',
            partners.map(({ record }) => record.id),
          ),
          ...works(
            id,
            'referral',
            referrals.map(({ record }) => record.id),
          ),
        ],
        tx,
      );
      ran.push(id);
    });
  }
  return ran;
}
