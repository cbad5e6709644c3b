import { describe, expect, test } from '@jest/globals';
import { createLoop } from '../../src/jobs/loop.ts';
import { recordingLog } from '../support/log.ts';

/** A loop whose rounds a test answers one by one; it idles so long that only a poke goes on. */
function looping() {
  const { log, lines } = recordingLog();
  const asked: ((found: number | Error) => void)[] = [];
  let rounds = 0;
  let arrived = () => {};
  const loop = createLoop({
    ...{ idleMs: 3_600_000, log },
    work: () => {
      rounds += 1;
      return new Promise((resolve, reject) => {
        asked.push((found) => (typeof found === 'number' ? resolve(found) : reject(found)));
        arrived();
      });
    },
  });
  const round = async () => {
    if (asked.length === 0) await new Promise<void>((seen) => (arrived = seen));
    return asked.shift();
  };
  return { loop, round, lines, rounds: () => rounds };
}

describe('a loop', () => {
  test('works on while it finds something, then waits for a poke', async () => {
    const { loop, round, rounds } = looping();
    loop.start();
    loop.start();
    (await round())?.(3);
    (await round())?.(0);
    await new Promise(setImmediate);
    expect(rounds()).toBe(2);
    loop.poke();
    const last = await round();
    const stopped = loop.stop();
    last?.(5);
    await stopped;
    expect(rounds()).toBe(3);
  });

  test('a poke in the middle of a round is not lost', async () => {
    const { loop, round, rounds } = looping();
    loop.start();
    const first = await round();
    loop.poke();
    first?.(0);
    const second = await round();
    const stopped = loop.stop();
    second?.(0);
    await stopped;
    expect(rounds()).toBe(2);
  });

  test('a round that fails is told, and does not end the loop', async () => {
    const { loop, round, lines } = looping();
    loop.start();
    (await round())?.(new Error('database away'));
    await new Promise(setImmediate);
    loop.poke();
    const next = await round();
    const stopped = loop.stop();
    next?.(0);
    await stopped;
    expect(lines()).toMatchObject([{ level: 'error', message: 'a round of work failed; it is tried again' }]);
  });

  test('a round that does not end is waited for only so long', async () => {
    const { loop, round } = looping();
    loop.start();
    await round();
    await expect(loop.stop(1)).resolves.toBeUndefined();
  });

  test('stopped before it began, it has nothing to stop', async () => {
    await expect(looping().loop.stop()).resolves.toBeUndefined();
  });
});
