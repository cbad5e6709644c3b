import type { Directory } from './directory.ts';
import { expireOverrides } from './expire-overrides.ts';
import type { JobDeps } from './portal.ts';
import { reread } from './reread.ts';
import { watchSettings } from './settings-watch.ts';
import { sweep } from './sweep.ts';

/**
 * One round of the work that comes again and again: of each portal what is due and no other instance is at. A portal
 * that cannot be reached holds no other up; its turn comes again. Resolves to the records that were put in line.
 */
export async function rounds(deps: JobDeps, directory: Directory): Promise<number> {
  let found = await reread(deps);
  for (const row of await directory.rows()) {
    const { id } = row;
    try {
      found += await expireOverrides(deps, row);
      const portal = await directory.get(id);
      await watchSettings(deps, portal);
      found += (await sweep(deps, portal)) ?? 0;
    } catch (error) {
      deps.log.warn('changes in a portal could not be looked for; they are later', { portalId: id, error });
    }
  }
  return found;
}
