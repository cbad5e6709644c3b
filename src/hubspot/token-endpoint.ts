import { z } from 'zod';
import { Problem } from '../errors.ts';
import { WAITS } from '../retry-policy.ts';
import { problemOfAnswer, problemOfFailure } from './answer.ts';
import type { OnCall } from './request.ts';
import { API_VERSION } from './version.ts';

export const TOKEN_ROUTE = `/oauth/${API_VERSION}/token`;
const CALL = { method: 'POST', route: TOKEN_ROUTE };

export type TokenEndpointOptions = {
  readonly baseUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly onCall: OnCall;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly timeoutMs?: number;
};

export type TokenAnswer =
  /** `asked`: when, milliseconds since 1970. */
  | { readonly kind: 'granted'; readonly body: unknown; readonly asked: number }
  /** What was brought (code, refresh token) is not good (any more). `reason` is HubSpot's word for it. */
  | { readonly kind: 'refused'; readonly reason: string };

/** Asks for a token. Failures that may pass reject with a `Problem`; no message holds a secret. */
export type AskForToken = (form: Record<string, string>) => Promise<TokenAnswer>;

export function createTokenEndpoint(options: TokenEndpointOptions): AskForToken {
  const { baseUrl, clientId, clientSecret, onCall, now, timeoutMs = 10_000 } = options;
  return async (form) => {
    const asked = now();
    const body = new URLSearchParams({ ...form, client_id: clientId, client_secret: clientSecret });
    let answer: Answer;
    try {
      const signal = AbortSignal.timeout(timeoutMs);
      const response = await fetch(`${baseUrl}${TOKEN_ROUTE}`, {
        ...{ method: 'POST', body, redirect: 'error', signal },
      });
      answer = { status: response.status, headers: response.headers, text: await response.text() };
    } catch (cause) {
      onCall({ ...CALL, status: 0, ms: now() - asked });
      throw problemOfFailure(CALL, cause);
    }
    onCall({ ...CALL, status: answer.status, ms: now() - asked });
    const parsed = jsonOrNothing(answer.text);
    return answer.status === 200
      ? { kind: 'granted', body: parsed, asked }
      : { kind: 'refused', reason: reasonOf(answer, parsed) };
  };
}

type Answer = { readonly status: number; readonly headers: Headers; readonly text: string };

/** Why it is refused for good; throws what may be otherwise another time. */
function reasonOf({ status, headers }: Answer, body: unknown): string {
  const words = refusalWords.parse(body);
  if (words.some((word) => /CLIENT|REDIRECT/i.test(word))) {
    throw new Problem(
      'config-invalid',
      `HubSpot does not take this client (${words.join(', ')}): compare HUBSPOT_CLIENT_ID, HUBSPOT_CLIENT_SECRET and the app's redirect URL.`,
      { retry: WAITS.tokenUnclear, facts: { ...CALL, status } },
    );
  }
  if (status < 500 && words.some((word) => SPENT.has(word))) return words.join(', ');
  // Only HubSpot's words, never its text: nobody says what that may repeat.
  const problem = problemOfAnswer(CALL, status, headers, JSON.stringify({ message: words.join(', ') }));
  if (problem.retry.kind !== 'never') throw problem;
  throw new Problem('hubspot-unexpected', problem.message, {
    retry: WAITS.tokenUnclear,
    facts: problem.facts,
  });
}

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
