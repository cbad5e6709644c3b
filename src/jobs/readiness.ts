import type { Log } from '../log.ts';
import { type DatabaseReadiness, readReadiness } from '../store/readiness.ts';
import type { Sql } from '../store/sql.ts';
import type { Access, PortalCount } from './access.ts';
import type { HubSpotState } from './hubspot-side.ts';

/** For people: only database and migrations say whether this instance can take work. */
export type AppReadiness = DatabaseReadiness & {
  readonly hubspot: HubSpotState;
  /** Absent while the database does not say. */
  readonly portals?: PortalCount;
};

/** How this instance is now. Never throws: a database that fails at any of it is the answer, and logged. */
export async function readAppReadiness(deps: {
  readonly database: Sql;
  readonly access: Pick<Access, 'count'>;
  readonly hubspot: () => HubSpotState;
  readonly log: Log;
}): Promise<AppReadiness> {
  const { database, access, hubspot, log } = deps;
  const state = await readReadiness(database, log);
  if (state.migrations !== 'current') return { ...state, hubspot: hubspot() };
  try {
    return { ...state, portals: await access.count(), hubspot: hubspot() };
  } catch (error) {
    log.warn('the database does not say which portals there are', { error });
    return { database: 'down', migrations: 'unknown', hubspot: hubspot() };
  }
}
