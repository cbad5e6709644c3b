import { randomUUID } from 'node:crypto';
import type { BulkDeps, Progress } from '../../src/jobs/bulk.ts';
import type { Portal } from '../../src/jobs/portal.ts';
import type { World } from '../support/world.ts';

/** What a command over history works with, on the world's clock: a pause moves it on. */
export async function bulkTools({ app, sandbox, portalId }: World): Promise<{
  deps: BulkDeps;
  portal: Portal;
  progress: Progress[];
  pauses: number[];
}> {
  const progress: Progress[] = [];
  const pauses: number[] = [];
  const deps: BulkDeps = {
    ...app,
    newId: randomUUID,
    onProgress: (each) => void progress.push(each),
    pause: async (ms) => {
      pauses.push(ms);
      await sandbox.advance(ms);
    },
  };
  return { deps, portal: await app.directory.get(portalId), progress, pauses };
}
