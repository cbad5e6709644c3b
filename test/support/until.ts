import { setTimeout as pause } from 'node:timers/promises';

/** Waits for another process to get somewhere: asks every 20 ms, and fails after `withinMs`. Not for our own clocks. */
export async function until(
  what: string,
  holds: () => boolean | Promise<boolean>,
  withinMs = 15_000,
): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`not within ${withinMs} ms: ${what}`);
    await pause(20);
  }
}
