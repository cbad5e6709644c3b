import type { Problem } from '../errors.ts';
import { problemOfAnswer, problemOfFailure } from './answer.ts';
import { laneOf } from './governor/lane.ts';
import { readSigns } from './governor/signs.ts';
import { createLimiter, type Limiter } from './limiter.ts';

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
 * The only HTTP to HubSpot. Retries belong to the queue, so it tries once; an answer that is given up on frees its
 * connection. Redirects are not followed: a token goes to one host only.
 */
export function createRequest(options: {
  baseUrl: string;
  /** One for good, or asked for before every call: it may be another each time. */
  accessToken: string | (() => Promise<string>);
  /** HubSpot did not take this token (any more). */
  onUnauthorized?: (accessToken: string) => void;
  /** Gives up on an answer after so many milliseconds. */
  timeoutMs?: number;
  /** Keeps the account's calls within its limits; without one, this process' calls alone. */
  limiter?: Limiter;
  /** Without a limiter: our calls in ten seconds, until HubSpot has named its limit. */
  callsPerTenSeconds?: number;
  onCall?: OnCall;
  now?: () => number;
}): HubSpotRequest {
  const { timeoutMs = 30_000, onCall = () => {}, now = Date.now } = options;
  const { accessToken, onUnauthorized = () => {}, limiter = createLimiter(options) } = options;
  const baseUrl = options.baseUrl.replace(/\/$/, '');
  const tokenNow = typeof accessToken === 'string' ? async () => accessToken : accessToken;

  const call = async (input: RequestInput): Promise<unknown> => {
    const token = await tokenNow();
    const started = now();
    const what = { method: input.method, route: routeOf(input.path) };
    const tell = (status: number) => onCall({ ...what, ...madeFor(input), status, ms: now() - started });
    let answer: Answer;
    try {
      answer = await ask(baseUrl, token, input, timeoutMs);
    } catch (cause) {
      tell(0);
      throw problemOfFailure(what, cause);
    }
    tell(answer.status);
    if (answer.status === 401) onUnauthorized(token);
    const problem = answer.ok ? null : problemOfAnswer(what, answer.status, answer.headers, answer.text);
    hear(limiter, input.path, answer, problem);
    if (problem !== null) throw problem;
    return parseJson(answer.text, what);
  };
  return (input) => limiter.run(laneOf(input.path), () => call(input));
}

type Answer = {
  readonly ok: boolean;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
};

/** One call, its whole body included: an answer may be cut in the middle. */
async function ask(
  baseUrl: string,
  token: string,
  { method, path, query, body }: RequestInput,
  timeoutMs: number,
): Promise<Answer> {
  const search = query === undefined ? '' : `?${new URLSearchParams(query)}`;
  const abandon = new AbortController();
  const timer = setTimeout(() => abandon.abort(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs);
  try {
    const response = await fetch(`${baseUrl}${path}${search}`, {
      method,
      headers: {
        Accept: 'application/json',
        Authorization: `Bearer ${token}`,
        'Content-Type': 'application/json',
        'User-Agent': 'hubspot-partnerships',
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      redirect: 'error',
      signal: abandon.signal,
    });
    const { ok, status, headers } = response;
    return { ok, status, headers, text: await response.text() };
  } finally {
    clearTimeout(timer);
  }
}

/** What the answer says about HubSpot's limits. The daily one is of the whole account, whatever was called. */
function hear(limiter: Limiter, path: string, { status, headers }: Answer, problem: Problem | null): void {
  const signs = readSigns(headers);
  const lane = problem?.facts.policyName === 'DAILY' ? 'records' : laneOf(path);
  const told = status === 429 || status === 477;
  if (told && problem?.retry.kind === 'wait') limiter.heard(lane, { ...signs, pauseMs: problem.retry.ms });
  else if (Object.keys(signs).length > 0) limiter.heard(lane, signs);
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
