import type { RequestHandler } from 'express';
import { Histogram, type Registry } from 'prom-client';

export type TimeRequest = RequestHandler;

/** First parts of our paths. Anything else is a stranger's guess, and counted as `other`. */
const AREAS: ReadonlySet<string> = new Set(['webhooks', 'ui', 'oauth', 'actions', 'r']);

/** HubSpot gives a webhook 5 s and a screen 15 s. */
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15];

/** Times every request from its first header to the end of its answer. */
export function createRequestTimer(registry: Registry): TimeRequest {
  const histogram = new Histogram({
    name: 'partnerships_http_request_seconds',
    help: 'Requests by area (webhooks, ui, …) and class of the answer; `cut` when the connection ended before it.',
    labelNames: ['area', 'answer'],
    buckets: SECONDS,
    registers: [registry],
  });
  return (request, response, next) => {
    const area = areaOf(request.path);
    if (area === undefined) return next();
    const stop = histogram.startTimer({ area });
    response.once('close', () => {
      stop({ answer: response.writableFinished ? `${Math.floor(response.statusCode / 100)}xx` : 'cut' });
    });
    return next();
  };
}

/** Undefined for what only operators and load balancers ask. */
function areaOf(path: string): string | undefined {
  const first = path.split('/')[1] ?? '';
  if (first === 'healthz' || first === 'readyz' || first === 'metrics') return undefined;
  return AREAS.has(first) ? first : 'other';
}
