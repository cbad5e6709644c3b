import { randomUUID } from 'node:crypto';
import type { RequestHandler, Response } from 'express';
import type { Log } from '../src/log.ts';

/** Gives each request a log of its own, under an id that its answer names too. */
export function nameRequests(log: Log, newId: () => string = randomUUID): RequestHandler {
  return (_request, response, next) => {
    const correlationId = newId();
    response.locals.log = log.child({ correlationId });
    response.setHeader('X-Correlation-Id', correlationId);
    next();
  };
}

/** The log of a request, with its id. */
export function logOf(response: Response): Log {
  const log: Log | undefined = response.locals.log;
  if (log === undefined) throw new Error('nameRequests must run before');
  return log;
}
