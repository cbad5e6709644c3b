import type { Limits } from './budget.ts';
import type { Clock } from './clock.ts';
import { type Ask, type Grant, grant } from './grant.ts';
import { NOTHING_YET, parseRateState, type RateState } from './state.ts';

/**
 * Keeps the state of one account's limits for all instances, whole: reads it, changes it, and nobody comes between.
 * `now` is its keeper's clock, in milliseconds. The first time, what was kept is null.
 */
export type RateKeeper = <Result>(
  change: (kept: unknown, now: number) => { readonly state: unknown; readonly result: Result },
) => Promise<Result>;

/** Answers asks for calls. Rejects when it cannot be reached. */
export type Counter = (ask: Ask) => Promise<Grant>;

/** Counts the calls of all instances that share the keeper. */
export function createSharedCounter(keep: RateKeeper, limits: Limits): Counter {
  return (ask) =>
    keep((kept, now) => {
      const [state, result] = grant(parseRateState(kept), ask, limits, now);
      return { state, result };
    });
}

/** Counts the calls of this process alone. */
export function createOwnCounter(limits: Limits, clock: Clock): Counter {
  let state: RateState = NOTHING_YET;
  return async (ask) => {
    const [next, granted] = grant(state, ask, limits, clock.now());
    state = next;
    return granted;
  };
}
