import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import { Problem } from '../src/errors.ts';
import { logOf } from './request-log.ts';

/** The one shape of every error we answer. */
export function answerError(response: Response, status: number, code: string, message: string): void {
  response.status(status).json({ error: { code, message } });
}

export const answerNotFound: RequestHandler = (_request, response) => {
  answerError(response, 404, 'not-found', 'There is nothing here.');
};

/** Answers what was thrown. What a stranger may know is said; everything else is logged and answered without a word of it. */
export const answerThrown: ErrorRequestHandler = (error: unknown, request, response, next) => {
  const known = knownError(error);
  // The path only: the query holds a person's address.
  const facts = { method: request.method, path: request.path, error };
  if (known === undefined) logOf(response).error('a request failed', facts);
  else logOf(response).warn('a request was refused', { ...facts, error: known.code });
  if (response.headersSent) return next(error);
  const { status, code, message } = known ?? INTERNAL;
  answerError(response, status, code, message);
};

type KnownError = { readonly status: number; readonly code: string; readonly message: string };

const INTERNAL: KnownError = { status: 500, code: 'internal', message: 'Something went wrong on our side.' };

/** The errors of express's body reader, by its own names. */
const BODY_ERRORS: Readonly<Record<string, KnownError>> = {
  'entity.too.large': { status: 413, code: 'too-large', message: 'The request is too large.' },
  'encoding.unsupported': { status: 415, code: 'encoding', message: 'Send the request uncompressed.' },
  'request.size.invalid': {
    status: 400,
    code: 'incomplete',
    message: 'The request is not as long as it says.',
  },
  'request.aborted': { status: 400, code: 'incomplete', message: 'The request ended early.' },
};

function knownError(error: unknown): KnownError | undefined {
  if (error instanceof Problem && error.code === 'input-invalid') {
    return { status: 400, code: error.code, message: error.message };
  }
  const type: unknown = error !== null && typeof error === 'object' ? Reflect.get(error, 'type') : undefined;
  if (typeof type === 'string' && Object.hasOwn(BODY_ERRORS, type)) return BODY_ERRORS[type];
  // A path with a broken escape (`/%zz`) is the stranger's mistake.
  return error instanceof URIError
    ? { status: 400, code: 'bad-path', message: 'The path is malformed.' }
    : undefined;
}
