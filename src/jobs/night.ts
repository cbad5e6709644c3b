import { type ScheduledTask, schedule } from 'node-cron';
import type { PortalId } from '../ids.ts';
import type { Log } from '../log.ts';
import type { Directory } from './directory.ts';
import { checkIntegrity } from './integrity.ts';
import { nightPart } from './night-part.ts';
import { nightly } from './nightly.ts';
import type { JobDeps } from './portal.ts';
import { removeWhatIsOld } from './retention.ts';
import { retryParked } from './retry-parked.ts';
import { backUpSettings } from './settings-backup.ts';

/** The night's work of every portal whose night has begun; resolves to those whose night it began. */
export type Night = () => Promise<string[]>;

export function createNight(
  deps: JobDeps,
  directory: Pick<Directory, 'rows' | 'get'>,
  backupDir: string | undefined,
): Night {
  return async () => {
    for (const part of [retryParked, removeWhatIsOld]) await whole(deps, part);
    const portals = await directory.rows();
    const { ran, awake } = await nightly(deps, portals);
    if (backupDir !== undefined) {
      for (const each of awake)
        await nightPart(deps, each, 'settings-export', () =>
          backUpSettings(deps.database, each, backupDir, deps.now()),
        );
    }
    for (const each of awake) await nightPart(deps, each, 'integrity', () => check(deps, directory, each.id));
    return ran;
  };
}

/** Housekeeping that fails is no reason to leave portals unread. */
async function whole(deps: JobDeps, part: (deps: JobDeps) => Promise<unknown>): Promise<void> {
  try {
    await part(deps);
  } catch (error) {
    deps.log.error('a part of the night failed; the next hour tries again', { error });
  }
}

async function check(deps: JobDeps, directory: Pick<Directory, 'get'>, portalId: PortalId): Promise<void> {
  const { findings, refused } = await checkIntegrity(deps, await directory.get(portalId));
  deps.log.info('checked the books', { portalId, findings: findings.length, refused: refused.length });
}

/** Every hour, since it is night somewhere. */
export function scheduleNight(night: Night, log: Log): ScheduledTask {
  return schedule('0 5 * * * *', async () => {
    await night().catch((error: unknown) =>
      log.error('the nightly run failed; the next hour tries again', { error }),
    );
  });
}
