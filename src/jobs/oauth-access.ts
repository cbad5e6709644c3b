import { Problem } from '../errors.ts';
import type { HubSpotRequest } from '../hubspot/request.ts';
import type { PortalId } from '../ids.ts';
import { readInstalledPortals, readPortalsToRenew } from '../store/installed-portals.ts';
import { lockAccess, saveTokens } from '../store/tokens.ts';
import type { Access, RequestFor } from './access.ts';
import { createLanes } from './lanes.ts';
import { AHEAD_MS, type PortalTokens, type TokenDeps } from './portal-tokens.ts';

/** Each holds a database connection while HubSpot answers: most of the ten are left to the rest. */
const RENEWALS_AT_ONCE = 3;

/** Many portals, each with the tokens it granted by OAuth: one way to HubSpot per portal, with its token alone. */
export function createOAuthAccess(
  deps: TokenDeps & { readonly tokens: PortalTokens; readonly requestFor: RequestFor },
): Access {
  const { database, tokens, requestFor } = deps;
  const requests = new Map<PortalId, HubSpotRequest>();

  const wayTo = (id: PortalId): HubSpotRequest =>
    requestFor({
      portalId: id,
      accessToken: () => tokens.accessToken(id),
      onUnauthorized: (accessToken) => tokens.refused(id, accessToken),
    });

  return {
    kind: 'oauth',
    async portals() {
      const installed = await readInstalledPortals(database);
      return installed.filter(({ state }) => state === 'granted').map(({ id }) => id);
    },
    async requestOf(id) {
      // Work does not begin without a token that lasts for a while.
      await tokens.accessToken(id);
      const request = requests.get(id) ?? wayTo(id);
      requests.set(id, request);
      return request;
    },
    async count() {
      const installed = await readInstalledPortals(database);
      const connected = installed.filter(({ state }) => state === 'granted').length;
      const letGo = installed.filter((each) => each.letGo).length;
      return { connected, disconnected: installed.length - connected - letGo, letGo };
    },
    renew: (isStopping = () => false) => renew(deps, isStopping),
  };
}

/** Fetches tokens before the old ones end, so that no work waits for it, and encrypts with the present key. */
async function renew(
  deps: TokenDeps & { readonly tokens: PortalTokens },
  isStopping: () => boolean,
): Promise<void> {
  const { database, vault, tokens, now, log } = deps;
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
    if (away || isStopping()) return;
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
