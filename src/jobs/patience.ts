import { LONG_WORK } from '../retry-policy.ts';
import { retryOf } from './retry-of.ts';

/** Waits so many milliseconds. */
export type Pause = (ms: number) => Promise<void>;

/**
 * Does a step of long work that no queue holds, with the queue's manners: told to wait, it waits; a passing fault, of
 * HubSpot or of PostgreSQL, is tried again a few times. What cannot succeed, or never ends, is thrown: the work goes on
 * from its cursor when it is started again.
 */
export async function patiently<Result>(pause: Pause, step: () => Promise<Result>): Promise<Result> {
  let faults = 0;
  for (let waits = 0; ; waits += 1) {
    try {
      return await step();
    } catch (error) {
      const retry = retryOf(error);
      if (retry.kind === 'never' || waits >= LONG_WORK.mostWaits) throw error;
      if (retry.kind === 'wait') {
        await pause(retry.ms);
        continue;
      }
      const ms = LONG_WORK.pausesMs[faults];
      if (ms === undefined) throw error;
      faults += 1;
      await pause(ms);
    }
  }
}
