import { Gauge, type Registry } from 'prom-client';
import type { Log } from '../src/log.ts';
import type { Operations } from '../src/store/operations.ts';
import type { Readiness } from './readiness.ts';

export type Watched = {
  readonly operations: () => Promise<Operations>;
  readonly readiness: () => Promise<Readiness>;
  readonly log: Log;
  readonly now: () => number;
};

/** However often somebody looks, the database is asked once in so long. */
const FRESH_MS = 5_000;

/**
 * Gauges of what stands in the database; `refresh` reads it, before the page is written. They are the installation's,
 * so every instance shows the same: take `max` over instances, not `sum`. When the database does not answer they keep
 * their last value and `partnerships_state_up` is 0.
 */
export function watchState(registry: Registry, watched: Watched): () => Promise<void> {
  const gauges = createGauges(registry);
  let lookedAt = Number.NEGATIVE_INFINITY;
  let looking: Promise<void> = Promise.resolve();
  const look = async () => {
    try {
      show(gauges, await watched.operations());
      gauges.stateUp.set(1);
    } catch (error) {
      gauges.stateUp.set(0);
      watched.log.warn('the state of the lines could not be read for /metrics', { error });
    }
    const { hubspot, portals } = await watched.readiness();
    gauges.hubspotUp.set(HUBSPOT_UP[hubspot]);
    if (portals === undefined) return;
    gauges.portals.set({ state: 'connected' }, portals.connected);
    gauges.portals.set({ state: 'disconnected' }, portals.disconnected);
    gauges.portals.set({ state: 'let-go' }, portals.letGo);
  };
  return () => {
    if (watched.now() - lookedAt >= FRESH_MS) {
      lookedAt = watched.now();
      looking = look();
    }
    return looking;
  };
}

/** NaN until HubSpot has been called once. */
const HUBSPOT_UP = { up: 1, down: 0, unknown: Number.NaN } as const;

type Gauges = ReturnType<typeof createGauges>;

function createGauges(registry: Registry) {
  const gauge = <Label extends string>(name: string, help: string, labelNames: Label[]) =>
    new Gauge({ name: `partnerships_${name}`, help, labelNames, registers: [registry] });
  return {
    stateUp: gauge('state_up', '1 when lines, parked work and portals could be read.', []),
    hubspotUp: gauge('hubspot_up', '1 when the last call to HubSpot was answered.', []),
    waiting: gauge('queue_waiting', 'Pieces of work in line, delayed ones too.', ['kind']),
    oldest: gauge('queue_oldest_seconds', 'How long the oldest work that may run has waited.', ['kind']),
    deliveries: gauge('deliveries_waiting', 'Deliveries stored and not read yet.', []),
    oldestDelivery: gauge('deliveries_oldest_seconds', 'How long the oldest of them has waited.', []),
    parkedDeliveries: gauge('deliveries_parked', 'Deliveries that could not be read.', []),
    parked: gauge('parked', 'Dead letters: work that cannot go on by itself.', ['code', 'kind']),
    journalLag: gauge(
      'journal_lag_seconds',
      'How long the journal furthest behind was not read to its end.',
      [],
    ),
    portals: gauge(
      'portals',
      'Portals that let us in, that shut us out, that we let go, and that wait for `schema apply`.',
      ['state'],
    ),
  };
}

function show(gauges: Gauges, { queues, deliveries, parked, portals, journal }: Operations): void {
  // Kinds and codes that are gone would keep their last figure.
  for (const gauge of [gauges.waiting, gauges.oldest, gauges.parked]) gauge.reset();
  for (const [kind, { waiting, oldestSeconds }] of queues) {
    gauges.waiting.set({ kind }, waiting);
    gauges.oldest.set({ kind }, oldestSeconds);
  }
  gauges.deliveries.set(deliveries.waiting);
  gauges.oldestDelivery.set(deliveries.oldestSeconds);
  gauges.parkedDeliveries.set(deliveries.parked);
  for (const { code, kind, count } of parked) gauges.parked.set({ code, kind }, count);
  gauges.portals.set({ state: 'without-schema' }, portals.withoutSchema);
  // NaN: no portal has one.
  gauges.journalLag.set(journal.lagSeconds ?? Number.NaN);
}
