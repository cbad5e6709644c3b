import type { Config } from '../config.ts';
import { createVault, type Vault } from '../encryption.ts';
import { createAppToken } from '../hubspot/app-token.ts';
import { createJournalFiles } from '../hubspot/journal-file.ts';
import { createOAuthClient, type OAuthClient } from '../hubspot/oauth.ts';
import type { OnCall } from '../hubspot/request.ts';
import type { Access, RequestFor } from './access.ts';
import type { Directory } from './directory.ts';
import { createInstall, type Install } from './install.ts';
import { createJournal, type Journal } from './journal.ts';
import { createOAuthAccess } from './oauth-access.ts';
import type { JobDeps } from './portal.ts';
import { createPortalTokens } from './portal-tokens.ts';
import { createPrivateAppAccess } from './private-app-access.ts';

/** How portals are reached, and how another is added: null where the one token says all. */
export type Reached = {
  readonly access: Access;
  readonly installIn: ((directory: Directory) => Install) | null;
  readonly journal: Journal | null;
};

/** Chooses between the two ways of the configuration: the token of one private app, or OAuth. */
export function createAccess(
  config: Config,
  deps: JobDeps & { readonly requestFor: RequestFor; readonly onCall: OnCall },
): Reached {
  const { auth, portalId: expected } = config.hubspot;
  const { requestFor } = deps;
  if (auth.kind === 'private-app') {
    const request = requestFor({ portalId: null, accessToken: auth.accessToken });
    return { access: createPrivateAppAccess({ request, expected }), installIn: null, journal: null };
  }
  const vault = createTokenVault(config);
  const oauth = createClient(config, auth.clientId, deps);
  const tokens = createPortalTokens({ ...deps, vault, oauth });
  const access = createOAuthAccess({ ...deps, vault, oauth, tokens, expected });
  const journal = createAppJournal(config, deps, oauth);
  return {
    ...{ access, journal },
    installIn: (directory) =>
      createInstall({ ...deps, vault, oauth, tokens, access, journal, directory, expected }),
  };
}

/** Read with the app's own token, which no limit of a portal counts. */
function createAppJournal(
  { hubspot: { baseUrl } }: Config,
  deps: JobDeps & { readonly requestFor: RequestFor; readonly onCall: OnCall },
  { ask }: OAuthClient,
): Journal {
  const { now, onCall, log } = deps;
  const token = createAppToken({ ask, now, hide: log.hide });
  const request = deps.requestFor({
    ...{ portalId: null, accessToken: token.accessToken, onUnauthorized: token.refused },
  });
  return createJournal(deps, { request, readFile: createJournalFiles({ baseUrl, onCall, now }) });
}

/** What tokens are encrypted with where they are stored. */
export function createTokenVault({ encryptionKeys }: Pick<Config, 'encryptionKeys'>): Vault {
  return createVault(encryptionKeys, 'tokens of portals');
}

/** Where HubSpot sends a browser back to; the app's file must name it (`redirectUrls`). */
export const CALLBACK_PATH = '/oauth/callback';

function createClient(
  { hubspot, publicUrl }: Config,
  clientId: string,
  { onCall, now }: { readonly onCall: OnCall; readonly now: () => number },
): OAuthClient {
  const { baseUrl, clientSecret } = hubspot;
  return createOAuthClient({
    baseUrl,
    clientId,
    clientSecret,
    redirectUrl: publicUrl + CALLBACK_PATH,
    onCall,
    now,
  });
}
