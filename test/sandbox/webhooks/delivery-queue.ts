import type { Change } from '../state/change.ts';
import type { Portal } from '../state/portal.ts';
import { type DueEvent, eventsOf, type WebhookEvent } from './event.ts';
import { postBatch } from './post-batch.ts';
import { shuffled } from './shuffle.ts';
import type { Installation } from './subscription.ts';

/** One webhook request, from its first attempt to its last. */
export type Delivery = {
  id: number;
  events: WebhookEvent[];
  attempts: { at: number; status: number }[];
  state: 'waiting' | 'delivered' | 'given-up';
  nextAt?: number;
};

export type DeliverInput = { times?: number; shuffleSeed?: number };
export type DeliverOutcome = { requests: number; events: number; statuses: number[] };

export type DeliveryQueue = {
  install(installation: Installation): void;
  installation(): Installation | undefined;
  accept(portal: Portal, changes: Change[]): void;
  /** Sends what is due now: new events in requests of up to 100, and failed requests whose time has come. */
  deliver(portal: Portal, input?: DeliverInput): Promise<DeliverOutcome>;
  replay(portal: Portal, id: number): Promise<number>;
  pendingEvents(): DueEvent[];
  deliveries(): Delivery[];
  dropPending(): number;
  duplicatePending(): number;
  shufflePending(seed: number): void;
  /** The next moment at which something becomes due, in portal time. */
  nextDueAt(): number | undefined;
  clear(): void;
};

const MAX_EVENTS = 100;
const KEPT = 2_000;
/** Ten retries over 24 hours, spreading out. */
const RETRY_AFTER_MS = [1, 3, 10, 30, 60, 120, 200, 280, 350, 380].map((minutes) => minutes * 60_000);

export function createDeliveryQueue(): DeliveryQueue {
  let installation: Installation | undefined;
  let pending: DueEvent[] = [];
  let deliveries: Delivery[] = [];
  let counter = 0;
  let lastDelivery = 0;
  // eventId is not unique in HubSpot: every 50th event repeats the id before it.
  const nextEventId = () => {
    counter += 1;
    const base = counter % 50 === 0 ? counter - 1 : counter;
    return (1_839_643_000 + base * 7_919) % 2_147_483_647;
  };
  const attempt = async (portal: Portal, delivery: Delivery): Promise<number> => {
    if (!installation) return 0;
    const attemptNumber = delivery.attempts.length;
    const at = portal.now();
    const status = await postBatch(
      portal,
      installation,
      delivery.events.map((event) => ({ ...event, attemptNumber })),
    );
    delivery.attempts.push({ at, status });
    settle(delivery, status, portal.now());
    return status;
  };
  const makeDeliveries = (events: WebhookEvent[]): Delivery[] => {
    const made: Delivery[] = [];
    for (let start = 0; start < events.length; start += MAX_EVENTS) {
      lastDelivery += 1;
      made.push({
        id: lastDelivery,
        events: events.slice(start, start + MAX_EVENTS),
        attempts: [],
        state: 'waiting',
      });
    }
    deliveries = [...deliveries, ...made].slice(-KEPT);
    return made;
  };
  return {
    install(next) {
      installation = next;
    },
    installation: () => installation,
    accept(portal, changes) {
      if (installation) pending.push(...eventsOf(portal, installation.subscriptions, changes, nextEventId));
    },
    async deliver(portal, input = {}) {
      const now = portal.now();
      const retries = deliveries.filter(
        (one) => one.state === 'waiting' && one.nextAt !== undefined && one.nextAt <= now,
      );
      const due = pending.filter((one) => one.notBefore <= now);
      pending = pending.filter((one) => one.notBefore > now);
      const events = due.map((one) => one.event);
      const fresh = makeDeliveries(
        input.shuffleSeed === undefined ? events : shuffled(events, input.shuffleSeed),
      );
      const again = Array.from({ length: (input.times ?? 1) - 1 }, () =>
        makeDeliveries(fresh.flatMap((one) => one.events)),
      );
      const all = [...retries, ...fresh, ...again.flat()];
      const statuses = await inParallel(all, installation?.maxConcurrentRequests ?? 1, (one) =>
        attempt(portal, one),
      );
      return { requests: all.length, events: all.reduce((sum, one) => sum + one.events.length, 0), statuses };
    },
    async replay(portal, id) {
      const delivery = deliveries.find((one) => one.id === id);
      if (!delivery) throw new Error(`no delivery ${id}`);
      return attempt(portal, delivery);
    },
    pendingEvents: () => pending,
    deliveries: () => deliveries,
    dropPending() {
      const dropped = pending.length;
      pending = [];
      return dropped;
    },
    duplicatePending() {
      pending = pending.flatMap((one) => [one, one]);
      return pending.length;
    },
    shufflePending(seed) {
      pending = shuffled(pending, seed);
    },
    nextDueAt() {
      const times = [
        ...pending.map((one) => one.notBefore),
        ...deliveries.flatMap((one) => (one.state === 'waiting' ? (one.nextAt ?? []) : [])),
      ];
      return times.length === 0 ? undefined : times.reduce((least, time) => Math.min(least, time));
    },
    clear() {
      pending = [];
      deliveries = [];
    },
  };
}

/** Any answer but 2xx is tried again, after the tenth retry no more. */
function settle(delivery: Delivery, status: number, now: number): void {
  delete delivery.nextAt;
  if (status >= 200 && status < 300) {
    delivery.state = 'delivered';
    return;
  }
  const wait = RETRY_AFTER_MS[delivery.attempts.length - 1];
  if (wait === undefined) delivery.state = 'given-up';
  else {
    delivery.state = 'waiting';
    delivery.nextAt = now + wait;
  }
}

async function inParallel<T, R>(items: T[], width: number, run: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    for (let index = next++; index < items.length; index = next++) {
      const item = items[index];
      if (item !== undefined) results[index] = await run(item);
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, work));
  return results;
}
