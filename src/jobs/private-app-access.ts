import { Problem } from '../errors.ts';
import { readAccount } from '../hubspot/account.ts';
import type { HubSpotRequest } from '../hubspot/request.ts';
import type { PortalId } from '../ids.ts';
import { WAITS } from '../retry-policy.ts';
import type { Access } from './access.ts';

/** The token of a private app: it belongs to one portal, and HubSpot says to which. */
export function createPrivateAppAccess(options: {
  readonly request: HubSpotRequest;
  /** A token of another portal is refused. */
  readonly expected: PortalId | undefined;
}): Access {
  const { request, expected } = options;
  let owner: PortalId | null = null;

  const ask = async (): Promise<PortalId> => {
    const id = (await readAccount(request)).portalId as PortalId;
    if (expected !== undefined && expected !== id) {
      throw new Problem(
        'config-invalid',
        `HUBSPOT_PORTAL_ID is ${expected}, but the token belongs to portal ${id}`,
      );
    }
    return id;
  };

  return {
    kind: 'private-app',
    async portals() {
      owner ??= await ask();
      return [owner];
    },
    async requestOf(id) {
      if (owner === null)
        throw new Problem('hubspot-unavailable', 'HubSpot has not said yet whose token this is', {
          retry: WAITS.tokenOwner,
        });
      // Work of another portal must never run with this one's token: its deals would look deleted.
      if (owner !== id)
        throw new Problem('config-invalid', `the token belongs to portal ${owner}, not ${id}`, {
          retry: WAITS.otherPortal,
        });
      return request;
    },
    count: async () => ({ connected: owner === null ? 0 : 1, disconnected: 0, letGo: 0 }),
    renew: async () => {},
  };
}
