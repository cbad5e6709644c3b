import { type ProblemCode, RETRY_BY_CODE, type Retry } from './retry-policy.ts';

export type { ProblemCode, Retry } from './retry-policy.ts';

/**
 * The errors that cross a module's border. The set is closed: a `code` says what happened, `retry` says what the queue
 * may do about it, by the policy's table unless said otherwise. HTTP statuses appear only at the HTTP edge.
 */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly retry: Retry;
  /** Facts for the log: ids, routes, HubSpot's correlation id. Never a secret, never personal data. */
  readonly facts: Readonly<Record<string, string | number | boolean>>;
  /** What of the message are words of others, who may quote what people typed: for screens and lists, never logged. */
  readonly quoted: string;

  constructor(
    code: ProblemCode,
    message: string,
    options: {
      retry?: Retry;
      facts?: Record<string, string | number | boolean>;
      quoted?: string;
      cause?: unknown;
    } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'Problem';
    this.code = code;
    this.retry = options.retry ?? RETRY_BY_CODE[code];
    this.facts = options.facts ?? {};
    this.quoted = options.quoted ?? '';
  }
}

/** Marks a branch that the types say cannot be reached. */
export function unreachable(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`);
}
