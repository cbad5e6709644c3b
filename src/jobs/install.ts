import type { Vault } from '../encryption.ts';
import { Problem } from '../errors.ts';
import { readAccount } from '../hubspot/account.ts';
import type { OAuthClient } from '../hubspot/oauth.ts';
import type { PortalId } from '../ids.ts';
import { takeAttempt } from '../store/attempts.ts';
import { markSubscribed } from '../store/journal.ts';
import { takeParked } from '../store/parked-work.ts';
import { savePortal } from '../store/portals.ts';
import { saveTokens } from '../store/tokens.ts';
import type { Access, RequestFor } from './access.ts';
import { rowOf } from './connect-portal.ts';
import { CUT_OFF } from './cut-off.ts';
import type { Directory } from './directory.ts';
import { type Disconnected, disconnect } from './disconnect.ts';
import type { Journal } from './journal.ts';
import type { JobDeps } from './portal.ts';
import { hideTokens, type PortalTokens } from './portal-tokens.ts';

/** Installing the app in a portal by OAuth, as far as it is not the browser's business. */
export type Install = {
  authorizeUrl: OAuthClient['authorizeUrl'];
  /** Takes an attempt by its hash, once; false for a repeat. `expiresAt`: how long a repeat must be recognised. */
  take(attempt: { readonly hash: Buffer; readonly expiresAt: Date }): Promise<boolean>;
  /** Exchanges HubSpot's code and connects the portal. Rejects with a `Problem` when HubSpot cannot be asked. */
  finish(answer: { readonly code: string; readonly verifier: string }): Promise<Installed>;
  /** Takes the app out of a portal again; what is kept, see `disconnect`. */
  disconnect(id: PortalId): Promise<Disconnected>;
};

export type Installed =
  | {
      readonly kind: 'connected';
      readonly portalId: PortalId;
      readonly accountType: string;
      /** `unknown`: HubSpot did not say; it is asked again in the background. */
      readonly schema: 'there' | 'missing' | 'unknown';
    }
  /** The code is not good: used before, or too old. */
  | { readonly kind: 'code-refused'; readonly reason: string }
  /** This server is for one portal only (`HUBSPOT_PORTAL_ID`), and this is another. */
  | { readonly kind: 'other-portal'; readonly portalId: PortalId; readonly expected: PortalId };

export type InstallDeps = JobDeps & {
  readonly vault: Vault;
  readonly oauth: OAuthClient;
  readonly tokens: PortalTokens;
  readonly requestFor: RequestFor;
  readonly access: Access;
  readonly journal: Journal;
  readonly directory: Directory;
  readonly expected: PortalId | undefined;
};

const AT_ONCE = 1_000;

/** Everything a portal had before it left is still here, so that installing again goes on where it stopped. */
export function createInstall(deps: InstallDeps): Install {
  const { database, oauth, requestFor, expected, now, log } = deps;
  return {
    authorizeUrl: oauth.authorizeUrl,
    disconnect: (id) => disconnect({ ...deps, sql: database }, id),
    take: (attempt) => takeAttempt(database, attempt, new Date(now())),
    async finish(answer) {
      const grant = await oauth.exchange(answer);
      if (grant.kind === 'refused') return { kind: 'code-refused', reason: grant.reason };
      hideTokens(log, grant);
      // HubSpot itself says whose token this is: nothing that came by the browser is believed.
      const account = await readAccount(requestFor({ portalId: null, accessToken: grant.accessToken }));
      const row = rowOf(account, now());
      const { id: portalId, accountType } = row;
      if (grant.portalId !== null && grant.portalId !== portalId) {
        throw new Problem('hubspot-unexpected', 'HubSpot named two portals for one token', {
          retry: { kind: 'later' },
        });
      }
      if (expected !== undefined && expected !== portalId)
        return { kind: 'other-portal', portalId, expected };
      await database.transaction(async (tx) => {
        await savePortal(tx, row, new Date(now()));
        await saveTokens(tx, deps.vault, portalId, grant);
        // HubSpot may have ended them with the installation before this one.
        await markSubscribed(tx, portalId, null);
      });
      deps.tokens.forget(portalId);
      log.info('the app was installed', { portalId, accountType });
      const schema = await schemaIn(deps, portalId);
      await goOn(deps, portalId);
      return { kind: 'connected', portalId, accountType, schema };
    },
  };
}

async function schemaIn(
  { directory, log }: InstallDeps,
  portalId: PortalId,
): Promise<'there' | 'missing' | 'unknown'> {
  try {
    await directory.connect(portalId);
    return 'there';
  } catch (error) {
    if (error instanceof Problem && error.code === 'schema-missing') return 'missing';
    log.warn('the schema could not be read yet', { portalId, error });
    return 'unknown';
  }
}

/** Puts in line what was parked because the portal was gone. What waits is in line already. */
async function goOn({ database, queue, log }: InstallDeps, portalId: PortalId): Promise<void> {
  let records = 0;
  for (;;) {
    const taken = await database.transaction(async (tx) => {
      const work = await takeParked(tx, portalId, CUT_OFF, AT_ONCE);
      await queue.enqueue(work, tx);
      return work.length;
    });
    if (taken === 0) break;
    records += taken;
  }
  if (records > 0) log.info('parked work goes on', { portalId, records });
}
