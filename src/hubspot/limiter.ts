import { randomUUID } from 'node:crypto';
import type { Log } from '../log.ts';
import type { Limits } from './governor/budget.ts';
import { type Clock, REAL_CLOCK } from './governor/clock.ts';
import { type Counter, createOwnCounter, createSharedCounter, type RateKeeper } from './governor/counter.ts';
import { createFallback } from './governor/fallback.ts';
import type { Lane } from './governor/lane.ts';
import { createLeases } from './governor/leases.ts';
import { createLine } from './governor/line.ts';
import type { Signs } from './governor/signs.ts';

export type { Clock } from './governor/clock.ts';
export type { RateKeeper } from './governor/counter.ts';

/** Keeps one account's calls within HubSpot's limits. */
export type Limiter = {
  /** Runs work when it is its turn; what is waiting in line has not begun. */
  run<Result>(lane: Lane, work: () => Promise<Result>): Promise<Result>;
  /** What an answer said about the limits. */
  heard(lane: Lane, signs: Signs): void;
};

export type LimiterOptions = {
  /**
   * Our calls in ten seconds until HubSpot has named its limit in an answer. Default 150: custom objects need
   * Enterprise, which has 190, of which the headroom stays free.
   */
  readonly callsPerTenSeconds?: number;
  /** Part of HubSpot's limit that others of the same app may use. Default 0.2. */
  readonly headroom?: number;
  /** Calls of this process that may run side by side. */
  readonly atOnce?: number;
  readonly clock?: Clock;
};

/** For a process that works alone: commands and tests. */
export function createLimiter(options: LimiterOptions = {}): Limiter {
  const { clock = REAL_CLOCK } = options;
  return limiterOn(createOwnCounter(limitsOf(options), clock), options);
}

/** Eight instances that cannot ask each other stay within the budget; two of them with what they leave others. */
const SHARE_ALONE = 1 / 8;

/**
 * For instances that share a keeper of their account's state: together they never begin more calls in any ten
 * seconds than the budget. While the keeper is away, each takes an eighth of it and says so once in the log.
 */
export function createSharedLimiter(keep: RateKeeper, log: Log, options: LimiterOptions = {}): Limiter {
  const { clock = REAL_CLOCK } = options;
  const limits = limitsOf(options);
  const own = createOwnCounter({ ...limits, share: SHARE_ALONE }, clock);
  return limiterOn(createFallback(createSharedCounter(keep, limits), own, { log, clock }), options);
}

function limitsOf({ callsPerTenSeconds = 150, headroom = 0.2 }: LimiterOptions): Limits {
  return { callsPerTenSeconds, headroom, share: 1 };
}

function limiterOn(count: Counter, { atOnce = 8, clock = REAL_CLOCK }: LimiterOptions): Limiter {
  const leases = createLeases(count, clock, randomUUID);
  return { run: createLine(leases, { atOnce, clock }), heard: leases.heard };
}
