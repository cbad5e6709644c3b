/** Real time, unless a test stands in for it. Milliseconds. */
export type Clock = {
  readonly now: () => number;
  readonly later: (work: () => void, ms: number) => void;
};

const REAL: Clock = { now: () => performance.now(), later: (work, ms) => void setTimeout(work, ms) };

/** Runs work when it is its turn; what is waiting in line has not begun. */
export type Limiter = <Result>(work: () => Promise<Result>) => Promise<Result>;

const TEN_SECONDS = 10_000;

/**
 * HubSpot counts calls over rolling ten seconds (hubspot.md 4.7). One limiter per connection: the official client's
 * own is one for the whole process, and a call waiting in its line looks like HubSpot not answering.
 */
export function createLimiter(
  { callsPerTenSeconds, atOnce }: { callsPerTenSeconds: number; atOnce: number },
  clock: Clock = REAL,
): Limiter {
  const waiting: (() => void)[] = [];
  let begun: number[] = [];
  let running = 0;
  let woken = false;

  const next = () => {
    const now = clock.now();
    begun = begun.filter((at) => at > now - TEN_SECONDS);
    while (running < atOnce && begun.length < callsPerTenSeconds) {
      const begin = waiting.shift();
      if (begin === undefined) return;
      begun.push(now);
      running += 1;
      begin();
    }
    const [oldest] = begun;
    if (waiting.length === 0 || running >= atOnce || oldest === undefined || woken) return;
    woken = true;
    clock.later(
      () => {
        woken = false;
        next();
      },
      oldest + TEN_SECONDS - now,
    );
  };

  return async (work) => {
    await new Promise<void>((begin) => {
      waiting.push(begin);
      next();
    });
    try {
      return await work();
    } finally {
      running -= 1;
      next();
    }
  };
}
