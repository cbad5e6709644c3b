import { z } from 'zod';
import { LANES, WINDOWS, WINDOWS_OF, type WindowName } from './lane.ts';

const moment = z.number();

/** Calls that somebody may begin until `until`, or has begun by then. */
const lease = z.object({
  id: z.string(),
  lane: z.enum(LANES),
  until: moment,
  calls: z.number().int().positive(),
});
export type Lease = z.infer<typeof lease>;

/** HubSpot's last word on a window, and how many calls in it we then knew to be ours. */
const seen = z.object({
  max: z.number().int().positive(),
  remaining: z.number().int(),
  intervalMs: z.number().int().min(1_000).max(60_000),
  ours: z.number().int(),
  at: moment,
});
export type Seen = z.infer<typeof seen>;

/** What all instances know together of one account's limits. Milliseconds of the clock of whoever keeps it. */
const rateState = z.object({
  leases: z.array(lease),
  seen: z.partialRecord(z.enum(WINDOWS), seen),
  pausedUntil: z.partialRecord(z.enum(WINDOWS), moment),
  daily: z.object({ limit: z.number().int(), remaining: z.number().int() }).nullable(),
});
export type RateState = z.infer<typeof rateState>;

export const NOTHING_YET: RateState = { leases: [], seen: {}, pausedUntil: {}, daily: null };

/** Reads what was kept; null is the first time. Throws for a shape that is not ours. */
export function parseRateState(kept: unknown): RateState {
  return kept === null ? NOTHING_YET : rateState.parse(kept);
}

/** Calls that may lie in the window of `perMs` that ends now, begun or still allowed to begin. */
export function usedIn({ leases }: RateState, window: WindowName, perMs: number, now: number): number {
  return leases
    .filter(({ lane, until }) => WINDOWS_OF[lane].includes(window) && until > now - perMs)
    .reduce((sum, { calls }) => sum + calls, 0);
}
