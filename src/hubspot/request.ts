import { Client } from '@hubspot/api-client';
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
 * The only HTTP to HubSpot, through the official client's `apiRequest`: its typed methods call v3 and v4 paths, which
 * lose support in 2027. Retries belong to the queue, so it tries once.
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
  const clientFor = createClients(options.baseUrl.replace(/\/$/, ''));
  const tokenNow = typeof accessToken === 'string' ? async () => accessToken : accessToken;

  const call = async (input: RequestInput): Promise<unknown> => {
    const token = await tokenNow();
    const started = now();
    const what = { method: input.method, route: routeOf(input.path) };
    const tell = (status: number) => onCall({ ...what, ...madeFor(input), status, ms: now() - started });
    let answer: Answer;
    try {
      answer = await ask(clientFor(token), input, timeoutMs);
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

/** The official client, whose own retries and limits are off; another one when the token changes. */
function createClients(baseUrl: string): (token: string) => Client {
  let last: { readonly token: string; readonly client: Client } | undefined;
  return (accessToken) => {
    if (last?.token !== accessToken) {
      const client = new Client({ accessToken, basePath: baseUrl, numberOfApiCallRetries: 0 });
      last = { token: accessToken, client };
    }
    return last.client;
  };
}

/**
 * One call, its whole body included: an answer may be cut in the middle. The client takes no signal: what is given up on
 * while it reads is let go at once, what has not begun to answer when Node's own patience ends (5 minutes).
 */
async function ask(client: Client, input: RequestInput, timeoutMs: number): Promise<Answer> {
  const { method, path, query, body } = input;
  const asked = client.apiRequest({ method, path, body, ...(query === undefined ? {} : { qs: query }) });
  const response = await within(timeoutMs, asked, () => {});
  // A token goes to one host only, and only its answers count.
  if (response.redirected) throw new Error(`redirected to ${new URL(response.url).host}`);
  const { ok, status, headers } = response;
  const reader = response.body?.getReader();
  const text = await within(timeoutMs, textOf(reader), () => void reader?.cancel().catch(() => {}));
  return { ok, status, headers, text };
}

async function textOf(reader: ReadableStreamDefaultReader<Uint8Array> | undefined): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for (;;) {
    const part = await reader?.read();
    if (part === undefined || part.done) return text + decoder.decode();
    text += decoder.decode(part.value, { stream: true });
  }
}

async function within<T>(ms: number, work: Promise<T>, letGo: () => void): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`no answer within ${ms} ms`));
      letGo();
    }, ms);
  });
  try {
    return await Promise.race([work, timeout]);
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

/** Path without ids and places of the journal, so that logs and metrics count routes, not records. */
export function routeOf(path: string): string {
  return path.replace(/\/\d{3,}(?=\/|$)/g, '/{id}').replace(/\/offset\/[^/]+\//, '/offset/{offset}/');
}

function parseJson(text: string, call: { method: string; route: string }): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw problemOfFailure(call, cause);
  }
}
