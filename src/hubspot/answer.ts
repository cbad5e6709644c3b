import { z } from 'zod';
import { Problem, type ProblemCode, type Retry } from '../errors.ts';
import { LONGEST_WAIT_MS, RETRY_BY_CODE, WAIT_BY_LIMIT } from '../retry-policy.ts';

type Call = { readonly method: string; readonly route: string };

// Every field is optional by HubSpot's own word (error-handling guide).
const errorBody = z
  .object({
    message: z.string().optional(),
    category: z.string().optional(),
    correlationId: z.string().optional(),
    policyName: z.string().optional(),
    errors: z.array(z.object({ message: z.string().optional(), code: z.string().optional() })).optional(),
  })
  .catch({});

/** Turns an answer outside 2xx into one of our errors, with what the queue may do about it (hubspot.md 4.4, 4.7). */
export function problemOfAnswer(call: Call, status: number, headers: Headers, text: string): Problem {
  const body = errorBody.parse(jsonOrNothing(text));
  const { code, retry } = meaningOf(status, headers, body.policyName);
  const detail = [body.message, ...(body.errors ?? []).map((error) => error.message)]
    .filter(Boolean)
    .join(' — ')
    .slice(0, 500);
  return new Problem(code, `HubSpot answered ${status} to ${call.method} ${call.route}: ${detail}`, {
    ...(retry === undefined ? {} : { retry }),
    quoted: detail,
    facts: {
      ...call,
      status,
      category: body.category ?? body.errors?.[0]?.code ?? '',
      correlationId: body.correlationId ?? '',
      ...(body.policyName === undefined ? {} : { policyName: body.policyName }),
    },
  });
}

/** Reads the body of an answer. One that is not what HubSpot documents is a fault that may pass, never half an answer. */
export function parseAnswer<Schema extends z.ZodType>(
  schema: Schema,
  answer: unknown,
  route: string,
): z.output<Schema> {
  const parsed = schema.safeParse(answer);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new Problem(
    'hubspot-unexpected',
    `HubSpot's answer of ${route} is not what it documents: ${where.join('; ').slice(0, 500)}`,
    { facts: { route } },
  );
}

/** No answer at all: connection refused or cut, time-out, or bytes that are not JSON. */
export function problemOfFailure(call: Call, cause: unknown): Problem {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new Problem(
    'hubspot-unavailable',
    `no usable answer from HubSpot to ${call.method} ${call.route}: ${why}`,
    {
      // What JSON.parse says quotes the answer.
      quoted: cause instanceof SyntaxError ? why : '',
      facts: { ...call, status: 0 },
      cause,
    },
  );
}

function meaningOf(
  status: number,
  headers: Headers,
  policyName?: string,
): { code: ProblemCode; retry?: Retry } {
  if (status === 429) return { code: 'hubspot-rate-limited', retry: waitOf(headers, policyName) };
  if (status === 477) return { code: 'hubspot-unavailable', retry: waitOf(headers) };
  if (status === 423) return { code: 'hubspot-locked' };
  if (status === 401 || status === 403) return { code: 'hubspot-unauthorized' };
  if (status === 404) return { code: 'hubspot-not-found' };
  if (status === 409) return { code: 'hubspot-conflict' };
  return { code: status >= 500 ? 'hubspot-unavailable' : 'hubspot-refused' };
}

/**
 * HubSpot names the limit that was hit; it documents no Retry-After on 429, but one is believed where it comes:
 * at least a second, since a wait costs no attempt and must not spin.
 */
function waitOf(headers: Headers, policyName = ''): Retry {
  const seconds = Number(headers.get('retry-after') ?? Number.NaN);
  if (Number.isFinite(seconds))
    return { kind: 'wait', ms: Math.min(Math.max(seconds, 1) * 1000, LONGEST_WAIT_MS) };
  const ms = WAIT_BY_LIMIT.get(policyName);
  return ms === undefined ? RETRY_BY_CODE['hubspot-rate-limited'] : { kind: 'wait', ms };
}

function jsonOrNothing(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Gateways answer HTML; the status says what matters.
    return {};
  }
}
