import { setTimeout as pause } from 'node:timers/promises';
import { atMost } from '../at-most.ts';
import type { Log } from '../log.ts';

/** A loop that works until told to stop: at once when poked, and every `idleMs` for what other instances stored. */
export type Loop = {
  start(): void;
  poke(): void;
  /** Ends after the round that is under way, which is waited for only so long. */
  stop(withinMs?: number): Promise<void>;
};

const STOP_WITHIN_MS = 10_000;

/** Runs `work` again and again while it finds something, then waits for a poke or the next look. */
export function createLoop(options: { work: () => Promise<number>; idleMs: number; log: Log }): Loop {
  const { work, idleMs, log } = options;
  let running: Promise<void> | null = null;
  let stopped = false;
  let wake = new AbortController();

  const run = async () => {
    while (!stopped) {
      let found = 0;
      try {
        found = await work();
      } catch (error) {
        log.error('a round of work failed; it is tried again', { error });
      }
      if (found > 0 || stopped) continue;
      // A poke ends the pause early; that is no failure.
      await pause(idleMs, undefined, { signal: wake.signal }).catch(() => {});
      wake = new AbortController();
    }
  };
  return {
    start() {
      running ??= run();
    },
    poke() {
      wake.abort();
    },
    async stop(withinMs = STOP_WITHIN_MS) {
      stopped = true;
      wake.abort();
      if (running !== null) await atMost(withinMs, running);
    },
  };
}
