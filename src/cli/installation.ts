import { type Config, readConfig } from '../config.ts';
import { Problem } from '../errors.ts';
import type { PortalId } from '../ids.ts';
import { createLog } from '../log.ts';
import { type Database, openDatabase } from '../store/database.ts';
import { type PortalRow, readPortals } from '../store/portals.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** What a command works on: the server's database, beside the running server or alone, and one of its portals. */
export type Installation = { readonly database: Database; readonly portalId: PortalId };

/** Opens the installation that the environment names, runs the work, and closes it. Throws a Problem for a person. */
export async function withInstallation<Result>(
  env: Environment,
  portal: string | undefined,
  work: (installation: Installation) => Promise<Result>,
): Promise<Result> {
  return withDatabase(env, async (database, config) => {
    const { id } = choosePortal(await readPortals(database), portal ?? config.hubspot.portalId);
    return work({ database, portalId: id });
  });
}

/** The same for what belongs to no portal. */
export async function withDatabase<Result>(
  env: Environment,
  work: (database: Database, config: Config) => Promise<Result>,
): Promise<Result> {
  const config = readConfig(env);
  const log = createLog({ level: 'error', secrets: config.secrets, output: process.stderr });
  const database = await openDatabase(config.database, log, { maxConnections: 2 });
  try {
    return await work(database, config);
  } finally {
    await database.close();
  }
}

function choosePortal(portals: readonly PortalRow[], wanted: string | undefined): PortalRow {
  const ids = portals.map(({ id }) => id).join(', ');
  const chosen = wanted === undefined ? portals : portals.filter(({ id }) => id === wanted);
  const [portal] = chosen;
  if (portal === undefined) {
    throw new Problem(
      'input-invalid',
      ids === ''
        ? 'No portal is connected yet: start the server once.'
        : `Portal ${wanted} is not connected. Known: ${ids}.`,
    );
  }
  if (chosen.length > 1)
    throw new Problem('input-invalid', `Several portals are connected (${ids}): name one with --portal.`);
  return portal;
}
