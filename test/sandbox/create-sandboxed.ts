import { createClock } from './clock.ts';
import { createFaults } from './http/faults.ts';
import { createRateLimiter } from './http/rate-limit.ts';
import { createTraffic } from './http/traffic.ts';
import { journalEventsOf } from './journal/event.ts';
import { addEntry, createJournal, enterPortal, type Journal } from './journal/journal.ts';
import type { Sandboxed } from './sandboxed.ts';
import { seedDemo } from './seed/demo-records.ts';
import { createEmptyPortal } from './seed/empty-portal.ts';
import type { Change } from './state/change.ts';
import type { Portal } from './state/portal.ts';
import { createAutomaticDelivery } from './webhooks/automatic-delivery.ts';
import { acceptChanges, createDeliveryQueue } from './webhooks/delivery-queue.ts';

export type SandboxedOptions = {
  seed?: 'demo' | 'empty';
  clock?: { startAt: string };
  deliver?: 'automatically' | 'by-hand';
  portalId?: string;
  journal?: Journal;
};

/** Builds the account and everything around it, without a server. */
export function createSandboxed(options: SandboxedOptions): Sandboxed {
  const clock = createClock(options.clock?.startAt);
  const { journal = createJournal() } = options;
  const delivery = createAutomaticDelivery(() => sandboxed, options.deliver === 'by-hand');
  const publish = (changes: Change[]) => {
    acceptChanges(sandboxed.webhooks, sandboxed.portal, changes);
    writeJournal(journal, sandboxed.portal, changes);
    delivery.wake();
  };
  const filledPortal = (seed: 'demo' | 'empty') => {
    const portal = createEmptyPortal(clock, publish, options.portalId);
    enterPortal(journal, portal);
    if (seed === 'demo') seedDemo(portal);
    return portal;
  };
  const sandboxed: Sandboxed = {
    portal: filledPortal(options.seed ?? 'empty'),
    clock,
    faults: createFaults(),
    rateLimiter: createRateLimiter(),
    traffic: createTraffic(),
    webhooks: createDeliveryQueue(),
    delivery,
    journal,
    timers: new Set(),
    reset(seed) {
      sandboxed.webhooks = createDeliveryQueue();
      sandboxed.portal = filledPortal(seed);
      sandboxed.faults.clear();
      sandboxed.rateLimiter.reset();
      sandboxed.traffic.clear();
    },
  };
  return sandboxed;
}

/** Whatever becomes of the webhooks. Uninstalling is taken to end the journal of an account too. */
function writeJournal(journal: Journal, portal: Portal, changes: Change[]): void {
  if (!portal.oauth.uninstalled)
    addEntry(journal, portal, journalEventsOf(portal, journal.subscriptions, changes));
}
