import { Router } from 'express';
import type { Registry } from 'prom-client';

/** What a load balancer and an operator want to know of this instance. */
export type Readiness = {
  readonly database: 'up' | 'down';
  readonly migrations: 'current' | 'behind' | 'ahead' | 'unknown';
  /** For people only: HubSpot's troubles are no reason to take an instance out (R33). */
  readonly hubspot: 'up' | 'down' | 'unknown';
};

export type HealthOptions = {
  readonly readiness: () => Promise<Readiness>;
  readonly registry: Registry;
};

/** `/healthz`: the process runs. `/readyz`: it can take work. `/metrics`: its counters, for Prometheus. */
export function createHealth({ readiness, registry }: HealthOptions): Router {
  const router = Router();
  router.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' });
  });
  router.get('/readyz', async (_request, response) => {
    const state = await readiness();
    const ready = state.database === 'up' && state.migrations === 'current';
    response.status(ready ? 200 : 503).json({ status: ready ? 'ready' : 'not-ready', ...state });
  });
  router.get('/metrics', async (_request, response) => {
    response.type(registry.contentType).send(await registry.metrics());
  });
  return router;
}
