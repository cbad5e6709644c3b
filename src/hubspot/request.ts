import { Client } from '@hubspot/api-client';
import { problemOfAnswer, problemOfFailure } from './answer.ts';
import { createLimiter } from './limiter.ts';

export type RequestInput = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path below HubSpot's base URL, with its version. */
  readonly path: string;
  readonly query?: Record<string, string>;
  readonly body?: unknown;
  /** Told to `onCall`, never sent: what the call was made for. */
  readonly correlationId?: string;
};

/** One call to HubSpot. Resolves with the parsed answer (undefined when empty); rejects with a `Problem`. Never retries. */
export type HubSpotRequest = (input: RequestInput) => Promise<unknown>;

/** Told of every call, for logs and metrics. `status` is 0 when there was no answer. */
export type OnCall = (call: {
  method: string;
  route: string;
  status: number;
  ms: number;
  correlationId?: string;
}) => void;

/**
 * The only HTTP to HubSpot, through the official client's `apiRequest`: its typed methods call v3 and v4 paths,
 * which lose support in 2027. Retries belong to the queue, so the client's own are off.
 */
export function createRequest(options: {
  baseUrl: string;
  /** One for good, or asked for before every call: it may be another each time. */
  accessToken: string | (() => Promise<string>);
  /** HubSpot did not take this token (any more). */
  onUnauthorized?: (accessToken: string) => void;
  /** Gives up on an answer after so many milliseconds. */
  timeoutMs?: number;
  /** Below HubSpot's 190, with room for the customer's other use of the same app. */
  callsPerTenSeconds?: number;
  onCall?: OnCall;
  now?: () => number;
}): HubSpotRequest {
  const { timeoutMs = 30_000, callsPerTenSeconds = 150, onCall = () => {}, now = Date.now } = options;
  const { accessToken, onUnauthorized = () => {} } = options;
  const tokenNow = typeof accessToken === 'string' ? async () => accessToken : accessToken;
  const client = new Client({
    basePath: options.baseUrl.replace(/\/$/, ''),
    numberOfApiCallRetries: 0,
  });
  const inTurn = createLimiter({ callsPerTenSeconds, atOnce: 8 });

  /** One call, its whole body included: an answer may be cut in the middle. */
  const ask = async ({ method, path, query, body }: RequestInput, token: string) => {
    const qs = query === undefined ? {} : { qs: query };
    const response = await client.apiRequest({
      method,
      path,
      body,
      ...qs,
      headers: { Authorization: `Bearer ${token}` },
    });
    const { ok, status, headers } = response;
    return { ok, status, headers, text: await response.text() };
  };

  return (input) =>
    inTurn(async () => {
      const token = await tokenNow();
      const started = now();
      const call = { method: input.method, route: routeOf(input.path) };
      const tell = (status: number) => onCall({ ...call, ...madeFor(input), status, ms: now() - started });
      let answer: Awaited<ReturnType<typeof ask>>;
      try {
        answer = await within(timeoutMs, ask(input, token));
      } catch (cause) {
        tell(0);
        throw problemOfFailure(call, cause);
      }
      tell(answer.status);
      if (answer.status === 401) onUnauthorized(token);
      if (!answer.ok) throw problemOfAnswer(call, answer.status, answer.headers, answer.text);
      return parseJson(answer.text, call);
    });
}

function madeFor({ correlationId }: RequestInput): { correlationId?: string } {
  return correlationId === undefined ? {} : { correlationId };
}

/** Path without ids, so that logs and metrics count routes, not records. */
export function routeOf(path: string): string {
  return path.replace(/\/\d{3,}(?=\/|$)/g, '/{id}');
}

function parseJson(text: string, call: { method: string; route: string }): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw problemOfFailure(call, cause);
  }
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
