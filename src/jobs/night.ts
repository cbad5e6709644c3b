import { type ScheduledTask, schedule } from 'node-cron';
import type { Log } from '../log.ts';
import type { Directory } from './directory.ts';
import { nightly } from './nightly.ts';
import type { JobDeps } from './portal.ts';
import { removeWhatIsOld } from './retention.ts';
import { retryParked } from './retry-parked.ts';
import { backUpPortals } from './settings-backup.ts';

/** The night's work of every portal whose night has begun; resolves to those. */
export type Night = () => Promise<string[]>;

export function createNight(deps: JobDeps, directory: Directory, backupDir: string | undefined): Night {
  return async () => {
    await retryParked(deps);
    await removeWhatIsOld(deps);
    const portals = await directory.rows();
    const ran = await nightly(deps, portals);
    await backUpPortals(
      deps,
      portals.filter(({ id }) => ran.includes(id)),
      backupDir,
    );
    return ran;
  };
}

/** Every hour, since it is night somewhere. */
export function scheduleNight(night: Night, log: Log): ScheduledTask {
  return schedule('0 5 * * * *', async () => {
    await night().catch((error: unknown) =>
      log.error('the nightly run failed; the next hour tries again', { error }),
    );
  });
}
