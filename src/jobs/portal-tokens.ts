import type { Vault } from '../encryption.ts';
import { Problem } from '../errors.ts';
import type { OAuthClient } from '../hubspot/oauth.ts';
import type { PortalId } from '../ids.ts';
import type { Log } from '../log.ts';
import { ROUND_AGAIN_MS, WAITS } from '../retry-policy.ts';
import type { Database } from '../store/database.ts';
import {
  lockAccess,
  type PortalAccess,
  readAccess,
  removeTokens,
  saveTokens,
  type Tokens,
} from '../store/tokens.ts';
import { cutOff, unknownPortal } from './cut-off.ts';
import { createLanes } from './lanes.ts';

/** Access tokens that are good when they are handed out, of every portal that installed the app. */
export type PortalTokens = {
  /** Rejects with how long to wait when HubSpot gives none, or the portal has uninstalled the app. */
  accessToken(id: PortalId): Promise<string>;
  /** HubSpot did not take this token: the next caller gets a new one. */
  refused(id: PortalId, accessToken: string): void;
  /** Forgets what this process remembers of a portal; the database says. */
  forget(id: PortalId): void;
};

export type TokenDeps = {
  readonly database: Database;
  readonly vault: Vault;
  readonly oauth: Pick<OAuthClient, 'refresh'>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: Log;
};

/** HubSpot's tokens live 30 minutes: a new one is fetched so long before. */
export const AHEAD_MS = 5 * 60_000;
/** One that ends sooner may end before HubSpot reads it. */
const LEAST_MS = 30_000;
/** One so new that HubSpot refuses it would be followed by another like it: the refusal is the work's to bear. */
const NEW_MS = 60_000;
/** Renewals at once: each holds a database connection while HubSpot answers. */
const AT_ONCE = 3;

/**
 * Renews once for all callers of this process, and once for all instances: the row is locked meanwhile, and whoever
 * waited for it finds the winner's token.
 */
export function createPortalTokens(deps: TokenDeps): PortalTokens {
  const { now, log } = deps;
  const held = new Map<PortalId, { accessToken: string; lookAgainAt: number }>();
  const refusedOnes = new Map<PortalId, string>();
  const underWay = new Map<PortalId, Promise<string>>();
  const inLane = createLanes(AT_ONCE);

  const isGood = (id: PortalId, tokens: Tokens) =>
    now() < renewAt(tokens) &&
    (tokens.accessToken !== refusedOnes.get(id) || now() - tokens.issuedAt.getTime() < NEW_MS);

  const hold = (id: PortalId, accessToken: string, lookAgainAt: number) => {
    held.set(id, { accessToken, lookAgainAt });
    return accessToken;
  };

  const look = async (id: PortalId): Promise<string> => {
    const { tokens } = granted(id, await readAccess(deps.database, deps.vault, id), now());
    hideTokens(log, tokens);
    const ends = tokens.expiresAt.getTime();
    if (isGood(id, tokens)) return hold(id, tokens.accessToken, renewAt(tokens));
    try {
      const renewed = await inLane(() => renew(deps, id, (each) => isGood(id, each)));
      return hold(id, renewed.accessToken, renewAt(renewed));
    } catch (error) {
      const isSpent = ends - now() < LEAST_MS || tokens.accessToken === refusedOnes.get(id);
      if (isSpent || !mayPass(error)) throw error;
      log.warn('a token could not be renewed yet; the old one is good for a while', { portalId: id, error });
      return hold(id, tokens.accessToken, Math.min(ends - LEAST_MS, now() + ROUND_AGAIN_MS));
    }
  };

  return {
    async accessToken(id) {
      const known = held.get(id);
      if (known !== undefined && now() < known.lookAgainAt) return known.accessToken;
      const running = underWay.get(id) ?? look(id).finally(() => underWay.delete(id));
      underWay.set(id, running);
      return running;
    },
    refused(id, accessToken) {
      refusedOnes.set(id, accessToken);
      if (held.get(id)?.accessToken === accessToken) held.delete(id);
    },
    forget(id) {
      held.delete(id);
      refusedOnes.delete(id);
    },
  };
}

/** No line of the log shows them, whoever quotes them. */
export function hideTokens(
  log: Pick<Log, 'hide'>,
  tokens: Pick<Tokens, 'accessToken' | 'refreshToken'>,
): void {
  log.hide(tokens.accessToken);
  log.hide(tokens.refreshToken);
}

/** Under the row's lock: what another instance has fetched meanwhile, or a new pair from HubSpot. */
async function renew(
  { database, vault, oauth, now, log }: TokenDeps,
  id: PortalId,
  isGood: (tokens: Tokens) => boolean,
): Promise<Tokens> {
  type Outcome = { kind: 'good'; tokens: Tokens } | { kind: 'removed'; reason: string };
  const outcome = await database.transaction(async (tx): Promise<Outcome> => {
    const { tokens } = granted(id, await lockAccess(tx, vault, id), now());
    hideTokens(log, tokens);
    if (isGood(tokens)) return { kind: 'good', tokens };
    const grant = await oauth.refresh(tokens.refreshToken);
    if (grant.kind === 'refused') {
      const reason = `HubSpot gives no more tokens (${grant.reason}): the app was uninstalled, or its access taken back`;
      await removeTokens(tx, id, reason, new Date(now()));
      return { kind: 'removed', reason };
    }
    hideTokens(log, grant);
    if (grant.portalId !== null && grant.portalId !== id) {
      throw new Problem(
        'hubspot-unexpected',
        `HubSpot renewed the token of portal ${id} with one of another`,
        {
          retry: WAITS.otherPortal,
        },
      );
    }
    await saveTokens(tx, vault, id, grant);
    return { kind: 'good', tokens: grant };
  });
  if (outcome.kind === 'good') return outcome.tokens;
  log.error('a portal is disconnected; its work waits until the app is installed again', { portalId: id });
  throw cutOff({ portalId: id, since: new Date(now()), reason: outcome.reason }, now());
}

function granted(
  id: PortalId,
  access: PortalAccess | undefined,
  now: number,
): Extract<PortalAccess, { kind: 'granted' }> {
  if (access === undefined) throw unknownPortal(id);
  if (access.kind === 'revoked') throw cutOff(access, now);
  return access;
}

/** When a token ought to be renewed, milliseconds since 1970. */
function renewAt({ issuedAt, expiresAt }: Tokens): number {
  const livesMs = expiresAt.getTime() - issuedAt.getTime();
  return expiresAt.getTime() - Math.min(AHEAD_MS, livesMs / 2);
}

function mayPass(error: unknown): boolean {
  return error instanceof Problem && error.code.startsWith('hubspot-');
}
