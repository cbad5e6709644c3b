import type { PortalRow } from '../store/portals.ts';
import type { Directory } from './directory.ts';
import { expireOverrides } from './expire-overrides.ts';
import type { Journal } from './journal.ts';
import { createLanes, PORTALS_AT_ONCE } from './lanes.ts';
import type { JobDeps, Portal } from './portal.ts';
import { reread } from './reread.ts';
import { watchSettings } from './settings-watch.ts';
import { sweep } from './sweep.ts';

/** Pages of a night's reading again in one round: a few seconds, so that a server stops soon. */
const PAGES = 10;

/**
 * One round of the work that comes again and again: of each portal what is due and no other instance is at. A portal
 * that cannot be reached holds no other up; its turn comes again. Told to stop, it begins with no further portal.
 * Resolves to 0 when nothing is left for now, else to the records that were put in line, at least 1.
 */
export async function rounds(
  deps: JobDeps,
  directory: Pick<Directory, 'rows' | 'get'>,
  isStopping: () => boolean = () => false,
  journal: Pick<Journal, 'read'> | null = null,
): Promise<number> {
  const reading = await reread(deps, PAGES);
  const inLane = createLanes(PORTALS_AT_ONCE);
  const rows = await directory.rows();
  const found = await Promise.all(
    rows.map((row) => inLane(async () => (isStopping() ? 0 : await lookAt(deps, directory, journal, row)))),
  );
  return found.reduce((sum, each) => sum + each, reading);
}

async function lookAt(
  deps: JobDeps,
  directory: Pick<Directory, 'get'>,
  journal: Pick<Journal, 'read'> | null,
  row: PortalRow,
): Promise<number> {
  let found = 0;
  try {
    found += await expireOverrides(deps, row);
    const portal = await directory.get(row.id);
    if (journal !== null) found += await readJournal(deps, journal, portal);
    await watchSettings(deps, portal);
    const swept = await sweep(deps, portal);
    if (swept !== null) found += swept.ended ? swept.found : Math.max(swept.found, 1);
  } catch (error) {
    deps.log.warn('changes in a portal could not be looked for; they are later', { portalId: row.id, error });
  }
  return found;
}

/** A journal that cannot be read leaves the rest of the round as it is: the sweep finds most of it as well. */
async function readJournal(deps: JobDeps, journal: Pick<Journal, 'read'>, portal: Portal): Promise<number> {
  try {
    const read = await journal.read(portal);
    if (read === null) return 0;
    return read.ended ? read.found : Math.max(read.found, 1);
  } catch (error) {
    deps.log.warn('the journal of a portal could not be read; it is later', { portalId: portal.id, error });
    return 0;
  }
}
