import type { Clock } from './clock.ts';
import type { Faults } from './http/faults.ts';
import type { RateLimiter } from './http/rate-limit.ts';
import type { Traffic } from './http/traffic.ts';
import type { Journal } from './journal/journal.ts';
import type { Portal } from './state/portal.ts';
import type { AutomaticDelivery } from './webhooks/automatic-delivery.ts';
import type { DeliveryQueue } from './webhooks/delivery-queue.ts';

/** The running sandbox: the account (replaced by a reset) and what stands around it. */
export type Sandboxed = {
  portal: Portal;
  clock: Clock;
  faults: Faults;
  rateLimiter: RateLimiter;
  traffic: Traffic;
  webhooks: DeliveryQueue;
  delivery: AutomaticDelivery;
  /** The app's, shared by every account that has it. */
  journal: Journal;
  /** Timers to end when the sandbox stops. */
  timers: Set<NodeJS.Timeout>;
  /** Empties the account (seed `empty`) or fills it with demo records. */
  reset(seed: 'demo' | 'empty'): void;
};
