import type { Clock } from './clock.ts';
import type { Counter } from './counter.ts';
import type { Ask, Begun } from './grant.ts';
import { LANES, type Lane, WINDOWS_OF, type WindowName, windowOf } from './lane.ts';
import { mergeSigns, type Signs } from './signs.ts';

/** The calls that this process may begin without asking anybody. */
export type Leases = {
  /** Takes one; false when there is none. */
  take(lane: Lane): boolean;
  /** Asks for about so many more; resolves to how long to wait before asking again, 0 when some came. */
  refill(lane: Lane, calls: number): Promise<number>;
  heard(lane: Lane, signs: Signs): void;
};

type Lease = { readonly id: string; left: number; begun: number; readonly endsAt: number };
type News = { readonly told: (Begun & { readonly at: number })[]; readonly heard: Ask['heard'] };

/** Asked for at least, so that calls that follow each other need not ask each time. */
const LEAST_LEASE = 4;
const LEASE_MS = { least: 2_000, most: 30_000 };
/** Longer than the windows: what began before that counts no more. */
const TELL_FOR_MS = 15_000;

export function createLeases(count: Counter, clock: Clock, newId: () => string): Leases {
  const held = new Map<Lane, Lease>();
  const pausedUntil = new Map<WindowName, number>();
  let leaseMs = LEASE_MS.least;
  let news: News = { told: [], heard: {} };

  const pauseOf = (lane: Lane) =>
    Math.max(0, ...WINDOWS_OF[lane].map((window) => (pausedUntil.get(window) ?? 0) - clock.now()));
  const giveUp = (lane: Lane) => {
    const lease = held.get(lane);
    held.delete(lane);
    if (lease !== undefined && lease.begun > 0)
      news.told.push({ id: lease.id, lane, calls: lease.begun, at: clock.now() });
  };

  /** Asks, and tells what there is to tell; what could not be told is told the next time. */
  const ask = async (lane: Lane, calls: number): Promise<number> => {
    const sentAt = clock.now();
    const { told, heard } = news;
    news = { told: [], heard: {} };
    const recent = told.filter(({ at }) => at > sentAt - TELL_FOR_MS);
    const begun = recent.map(({ at: _at, ...each }) => each);
    const asked: Ask = { id: newId(), lane, calls, forMs: leaseMs, begun, heard };
    try {
      const granted = await count(asked);
      // An answer that took long leaves less of the lease.
      leaseMs = Math.min(Math.max(4 * (clock.now() - sentAt), LEASE_MS.least), LEASE_MS.most);
      const endsAt = sentAt + asked.forMs;
      if (granted.calls > 0 && clock.now() < endsAt && pauseOf(lane) === 0)
        held.set(lane, { id: asked.id, left: granted.calls, begun: 0, endsAt });
      return Math.max(granted.waitMs, pauseOf(lane));
    } catch (error) {
      news = { told: [...recent, ...news.told], heard: mergeHeard(heard, news.heard) };
      throw error;
    }
  };

  return {
    take(lane) {
      const lease = held.get(lane);
      if (lease === undefined || lease.left === 0 || clock.now() >= lease.endsAt) return false;
      lease.left -= 1;
      lease.begun += 1;
      return true;
    },
    refill(lane, calls) {
      giveUp(lane);
      return ask(lane, Math.max(calls, LEAST_LEASE));
    },
    heard(lane, signs) {
      const window = windowOf(lane);
      news = { ...news, heard: mergeHeard(news.heard, { [window]: signs }) };
      if (signs.pauseMs === undefined) return;
      // Told to wait: what was granted before is not used, and the others hear of it at once.
      pausedUntil.set(window, Math.max(pausedUntil.get(window) ?? 0, clock.now() + signs.pauseMs));
      for (const each of LANES) giveUp(each);
      // Not told now is told later: the ask keeps it.
      ask(lane, 0).catch(() => {});
    },
  };
}

function mergeHeard(before: Ask['heard'], after: Ask['heard']): Ask['heard'] {
  const merged = { ...before };
  for (const [window, signs] of Object.entries(after)) {
    const name = window as WindowName;
    merged[name] = mergeSigns(before[name] ?? {}, signs);
  }
  return merged;
}
