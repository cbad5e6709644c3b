import { Registry } from 'prom-client';
import type { Observe } from '../src/observer.ts';
import { type CountDelivery, createDeliveryCounter } from './delivery-metrics.ts';
import { createRequestTimer, type TimeRequest } from './request-metrics.ts';
import { type Watched, watchState } from './state-metrics.ts';
import { createWorkObserver } from './work-metrics.ts';

/**
 * Everything this process counts for Prometheus. Labels are words of ours or HubSpot's routes, never the name or id of
 * a record, person or portal.
 */
export type Metrics = {
  readonly registry: Registry;
  /** For the application: calls, credits, ledger, parked work. */
  readonly observe: Observe;
  readonly countDelivery: CountDelivery;
  readonly timeRequest: TimeRequest;
  /** Lines, parked work and HubSpot's state are read whenever the page is written. */
  watch(watched: Watched): void;
  /** The page that Prometheus reads, and its content type. */
  page(): Promise<{ readonly contentType: string; readonly text: string }>;
};

export function createMetrics(registry: Registry = new Registry()): Metrics {
  let refresh = () => Promise.resolve();
  return {
    registry,
    observe: createWorkObserver(registry),
    countDelivery: createDeliveryCounter(registry),
    timeRequest: createRequestTimer(registry),
    watch(watched) {
      refresh = watchState(registry, watched);
    },
    async page() {
      await refresh();
      return { contentType: registry.contentType, text: await registry.metrics() };
    },
  };
}
