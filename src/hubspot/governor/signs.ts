import { z } from 'zod';

/** What an answer of HubSpot says about its limits; what it does not say is absent. */
export type Signs = {
  readonly max?: number;
  readonly remaining?: number;
  readonly intervalMs?: number;
  readonly daily?: number;
  readonly dailyRemaining?: number;
  /** Told to wait: no call of the kind before so many milliseconds. */
  readonly pauseMs?: number;
};

const HEADERS = {
  max: 'x-hubspot-ratelimit-max',
  remaining: 'x-hubspot-ratelimit-remaining',
  intervalMs: 'x-hubspot-ratelimit-interval-milliseconds',
  daily: 'x-hubspot-ratelimit-daily',
  dailyRemaining: 'x-hubspot-ratelimit-daily-remaining',
} as const;

const count = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number);

/** Reads HubSpot's rate limit headers (hubspot.md 4.7). One that is not a number says nothing. */
export function readSigns(headers: Headers): Signs {
  return Object.fromEntries(
    Object.entries(HEADERS).flatMap(([name, header]) => {
      const read = count.safeParse(headers.get(header));
      return read.success ? [[name, read.data]] : [];
    }),
  );
}

/** Two answers in one: the later word counts, but the least remaining and the longest wait. */
export function mergeSigns(before: Signs, after: Signs): Signs {
  const least = smallest([before.remaining, after.remaining]);
  const pause = -smallest([before.pauseMs, after.pauseMs].map((ms) => (ms === undefined ? ms : -ms)));
  return {
    ...before,
    ...after,
    ...(Number.isFinite(least) ? { remaining: least } : {}),
    ...(Number.isFinite(pause) ? { pauseMs: pause } : {}),
  };
}

function smallest(numbers: readonly (number | undefined)[]): number {
  return Math.min(...numbers.filter((each) => each !== undefined));
}
