import { describe, expect, test } from '@jest/globals';
import { createLimiter } from '../../src/hubspot/limiter.ts';

/** A clock that a test moves. */
function createClock() {
  let at = 0;
  let alarms: { at: number; work: () => void }[] = [];
  return {
    now: () => at,
    later: (work: () => void, ms: number) => void alarms.push({ at: at + ms, work }),
    async advance(ms: number) {
      at += ms;
      const due = alarms.filter((alarm) => alarm.at <= at);
      alarms = alarms.filter((alarm) => alarm.at > at);
      for (const { work } of due) work();
      await new Promise(setImmediate);
    },
  };
}

describe('the limiter', () => {
  test('never begins more calls in any ten seconds than allowed, and keeps their order', async () => {
    const clock = createClock();
    const inTurn = createLimiter({ callsPerTenSeconds: 2, atOnce: 8 }, clock);
    const begun: [number, number][] = [];
    const all = [1, 2, 3, 4, 5].map((place) =>
      inTurn(async () => {
        begun.push([place, clock.now()]);
      }),
    );
    await clock.advance(0);
    await clock.advance(9_999);
    await clock.advance(1);
    await clock.advance(10_000);
    await Promise.all(all);
    expect(begun).toEqual([
      [1, 0],
      [2, 0],
      [3, 10_000],
      [4, 10_000],
      [5, 20_000],
    ]);
  });

  test('runs so many at once, and goes on after a failure', async () => {
    const clock = createClock();
    const inTurn = createLimiter({ callsPerTenSeconds: 100, atOnce: 1 }, clock);
    const failing = inTurn(() => Promise.reject(new Error('refused')));
    const following = inTurn(() => Promise.resolve('done'));
    await expect(failing).rejects.toThrow('refused');
    expect(await following).toBe('done');
  });
});
