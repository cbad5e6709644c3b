import { setTimeout as pause } from 'node:timers/promises';

export const LATE = Symbol('late');

/** What work resolves to, or `LATE` when that takes longer than so many milliseconds; it goes on all the same. */
export async function atMost<Result>(ms: number, work: Promise<Result>): Promise<Result | typeof LATE> {
  const done = new AbortController();
  // A pause that was ended early is no failure: nobody waits for it any more.
  const late = pause(ms, LATE, { signal: done.signal }).catch((): typeof LATE => LATE);
  try {
    return await Promise.race([work, late]);
  } finally {
    done.abort();
  }
}
