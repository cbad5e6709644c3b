import { Problem } from '../errors.ts';
import { LONG_WORK } from '../retry-policy.ts';

/** Waits so many milliseconds. */
export type Pause = (ms: number) => Promise<void>;

/**
 * Does a step of long work that no queue holds, with the queue's manners: told to wait, it waits; a passing fault is
 * tried again a few times. What cannot succeed, or never ends, is thrown: the work goes on from its cursor when it is
 * started again.
 */
export async function patiently<Result>(pause: Pause, step: () => Promise<Result>): Promise<Result> {
  let faults = 0;
  for (let waits = 0; ; waits += 1) {
    try {
      return await step();
    } catch (error) {
      if (!(error instanceof Problem) || error.retry.kind === 'never' || waits >= LONG_WORK.mostWaits)
        throw error;
      if (error.retry.kind === 'wait') {
        await pause(error.retry.ms);
        continue;
      }
      const ms = LONG_WORK.pausesMs[faults];
      if (ms === undefined) throw error;
      faults += 1;
      await pause(ms);
    }
  }
}
