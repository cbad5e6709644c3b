import type { WindowName } from './lane.ts';
import type { RateState, Seen } from './state.ts';

export type Limits = {
  /** Our calls in ten seconds until HubSpot has named its limit. */
  readonly callsPerTenSeconds: number;
  /** Part of HubSpot's limit that we leave to others who use the same app: 0.2 is a fifth. */
  readonly headroom: number;
  /** Our part of the budget: 1, or less for an instance that cannot ask what the others do. */
  readonly share: number;
};

export type Budget = { readonly calls: number; readonly perMs: number };

const TEN_SECONDS = 10_000;
const DAY = 86_400_000;
/** R47: of the five that HubSpot allows all apps of an account. */
const SEARCHES_A_SECOND = 2;
/** What we stay away from the limit when others take more than their part. */
const MARGIN = 0.05;

/** How many calls we may begin in any `perMs` of a window, as far as is known now: at least one. */
export function budgetOf(window: WindowName, state: RateState, limits: Limits, now: number): Budget {
  if (window === 'search') return shared({ calls: SEARCHES_A_SECOND, perMs: 1_000 }, limits);
  const seen = state.seen[window];
  const perMs = seen?.intervalMs ?? TEN_SECONDS;
  const calls = Math.min(
    seen === undefined ? limits.callsPerTenSeconds : callsLeftBy(seen, limits, now),
    window === 'calls' ? callsOfTheDay(state, limits, perMs) : Number.POSITIVE_INFINITY,
  );
  return shared({ calls: Math.max(1, Math.floor(calls)), perMs }, limits);
}

/** HubSpot's limit without the headroom; and less when others are seen to use more than that. */
function callsLeftBy({ max, remaining, ours, intervalMs, at }: Seen, { headroom }: Limits, now: number) {
  const others = now - at < intervalMs ? Math.max(0, max - remaining - ours) : 0;
  return Math.min(max * (1 - headroom), max - others - Math.ceil(max * MARGIN));
}

/**
 * All apps of the account share the day's calls. Into the others' part of them we go no faster than would last for
 * another whole day, since nobody says when the day ends.
 */
function callsOfTheDay({ daily }: RateState, { headroom }: Limits, perMs: number): number {
  if (daily === null || daily.remaining > daily.limit * headroom) return Number.POSITIVE_INFINITY;
  return (daily.remaining * perMs) / DAY;
}

/** A part of less than one call becomes one call in a longer time. */
function shared({ calls, perMs }: Budget, { share }: Limits): Budget {
  const part = calls * share;
  return part >= 1 ? { calls: Math.floor(part), perMs } : { calls: 1, perMs: Math.ceil(perMs / part) };
}
