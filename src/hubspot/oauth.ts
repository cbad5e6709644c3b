import { z } from 'zod';
import { Problem } from '../errors.ts';
import type { PortalId } from '../ids.ts';
import { parseAnswer, problemOfAnswer, problemOfFailure } from './answer.ts';
import { REQUIRED_SCOPES } from './oauth-scopes.ts';
import type { OnCall } from './request.ts';
import { API_VERSION } from './version.ts';

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
};

const ROUTE = `/oauth/${API_VERSION}/token`;
const CALL = { method: 'POST', route: ROUTE };
/** HubSpot's API and its pages have different hosts. */
const API_HOST = 'https://api.hubapi.com';
const PAGE_HOST = 'https://app.hubspot.com';

export function createOAuthClient(options: {
  readonly baseUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Our callback's address, as the app's file names it. */
  readonly redirectUrl: string;
  readonly onCall: OnCall;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly timeoutMs?: number;
}): OAuthClient {
  const { baseUrl, clientId, clientSecret, redirectUrl, onCall, now, timeoutMs = 10_000 } = options;
  const pages = baseUrl === API_HOST ? PAGE_HOST : baseUrl;

  const ask = async (form: Record<string, string>): Promise<Grant> => {
    const started = now();
    const body = new URLSearchParams({ ...form, client_id: clientId, client_secret: clientSecret });
    let answer: { status: number; headers: Headers; text: string };
    try {
      const signal = AbortSignal.timeout(timeoutMs);
      const response = await fetch(`${baseUrl}${ROUTE}`, { method: 'POST', body, redirect: 'error', signal });
      answer = { status: response.status, headers: response.headers, text: await response.text() };
    } catch (cause) {
      onCall({ ...CALL, status: 0, ms: now() - started });
      throw problemOfFailure(CALL, cause);
    }
    onCall({ ...CALL, status: answer.status, ms: now() - started });
    return grantOf(answer, started);
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
      ask({ grant_type: 'authorization_code', code, redirect_uri: redirectUrl, code_verifier: verifier }),
    refresh: (refreshToken) => ask({ grant_type: 'refresh_token', refresh_token: refreshToken }),
  };
}

const granted = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  /** Seconds. */
  expires_in: z.number().positive(),
  hub_id: z.union([z.number(), z.string()]).transform(String).optional(),
});

function grantOf(
  { status, headers, text }: { status: number; headers: Headers; text: string },
  asked: number,
): Grant {
  const body = jsonOrNothing(text);
  if (status === 200) {
    const { access_token, refresh_token, expires_in, hub_id } = parseAnswer(granted, body, ROUTE);
    return {
      kind: 'granted',
      accessToken: access_token,
      refreshToken: refresh_token,
      issuedAt: new Date(asked),
      expiresAt: new Date(asked + expires_in * 1_000),
      portalId: hub_id === undefined ? null : (hub_id as PortalId),
    };
  }
  const words = refusalWords.parse(body);
  if (words.some((word) => /CLIENT|REDIRECT/i.test(word))) {
    throw new Problem(
      'config-invalid',
      `HubSpot does not take this client (${words.join(', ')}): compare HUBSPOT_CLIENT_ID, HUBSPOT_CLIENT_SECRET and the app's redirect URL.`,
      { retry: UNCLEAR, facts: { ...CALL, status } },
    );
  }
  if (status < 500 && words.some((word) => SPENT.has(word)))
    return { kind: 'refused', reason: words.join(', ') };
  // Only HubSpot's words, never its text: nobody says what that may repeat.
  const problem = problemOfAnswer(CALL, status, headers, JSON.stringify({ message: words.join(', ') }));
  if (problem.retry.kind !== 'never') throw problem;
  throw new Problem('hubspot-unexpected', problem.message, { retry: UNCLEAR, facts: problem.facts });
}

/** It is no fault of the work that waits for a token. */
const UNCLEAR = { kind: 'wait', ms: 5 * 60_000 } as const;

/** HubSpot's words for codes and refresh tokens that are used, too old, unknown or taken back. */
const SPENT: ReadonlySet<string> = new Set(['BAD_REFRESH_TOKEN', 'BAD_AUTH_CODE', 'invalid_grant']);

/** `error` is the standard's word (RFC 6749, section 5.2), `status` HubSpot's finer one. */
const refusalWords = z
  .object({ status: z.string().optional(), error: z.string().optional() })
  .transform(({ status, error }) => [status, error].filter((each) => each !== undefined).filter(isWord))
  .catch([]);

function isWord(text: string): boolean {
  return /^[A-Za-z_]{1,40}$/.test(text) && text !== 'error';
}

function jsonOrNothing(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Gateways answer HTML; the status says what matters, and a 200 without JSON fails to parse as a grant.
    return {};
  }
}
