import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { type App, createApp } from '../app.ts';
import { readConfig } from '../config.ts';
import type { PortalId } from '../ids.ts';
import { parseId } from '../ids.ts';
import type { BulkDeps } from '../jobs/bulk.ts';
import type { Portal } from '../jobs/portal.ts';
import { createLog } from '../log.ts';
import { showProgress } from './progress.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** A portal that a command works on over HubSpot's API, with the tools of long work. */
export type Connected = { readonly app: App; readonly portal: Portal; readonly deps: BulkDeps };

/**
 * Connects to the portal that the environment names, runs the work, and closes everything. Runs beside a server, which
 * does the work that is put in line. `quiet` shows no progress. Throws a Problem for a person.
 */
export async function withConnected<Result>(
  env: Environment,
  options: { readonly portal: string | undefined; readonly quiet: boolean },
  work: (connected: Connected) => Promise<Result>,
): Promise<Result> {
  const config = readConfig(env);
  const log = createLog({ level: 'error', secrets: config.secrets, output: process.stderr });
  const app = await createApp(config, log);
  const progress = showProgress(options.quiet ? null : process.stderr);
  try {
    const wanted = options.portal ?? config.hubspot.portalId;
    const { id } = await app.directory.connect(
      wanted === undefined ? undefined : parseId<PortalId>(wanted, 'portal'),
    );
    const portal = await app.directory.get(id);
    const deps: BulkDeps = {
      ...app,
      pause: async (ms) => void (await pause(ms)),
      newId: randomUUID,
      onProgress: progress.show,
    };
    return await work({ app, portal, deps });
  } finally {
    progress.stop();
    await app.stop();
  }
}
