import type { PortalId } from '../ids.ts';
import type { Log } from '../log.ts';
import { CONNECTING } from '../retry-policy.ts';
import type { Access } from './access.ts';
import type { Directory } from './directory.ts';
import { createLanes, PORTALS_AT_ONCE } from './lanes.ts';

/**
 * Once per process and portal: learns what its names are now (a new release may know more of them), asking again,
 * ever more seldom, until that is known. And keeps tokens fresh. Several portals at once; told to stop, it begins with
 * no further one. To be run every few seconds; resolves to 0.
 */
export function createConnecting(deps: {
  readonly access: Access;
  readonly directory: Pick<Directory, 'portals' | 'connect'>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: Log;
  readonly isStopping?: () => boolean;
}): () => Promise<number> {
  const { access, directory, now, log, isStopping = () => false } = deps;
  const tries = new Map<PortalId, { waitMs: number; at: number }>();
  const connected = new Set<PortalId>();

  const connect = async (id: PortalId) => {
    const last = tries.get(id);
    if (connected.has(id) || (last !== undefined && now() < last.at + last.waitMs)) return;
    try {
      const { timeZone, accountType } = await directory.connect(id);
      connected.add(id);
      tries.delete(id);
      log.info('connected', { portalId: id, timeZone, accountType });
    } catch (error) {
      const waitMs =
        last === undefined ? CONNECTING.firstWaitMs : Math.min(last.waitMs * 2, CONNECTING.longestWaitMs);
      tries.set(id, { waitMs, at: now() });
      log.error('a portal is not connected yet; it is asked again', { portalId: id, waitMs, error });
    }
  };

  return async () => {
    await access.renew(isStopping);
    const portals = await directory.portals();
    const inLane = createLanes(PORTALS_AT_ONCE);
    await Promise.all(
      portals.map((id) => inLane(async () => (isStopping() ? undefined : await connect(id)))),
    );
    // One that is installed again is read again.
    for (const id of connected) if (!portals.includes(id)) connected.delete(id);
    return 0;
  };
}
