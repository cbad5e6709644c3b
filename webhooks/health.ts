import { createHash, timingSafeEqual } from 'node:crypto';
import { Router } from 'express';
import type { Metrics } from './metrics.ts';
import type { Readiness } from './readiness.ts';
import { answerError } from './refuse.ts';

export type HealthOptions = {
  readonly readiness: () => Promise<Readiness>;
  readonly metrics: Pick<Metrics, 'page'>;
  /** When set, `/metrics` is for who brings it as `Authorization: Bearer …`. */
  readonly metricsToken: string | undefined;
};

/** `/healthz`: the process runs. `/readyz`: it can take work. `/metrics`: its counters, for Prometheus. */
export function createHealth({ readiness, metrics, metricsToken }: HealthOptions): Router {
  const router = Router();
  const look = oneAtATime(readiness);
  router.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' });
  });
  router.get('/readyz', async (_request, response) => {
    const state = await look();
    const ready = state.database === 'up' && state.migrations === 'current';
    response.status(ready ? 200 : 503).json({ status: ready ? 'ready' : 'not-ready', ...state });
  });
  router.get('/metrics', async (request, response) => {
    if (metricsToken !== undefined && !isSame(request.headers.authorization, `Bearer ${metricsToken}`)) {
      return answerError(response, 401, 'unauthorized', 'Send the token of METRICS_TOKEN.');
    }
    const { contentType, text } = await metrics.page();
    response.type(contentType).send(text);
  });
  return router;
}

/** Who asks while somebody is asking gets the same answer: anybody may ask, and each look costs a database connection. */
function oneAtATime<Result>(ask: () => Promise<Result>): () => Promise<Result> {
  let underWay: Promise<Result> | undefined;
  return () => {
    underWay ??= ask().finally(() => {
      underWay = undefined;
    });
    return underWay;
  };
}

/** In a time that depends on neither: the digests are compared, which have one length. */
function isSame(given: string | undefined, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given ?? ''), digest(expected));
}
