export type RefusalDetail = {
  message: string;
  code?: string;
  subCategory?: string;
  in?: string;
  context?: Record<string, string[]>;
};

export type RefusalFacts = {
  status: number;
  category: string;
  message: string;
  subCategory?: string;
  errors?: RefusalDetail[];
  context?: Record<string, string[]>;
  /** Fields beside the usual ones, such as a 429's `policyName`. */
  more?: Record<string, unknown>;
  headers?: Record<string, string>;
};

/** An operation's "no", in the shape of HubSpot's error bodies (developers.hubspot.com, error handling). */
export class Refusal extends Error {
  readonly facts: RefusalFacts;

  constructor(facts: RefusalFacts) {
    super(facts.message);
    this.facts = facts;
  }
}

export function validationError(message: string, errors?: RefusalDetail[]): Refusal {
  return new Refusal({ status: 400, category: 'VALIDATION_ERROR', message, ...(errors ? { errors } : {}) });
}

export function notFound(message: string, context?: Record<string, string[]>): Refusal {
  return new Refusal({
    status: 404,
    category: 'OBJECT_NOT_FOUND',
    message,
    ...(context ? { context } : {}),
  });
}

export function conflict(message: string, category = 'CONFLICT', subCategory?: string): Refusal {
  return new Refusal({ status: 409, category, message, ...(subCategory ? { subCategory } : {}) });
}

export function notImplemented(method: string, path: string): Refusal {
  return new Refusal({
    status: 501,
    category: 'NOT_IMPLEMENTED_IN_SANDBOX',
    message: `The sandbox portal does not implement ${method} ${path}. See test/sandbox/README.md.`,
  });
}

/** The body HubSpot sends with a failed request. */
export function refusalBody(facts: RefusalFacts, correlationId: string): Record<string, unknown> {
  return {
    status: 'error',
    message: facts.message,
    correlationId,
    ...(facts.errors ? { errors: facts.errors } : {}),
    ...(facts.context ? { context: facts.context } : {}),
    category: facts.category,
    ...(facts.subCategory ? { subCategory: facts.subCategory } : {}),
    ...facts.more,
  };
}

/** The same refusal as one entry of a partial batch answer's `errors`. */
export function batchError(facts: RefusalFacts, context: Record<string, string[]>): Record<string, unknown> {
  return {
    status: 'error',
    category: facts.category,
    ...(facts.subCategory ? { subCategory: facts.subCategory } : {}),
    message: facts.message,
    errors: facts.errors ?? [],
    context: { ...facts.context, ...context },
    links: {},
  };
}
