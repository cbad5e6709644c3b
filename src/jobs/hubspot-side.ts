import type { Config } from '../config.ts';
import type { Limiter } from '../hubspot/limiter.ts';
import { createRequest, type OnCall } from '../hubspot/request.ts';
import type { Access, RequestFor } from './access.ts';
import { createAccess } from './create-access.ts';
import { createDirectory, type Directory } from './directory.ts';
import type { Install } from './install.ts';
import type { Journal } from './journal.ts';
import { createLimiters } from './limiters.ts';
import type { JobDeps } from './portal.ts';

export type HubSpotOptions = {
  readonly onCall?: OnCall;
  /** Our calls to HubSpot in ten seconds, all instances together, until HubSpot has named its limit. */
  readonly callsPerTenSeconds?: number;
  /** Instead of the limiter that all instances share. */
  readonly limiter?: Limiter;
};

/** All that leads to HubSpot: the portals, each with its own way, and how another is added. */
export type HubSpotSide = {
  readonly access: Access;
  readonly directory: Directory;
  /** Null where a private app's token says which portal this is for. */
  readonly install: Install | null;
  /** Null likewise: HubSpot keeps it for apps with client credentials. */
  readonly journal: Journal | null;
  /** How HubSpot was when it was asked last. */
  readonly state: () => HubSpotState;
};

export type HubSpotState = 'up' | 'down' | 'unknown';

export function createHubSpotSide(config: Config, deps: JobDeps, options: HubSpotOptions): HubSpotSide {
  const { database, now, log, observe } = deps;
  let state: HubSpotState = 'unknown';
  const onCall: OnCall = (call) => {
    state = call.status === 0 || call.status >= 500 ? 'down' : 'up';
    log.debug('called HubSpot', call);
    options.onCall?.(call);
    observe?.({ kind: 'called-hubspot', ...call });
  };
  const limiterOf = createLimiters(config, { database, log }, options);
  const requestFor: RequestFor = ({ portalId, ...way }) => {
    const limiter = limiterOf(portalId);
    return createRequest({ baseUrl: config.hubspot.baseUrl, onCall, now, limiter, ...way });
  };
  const { access, installIn, journal } = createAccess(config, { ...deps, requestFor, onCall });
  const directory = createDirectory({ sql: database, access, now });
  return { access, directory, install: installIn?.(directory) ?? null, journal, state: () => state };
}
