import type { Request, RequestHandler, Response } from 'express';
import { rateLimit } from 'express-rate-limit';
import { answerError } from './refuse.ts';

/**
 * Lets through so many requests a minute of each key, in this process; the others are answered 429 with the seconds
 * to wait. A key is something that was verified: addresses say nothing behind a load balancer.
 */
export function limitRate(options: {
  readonly perMinute: number;
  readonly keyOf: (request: Request, response: Response) => string;
}): RequestHandler {
  return rateLimit({
    ...{ windowMs: 60_000, limit: options.perMinute, legacyHeaders: false },
    standardHeaders: 'draft-8',
    keyGenerator: options.keyOf,
    handler: (_request, response) =>
      answerError(response, 429, 'too-many', 'Too many requests. Try again in a minute.'),
  });
}

/**
 * Allows so many a minute, whoever asks, in this process: for what a stranger can make us do before anybody is known.
 * `now` in milliseconds since 1970.
 */
export function createAllowance(perMinute: number, now: () => number): () => boolean {
  let minute = 0;
  let used = 0;
  return () => {
    const present = Math.floor(now() / 60_000);
    if (present !== minute) [minute, used] = [present, 0];
    used += 1;
    return used <= perMinute;
  };
}

/**
 * Lets through so many requests at a time: each may hold a megabyte before its signature can be checked. HubSpot sends
 * again what is answered 503.
 */
export function limitInFlight(most: number): RequestHandler {
  let running = 0;
  return (_request, response, next) => {
    if (running >= most) {
      response.setHeader('Retry-After', '5').setHeader('Connection', 'close');
      return answerError(response, 503, 'busy', 'Too many requests at once. Try again in a moment.');
    }
    running += 1;
    response.once('close', () => {
      running -= 1;
    });
    return next();
  };
}
