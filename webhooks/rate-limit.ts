import type { Request, RequestHandler, Response } from 'express';
import { answerError } from './refuse.ts';

const WINDOW_MS = 60_000;

/** Keys counted apart in one window; those beyond share one count, so that inventing keys gains nothing. */
const MOST_KEYS = 10_000;

/**
 * Lets through so many requests a minute of each key, in this process; the others are answered 429 with the seconds
 * to wait. Memory is bounded. A key is something that was verified: addresses say nothing behind a load balancer.
 */
export function limitRate(options: {
  readonly perMinute: number;
  readonly keyOf: (request: Request, response: Response) => string;
  readonly now: () => number;
}): RequestHandler {
  let endsAt = Number.NEGATIVE_INFINITY;
  let counts = new Map<string, number>();
  return (request, response, next) => {
    const now = options.now();
    if (now >= endsAt) {
      endsAt = now + WINDOW_MS;
      counts = new Map();
    }
    const wanted = options.keyOf(request, response);
    const key = counts.has(wanted) || counts.size < MOST_KEYS ? wanted : '';
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    if (count <= options.perMinute) return next();
    response.setHeader('Retry-After', String(Math.max(1, Math.ceil((endsAt - now) / 1000))));
    return answerError(response, 429, 'too-many', 'Too many requests. Try again in a minute.');
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
