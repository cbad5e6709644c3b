import type { Clock } from './clock.ts';
import type { Counter } from './counter.ts';
import { LANES, type Lane, WINDOWS_OF, type WindowName, windowOf } from './lane.ts';
import { createNews } from './news.ts';
import type { Signs } from './signs.ts';

/** The calls that this process may begin without asking anybody. */
export type Leases = {
  /** Takes one; false when there is none. */
  take(lane: Lane): boolean;
  /** Asks for about so many more; resolves to how long to wait before asking again, 0 when some came. */
  refill(lane: Lane, calls: number): Promise<number>;
  heard(lane: Lane, signs: Signs): void;
};

type Lease = { readonly id: string; left: number; begun: number; readonly endsAt: number };

/** Asked for at least, so that calls that follow each other need not ask each time. */
const LEAST_LEASE = 4;
const LEASE_MS = { least: 2_000, most: 30_000 };

export function createLeases(count: Counter, clock: Clock, newId: () => string): Leases {
  const held = new Map<Lane, Lease>();
  const pausedUntil = new Map<WindowName, number>();
  const news = createNews(clock);
  let leaseMs = LEASE_MS.least;

  const pauseOf = (lane: Lane) =>
    Math.max(0, ...WINDOWS_OF[lane].map((window) => (pausedUntil.get(window) ?? 0) - clock.now()));
  const giveUp = (lane: Lane) => {
    const lease = held.get(lane);
    held.delete(lane);
    if (lease !== undefined && lease.begun > 0) news.begun({ id: lease.id, lane, calls: lease.begun });
  };

  const ask = async (lane: Lane, calls: number): Promise<number> => {
    const sentAt = clock.now();
    const asked = { id: newId(), lane, calls, forMs: leaseMs };
    const granted = await news.tell((each) => count({ ...asked, ...each }));
    // An answer that took long leaves less of the lease.
    leaseMs = Math.min(Math.max(4 * (clock.now() - sentAt), LEASE_MS.least), LEASE_MS.most);
    const endsAt = sentAt + asked.forMs;
    if (granted.calls > 0 && clock.now() < endsAt && pauseOf(lane) === 0)
      held.set(lane, { id: asked.id, left: granted.calls, begun: 0, endsAt });
    return Math.max(granted.waitMs, pauseOf(lane));
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
      news.heard({ [window]: signs });
      if (signs.pauseMs === undefined) return;
      // Told to wait: what was granted before is not used, and the others hear of it at once.
      pausedUntil.set(window, Math.max(pausedUntil.get(window) ?? 0, clock.now() + signs.pauseMs));
      for (const each of LANES) giveUp(each);
      // Not told now is told with the next ask.
      ask(lane, 0).catch(() => {});
    },
  };
}
