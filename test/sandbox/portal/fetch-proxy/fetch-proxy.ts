import { answerOf, failure, type ProxyAnswer } from './answer.ts';
import { type FetchRequest, parseFetchRequest } from './fetch-request.ts';
import { forward } from './forward.ts';
import { signedHeaders } from './sign.ts';

export type FetchProxyInput = {
  permittedOrigins: ReadonlySet<string>;
  portalId: string;
  appId: string;
  clientSecret: string;
  user: { id: string; email: string };
  /** Where a public https origin really listens on this machine. */
  backends: Readonly<Record<string, string>>;
  now: () => number;
};

const mostAtOnce = 20;

/**
 * HubSpot's part of `hubspot.fetch`: permits, names the person in the query, signs, forwards, wraps.
 * Source: developers.hubspot.com, fetching data for UI extensions; the shapes of answers are those of the
 * proxy in HubSpot's published dev server.
 */
export function createFetchProxy(input: FetchProxyInput): (body: unknown) => Promise<ProxyAnswer> {
  let running = 0;
  return async (body) => {
    const parsed = parseFetchRequest(body, input.permittedOrigins);
    if (parsed.kind === 'refused') {
      return failure(unknownRequest(input.portalId), 400, 'VALIDATION_ERROR', parsed.message);
    }
    const { request } = parsed;
    const asked = { portalId: input.portalId, method: request.method, uri: request.url.href };
    if (running >= mostAtOnce) {
      return failure(asked, 429, 'RATE_LIMITS', `More than ${mostAtOnce} requests of this app at once`);
    }
    const backend = input.backends[request.url.origin];
    if (backend === undefined) {
      return failure(asked, 500, 'INTERNAL_SERVER_ERROR', `No server is known for ${request.url.origin}`);
    }
    running += 1;
    try {
      return answerOf(asked, await forward(signedRequest(input, request, backend)));
    } finally {
      running -= 1;
    }
  };
}

function signedRequest(input: FetchProxyInput, request: FetchRequest, backend: string) {
  const url = new URL(request.url);
  url.hash = '';
  const identity = {
    userId: input.user.id,
    portalId: input.portalId,
    userEmail: input.user.email,
    appId: input.appId,
  };
  // Set, not appended: what the card wrote there must not pass for the person HubSpot names.
  for (const [name, value] of Object.entries(identity)) url.searchParams.set(name, value);
  const { method, body, timeoutMs, authorization } = request;
  const { clientSecret, now } = input;
  return {
    url: new URL(`${url.pathname}${url.search}`, backend).href,
    method,
    body,
    timeoutMs,
    headers: {
      ...(authorization !== undefined && { Authorization: authorization }),
      ...(body && { 'Content-Type': 'application/json' }),
      ...signedHeaders({ clientSecret, method, uri: url.href, body, timestampMs: now() }),
    },
  };
}

function unknownRequest(portalId: string) {
  return { portalId, method: '', uri: '' };
}
