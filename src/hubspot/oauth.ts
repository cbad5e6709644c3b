import { z } from 'zod';
import type { PortalId } from '../ids.ts';
import { parseAnswer } from './answer.ts';
import { REQUIRED_SCOPES } from './oauth-scopes.ts';
import {
  type AskForToken,
  createTokenEndpoint,
  TOKEN_ROUTE,
  type TokenEndpointOptions,
} from './token-endpoint.ts';

export type Grant =
  | {
      readonly kind: 'granted';
      readonly accessToken: string;
      readonly refreshToken: string;
      readonly issuedAt: Date;
      readonly expiresAt: Date;
      /** The portal, where HubSpot says it. */
      readonly portalId: PortalId | null;
    }
  /** The code or refresh token is not good (any more): asking again cannot help. `reason` is HubSpot's word for it. */
  | { readonly kind: 'refused'; readonly reason: string };

/** HubSpot's OAuth 2.0 with PKCE (RFC 7636, S256). Failures that may pass reject with a `Problem`; no message holds a secret. */
export type OAuthClient = {
  /** Where a browser goes to install the app; HubSpot sends it back to our callback with `state`. */
  authorizeUrl(attempt: { readonly state: string; readonly challenge: string }): string;
  exchange(answer: { readonly code: string; readonly verifier: string }): Promise<Grant>;
  refresh(refreshToken: string): Promise<Grant>;
  /** For tokens of other kinds. */
  readonly ask: AskForToken;
};

/** HubSpot's API and its pages have different hosts. */
const API_HOST = 'https://api.hubapi.com';
const PAGE_HOST = 'https://app.hubspot.com';

export function createOAuthClient(
  options: TokenEndpointOptions & {
    /** Our callback's address, as the app's file names it. */
    readonly redirectUrl: string;
  },
): OAuthClient {
  const { baseUrl, clientId, redirectUrl } = options;
  const pages = baseUrl === API_HOST ? PAGE_HOST : baseUrl;
  const ask = createTokenEndpoint(options);
  const grant = async (form: Record<string, string>): Promise<Grant> => {
    const answer = await ask(form);
    return answer.kind === 'refused' ? answer : grantOf(answer.body, answer.asked);
  };

  return {
    authorizeUrl({ state, challenge }) {
      const query = new URLSearchParams({
        client_id: clientId,
        scope: REQUIRED_SCOPES.join(' '),
        redirect_uri: redirectUrl,
        state,
        code_challenge: challenge,
        code_challenge_method: 'S256',
      });
      // Spaces as HubSpot writes them in its examples.
      return `${pages}/oauth/authorize?${String(query).replaceAll('+', '%20')}`;
    },
    exchange: ({ code, verifier }) =>
      grant({ grant_type: 'authorization_code', code, redirect_uri: redirectUrl, code_verifier: verifier }),
    refresh: (refreshToken) => grant({ grant_type: 'refresh_token', refresh_token: refreshToken }),
    ask,
  };
}

const granted = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  /** Seconds. */
  expires_in: z.number().positive(),
  hub_id: z.union([z.number(), z.string()]).transform(String).optional(),
});

function grantOf(body: unknown, asked: number): Grant {
  const { access_token, refresh_token, expires_in, hub_id } = parseAnswer(granted, body, TOKEN_ROUTE);
  return {
    kind: 'granted',
    accessToken: access_token,
    refreshToken: refresh_token,
    issuedAt: new Date(asked),
    expiresAt: new Date(asked + expires_in * 1_000),
    portalId: hub_id === undefined ? null : (hub_id as PortalId),
  };
}
