import type { Log } from '../src/log.ts';

/** What must be done before the process may end, last started first. */
export type Lifecycle = { onStop(what: string, stop: () => Promise<void>): void };

/** The process, as far as its end is concerned. */
export type Ending = {
  on(event: string, listener: (reason: unknown) => void): unknown;
  exit(code: number): unknown;
};

const STOP_MS = 40_000;

/**
 * Ends the process in good order: on SIGINT and SIGTERM (exit code 0) and on an error that nobody caught (logged,
 * exit code 1). A second signal ends it at once, and so does an end that takes longer than 40 s.
 */
export function createLifecycle(log: Log, process: Ending): Lifecycle {
  const steps: { what: string; stop: () => Promise<void> }[] = [];
  let stopping = false;
  const end = async (code: number): Promise<void> => {
    if (stopping) {
      process.exit(1);
      return;
    }
    stopping = true;
    setTimeout(() => {
      log.error('the end took too long; what was under way goes to other instances, or on at the next start');
      process.exit(1);
    }, STOP_MS).unref();
    let result = code;
    for (const { what, stop } of steps.reverse()) {
      try {
        await stop();
      } catch (error) {
        log.error(`could not stop ${what}`, { error });
        result = 1;
      }
    }
    process.exit(result);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      log.info('stopping', { signal });
      void end(0);
    });
  }
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error) => {
      log.error('an error that nobody caught', { error });
      void end(1);
    });
  }
  return { onStop: (what, stop) => void steps.push({ what, stop }) };
}
