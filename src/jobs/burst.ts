/** More events of one portal in one minute are a bulk edit: it goes behind the rest (R47). */
const EVENTS_A_MINUTE = 1000;
const MINUTE_MS = 60_000;

/** Tells bulk edits from the day's work. */
export type BurstMeter = {
  /** Counts an event that arrived at `receivedAt` (milliseconds since 1970); true once its minute has too many. */
  isBurst(portalId: string, receivedAt: number): boolean;
};

/**
 * Counts the events that this instance reads, by the minute in which they arrived: one number per portal. Several
 * instances see a part each, which only means that a bulk edit is known for one a little later.
 */
export function createBurstMeter(): BurstMeter {
  const latest = new Map<string, { readonly minute: number; events: number }>();
  return {
    isBurst(portalId, receivedAt) {
      const minute = Math.floor(receivedAt / MINUTE_MS);
      const before = latest.get(portalId);
      const now = before?.minute === minute ? before : { minute, events: 0 };
      now.events += 1;
      latest.set(portalId, now);
      return now.events > EVENTS_A_MINUTE;
    },
  };
}
