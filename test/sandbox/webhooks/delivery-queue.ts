import type { Change } from '../state/change.ts';
import type { Portal } from '../state/portal.ts';
import { type Delivery, isDue, noteAttempt } from './delivery.ts';
import { type DueEvent, eventsOf, type WebhookEvent } from './event.ts';
import { createEventIds } from './event-ids.ts';
import { inParallel } from './in-parallel.ts';
import { postBatch } from './post-batch.ts';
import { shuffled } from './shuffle.ts';
import type { Installation } from './subscription.ts';

export type DeliverInput = { times?: number; shuffleSeed?: number };
export type DeliverOutcome = { requests: number; events: number; statuses: number[] };

export type DeliveryQueue = {
  installation: Installation | undefined;
  pending: DueEvent[];
  deliveries: Delivery[];
  lastId: number;
  nextEventId(): number;
};

const MAX_EVENTS = 100;
const KEPT = 2_000;

export function createDeliveryQueue(): DeliveryQueue {
  return { installation: undefined, pending: [], deliveries: [], lastId: 0, nextEventId: createEventIds() };
}

/** Turns changes into pending events for the installed subscriptions. */
export function acceptChanges(queue: DeliveryQueue, portal: Portal, changes: Change[]): void {
  // Uninstalling also ends the account's subscriptions (HubSpot's changelog of the uninstall API).
  if (!queue.installation || portal.oauth.uninstalled) return;
  queue.pending.push(...eventsOf(portal, queue.installation.subscriptions, changes, queue.nextEventId));
}

/** Sends what is due now: new events in requests of up to 100, and failed requests whose time has come. */
export async function deliverDue(
  queue: DeliveryQueue,
  portal: Portal,
  input: DeliverInput = {},
): Promise<DeliverOutcome> {
  const now = portal.now();
  const retries = queue.deliveries.filter((delivery) => isDue(delivery, now));
  const events = takeDue(queue, now);
  const ordered = input.shuffleSeed === undefined ? events : shuffled(events, input.shuffleSeed);
  const fresh = Array.from({ length: input.times ?? 1 }, () => makeDeliveries(queue, ordered)).flat();
  // Taken in hand at once, so that a second call at the same time does not send them again.
  for (const delivery of retries) delete delivery.nextAt;
  const all = [...retries, ...fresh];
  const width = queue.installation?.maxConcurrentRequests ?? 1;
  const statuses = await inParallel(all, width, (delivery) => attempt(queue, portal, delivery));
  return { requests: all.length, events: all.reduce((sum, one) => sum + one.events.length, 0), statuses };
}

/** Sends one earlier request again, delivered or not; gives the status. */
export function replayDelivery(queue: DeliveryQueue, portal: Portal, id: number): Promise<number> {
  const delivery = queue.deliveries.find((one) => one.id === id);
  if (!delivery) throw new Error(`no delivery ${id}`);
  return attempt(queue, portal, delivery);
}

/** The next moment at which something becomes due, in portal time. */
export function nextDueAt(queue: DeliveryQueue): number | undefined {
  let next: number | undefined;
  const consider = (at: number | undefined) => {
    if (at !== undefined && (next === undefined || at < next)) next = at;
  };
  for (const due of queue.pending) consider(due.notBefore);
  for (const delivery of queue.deliveries) if (delivery.state === 'waiting') consider(delivery.nextAt);
  return next;
}

function takeDue(queue: DeliveryQueue, now: number): WebhookEvent[] {
  const due = queue.pending.filter((one) => one.notBefore <= now);
  queue.pending = queue.pending.filter((one) => one.notBefore > now);
  return due.map((one) => one.event);
}

function makeDeliveries(queue: DeliveryQueue, events: WebhookEvent[]): Delivery[] {
  const made: Delivery[] = [];
  for (let start = 0; start < events.length; start += MAX_EVENTS) {
    queue.lastId += 1;
    made.push({
      id: queue.lastId,
      events: events.slice(start, start + MAX_EVENTS),
      attempts: [],
      state: 'waiting',
    });
  }
  queue.deliveries = [...queue.deliveries, ...made].slice(-KEPT);
  return made;
}

async function attempt(queue: DeliveryQueue, portal: Portal, delivery: Delivery): Promise<number> {
  if (!queue.installation) return 0;
  const attemptNumber = delivery.attempts.length;
  const events = delivery.events.map((event) => ({ ...event, attemptNumber }));
  const status = await postBatch(portal, queue.installation, events);
  noteAttempt(delivery, portal.now(), status);
  return status;
}
