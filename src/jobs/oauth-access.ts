import { Problem } from '../errors.ts';
import type { HubSpotRequest } from '../hubspot/request.ts';
import type { PortalId } from '../ids.ts';
import { WAITS } from '../retry-policy.ts';
import { readInstalledPortals, readPortalsToRenew } from '../store/installed-portals.ts';
import { lockAccess, saveTokens } from '../store/tokens.ts';
import type { Access, RequestFor } from './access.ts';
import { createLanes } from './lanes.ts';
import { AHEAD_MS, type PortalTokens, type TokenDeps } from './portal-tokens.ts';

/** Each holds a database connection while HubSpot answers: most of the ten are left to the rest. */
const RENEWALS_AT_ONCE = 3;

type OAuthDeps = TokenDeps & {
  readonly tokens: PortalTokens;
  /** The only portal that is served (`HUBSPOT_PORTAL_ID`), if there is such: others that were installed wait. */
  readonly expected: PortalId | undefined;
};

/** Many portals, each with the tokens it granted by OAuth: one way to HubSpot per portal, with its token alone. */
export function createOAuthAccess(deps: OAuthDeps & { readonly requestFor: RequestFor }): Access {
  const { database, tokens, requestFor, expected, log } = deps;
  const told = new Set<PortalId>();
  const requests = new Map<PortalId, HubSpotRequest>();

  const wayTo = (id: PortalId): HubSpotRequest =>
    requestFor({
      portalId: id,
      accessToken: () => tokens.accessToken(id),
      onUnauthorized: (accessToken) => tokens.refused(id, accessToken),
    });

  const granted = async () =>
    (await readInstalledPortals(database)).filter(({ state }) => state === 'granted').map(({ id }) => id);

  return {
    kind: 'oauth',
    async portals() {
      const served: PortalId[] = [];
      for (const id of await granted()) {
        if (expected === undefined || id === expected) served.push(id);
        else if (!told.has(id)) {
          told.add(id);
          log.warn('a portal is installed but not served: HUBSPOT_PORTAL_ID names another', { portalId: id });
        }
      }
      return served;
    },
    async requestOf(id) {
      if (expected !== undefined && id !== expected) throw notServed(id, expected);
      // Work does not begin without a token that lasts for a while.
      await tokens.accessToken(id);
      const request = requests.get(id) ?? wayTo(id);
      requests.set(id, request);
      return request;
    },
    async count() {
      const installed = await readInstalledPortals(database);
      const served = installed.filter(({ id }) => expected === undefined || id === expected);
      const connected = served.filter(({ state }) => state === 'granted').length;
      const letGo = served.filter((each) => each.letGo).length;
      return { connected, disconnected: served.length - connected - letGo, letGo };
    },
    renew: (isStopping = () => false) => renew(deps, isStopping),
  };
}

function notServed(id: PortalId, expected: PortalId): Problem {
  return new Problem(
    'config-invalid',
    `portal ${id} is not served here: HUBSPOT_PORTAL_ID is ${expected}. Remove it to serve every portal`,
    { retry: WAITS.otherPortal, facts: { portalId: id } },
  );
}

/** Fetches tokens before the old ones end, so that no work waits for it, and encrypts with the present key. */
async function renew(deps: OAuthDeps, isStopping: () => boolean): Promise<void> {
  const { database, vault, tokens, now, log, expected } = deps;
  const endingBefore = new Date(now() + AHEAD_MS);
  const { ending, formerKey } = await readPortalsToRenew(database, { endingBefore, keyId: vault.keyId });
  for (const id of formerKey) {
    if (isStopping()) return;
    await reported(deps, id, 'a token could not be encrypted with the present key', async () => {
      await database.transaction(async (tx) => {
        const access = await lockAccess(tx, vault, id);
        if (access?.kind === 'granted') await saveTokens(tx, vault, id, access.tokens);
      });
      log.info('a token is encrypted with the present key now', { portalId: id });
    });
  }
  const inLane = createLanes(RENEWALS_AT_ONCE);
  let away = false;
  const renewOne = async (id: PortalId) => {
    if (away || isStopping() || (expected !== undefined && id !== expected)) return;
    const outcome = await reported(deps, id, 'a token could not be renewed', () => tokens.accessToken(id));
    // HubSpot is away: the next round tries the others too.
    away ||= outcome instanceof Problem && outcome.code === 'hubspot-unavailable';
  };
  await Promise.all(ending.map((id) => inLane(() => renewOne(id))));
}

/** One portal's trouble is told, and does not hold up the others. */
async function reported(
  { log }: TokenDeps,
  portalId: PortalId,
  what: string,
  work: () => Promise<unknown>,
): Promise<unknown> {
  try {
    return await work();
  } catch (error) {
    log.error(what, { portalId, error });
    return error;
  }
}
