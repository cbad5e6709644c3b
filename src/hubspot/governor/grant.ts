import { type Budget, budgetOf, type Limits } from './budget.ts';
import { type Lane, WINDOWS, WINDOWS_OF, type WindowName } from './lane.ts';
import type { Signs } from './signs.ts';
import { type Lease, type RateState, usedIn } from './state.ts';

/** Calls begun under an earlier lease, all of them before the ask was sent. */
export type Begun = { readonly id: string; readonly lane: Lane; readonly calls: number };

/** An instance asks for some calls in advance, and tells what it did and heard since it last asked. */
export type Ask = {
  readonly id: string;
  readonly lane: Lane;
  /** 0 only tells. */
  readonly calls: number;
  /** How long the asker may begin them, from before it sent this. */
  readonly forMs: number;
  readonly begun: readonly Begun[];
  readonly heard: Readonly<Partial<Record<WindowName, Signs>>>;
};

/** So many calls may begin; when none, it is worth asking again after `waitMs`. */
export type Grant = { readonly calls: number; readonly waitMs: number };

/** Leases are small parts of the budget, so that one instance does not hold what another needs. */
const LEASES_OF_A_BUDGET = 16;
const BUCKET_MS = 100;
const LONGEST_LEASE_MS = 60_000;
const ASK_AGAIN_MS = { least: 10, most: 1_000 };

/**
 * Decides an ask. The law it holds: whatever the instances do with their leases, the calls begun in any stretch of
 * the window's length are never more than the budget. A call of a lease begins between the grant and `until`; so a
 * lease counts until the window has passed after that, or after all its calls were told to have begun.
 */
export function grant(before: RateState, ask: Ask, limits: Limits, now: number): [RateState, Grant] {
  const state = hear(settle(before, ask, now), ask, now);
  const windows = WINDOWS_OF[ask.lane];
  const pause = Math.max(...windows.map((window) => (state.pausedUntil[window] ?? now) - now));
  if (pause > 0 || ask.calls === 0) return [state, { calls: 0, waitMs: Math.max(0, pause) }];
  const budgets = windows.map((window) => ({ window, ...budgetOf(window, state, limits, now) }));
  const free = Math.min(
    ...budgets.map(({ window, calls, perMs }) => calls - usedIn(state, window, perMs, now)),
  );
  if (free < 1) return [state, { calls: 0, waitMs: untilFree(state, budgets, now) }];
  const most = Math.min(...budgets.map(({ calls }) => Math.ceil(calls / LEASES_OF_A_BUDGET)));
  const calls = Math.min(ask.calls, free, most);
  const lease: Lease = {
    ...{ id: ask.id, lane: ask.lane, calls },
    until: now + Math.min(ask.forMs, LONGEST_LEASE_MS),
  };
  return [
    { ...state, leases: [...state.leases, lease] },
    { calls, waitMs: 0 },
  ];
}

/** Leases that were used up count from now on, and what lies further back than any window is forgotten. */
function settle(state: RateState, { begun }: Ask, now: number): RateState {
  const told = new Set(begun.map(({ id }) => id));
  const oldest = now - LONGEST_LEASE_MS;
  const others = state.leases
    .filter(({ id, until }) => !told.has(id) && until > oldest)
    // A clock that was set back: nothing lies further ahead than a lease can.
    .map((lease) => ({ ...lease, until: Math.min(lease.until, now + LONGEST_LEASE_MS) }));
  const until = Math.ceil(now / BUCKET_MS) * BUCKET_MS;
  const buckets = new Map(others.map((lease) => [lease.id, lease]));
  for (const { lane, calls } of begun) {
    // Settled leases of one moment are one entry, so that the state stays small.
    const id = `${lane}@${until}`;
    if (calls > 0) buckets.set(id, { id, lane, until, calls: calls + (buckets.get(id)?.calls ?? 0) });
  }
  return { ...state, leases: [...buckets.values()] };
}

function hear(state: RateState, { heard }: Ask, now: number): RateState {
  let { daily } = state;
  const seen = { ...state.seen };
  const pausedUntil = { ...state.pausedUntil };
  for (const window of WINDOWS) {
    const signs = heard[window];
    if (signs === undefined) continue;
    if (signs.pauseMs !== undefined)
      pausedUntil[window] = Math.max(pausedUntil[window] ?? 0, now + signs.pauseMs);
    if (signs.daily !== undefined && signs.dailyRemaining !== undefined)
      daily = { limit: signs.daily, remaining: signs.dailyRemaining };
    const { max, remaining, intervalMs = 10_000 } = signs;
    if (max === undefined || max < 1 || remaining === undefined || window === 'search') continue;
    const perMs = Math.min(Math.max(intervalMs, 1_000), 60_000);
    const ours = usedIn(state, window, perMs, now);
    seen[window] = { max, remaining, intervalMs: perMs, ours, at: now };
  }
  return { ...state, seen, pausedUntil, daily };
}

/** When the first call leaves a window that is full. Leases end sooner than they may, so it is asked again before. */
function untilFree(
  state: RateState,
  budgets: readonly (Budget & { window: WindowName })[],
  now: number,
): number {
  const waits = budgets.map(({ window, calls, perMs }) => {
    if (usedIn(state, window, perMs, now) < calls) return 0;
    const ends = state.leases.filter(
      ({ lane, until }) => WINDOWS_OF[lane].includes(window) && until > now - perMs,
    );
    return Math.min(...ends.map(({ until }) => until)) + perMs - now;
  });
  return Math.min(Math.max(...waits, ASK_AGAIN_MS.least), ASK_AGAIN_MS.most);
}
