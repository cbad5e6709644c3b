import type { Directory } from './directory.ts';
import { expireOverrides } from './expire-overrides.ts';
import type { JobDeps } from './portal.ts';
import { reread } from './reread.ts';
import { watchSettings } from './settings-watch.ts';
import { sweep } from './sweep.ts';

/** Pages of a night's reading again in one round: a few seconds, so that a server stops soon. */
const PAGES = 10;

/**
 * One round of the work that comes again and again: of each portal what is due and no other instance is at. A portal
 * that cannot be reached holds no other up; its turn comes again. Resolves to 0 when nothing is left for now, else to
 * the records that were put in line, at least 1.
 */
export async function rounds(deps: JobDeps, directory: Directory): Promise<number> {
  let found = await reread(deps, PAGES);
  for (const row of await directory.rows()) {
    const { id } = row;
    try {
      found += await expireOverrides(deps, row);
      const portal = await directory.get(id);
      await watchSettings(deps, portal);
      const swept = await sweep(deps, portal);
      if (swept !== null) found += swept.ended ? swept.found : Math.max(swept.found, 1);
    } catch (error) {
      deps.log.warn('changes in a portal could not be looked for; they are later', { portalId: id, error });
    }
  }
  return found;
}
