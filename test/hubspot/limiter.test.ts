import { describe, expect, test } from '@jest/globals';
import {
  createLimiter,
  createSharedLimiter,
  type Limiter,
  type RateKeeper,
} from '../../src/hubspot/limiter.ts';
import { recordingLog, silentLog } from '../support/log.ts';
import { createFakeClock, type FakeClock, settled } from './fake-clock.ts';

/** Puts so many calls in line, and tells when each began. */
function calls(
  limiter: Limiter,
  clock: FakeClock,
  count: number,
  lane: Parameters<Limiter['run']>[0] = 'records',
) {
  const begun: number[] = [];
  const refused: unknown[] = [];
  for (let at = 0; at < count; at++) {
    limiter
      .run(lane, async () => {
        begun.push(clock.now());
      })
      .catch((error: unknown) => refused.push(error));
  }
  return { begun, refused };
}

/** A keeper in memory, for several limiters. */
function createKeeper(clock: FakeClock): RateKeeper {
  let kept: unknown = null;
  return async (change) => {
    const { state, result } = change(kept, clock.now());
    kept = JSON.parse(JSON.stringify(state));
    return result;
  };
}

const within = (times: readonly number[], from: number, to: number) =>
  times.filter((at) => at >= from && at < to).length;

describe('the limiter of one process', () => {
  test('never begins more calls in any ten seconds than allowed', async () => {
    const clock = createFakeClock();
    const limiter = createLimiter({ callsPerTenSeconds: 2, clock });
    const { begun } = calls(limiter, clock, 5);
    await clock.advance(25_000);
    expect(begun.map((at) => Math.floor(at / 1_000))).toEqual([0, 0, 10, 10, 20]);
  });

  test('runs so many at once, and goes on after a failure', async () => {
    const limiter = createLimiter({ atOnce: 1 });
    const failing = limiter.run('records', () => Promise.reject(new Error('refused')));
    const following = limiter.run('records', () => Promise.resolve('done'));
    await expect(failing).rejects.toThrow('refused');
    expect(await following).toBe('done');
  });

  test('begins two searches a second, and other calls meanwhile', async () => {
    const clock = createFakeClock();
    const limiter = createLimiter({ clock });
    const { begun: searches } = calls(limiter, clock, 7, 'search');
    const { begun: reads } = calls(limiter, clock, 20);
    await clock.advance(900);
    expect([searches.length, reads.length]).toEqual([2, 20]);
    await clock.advance(4_000);
    expect(searches.length).toBe(7);
    for (const at of searches) expect(within(searches, at, at + 1_000)).toBeLessThanOrEqual(2);
  });

  test('takes HubSpot’s limit from the headers, less what is left to others', async () => {
    const clock = createFakeClock();
    const limiter = createLimiter({ callsPerTenSeconds: 5, clock });
    limiter.heard('records', { max: 100, remaining: 99 });
    const { begun } = calls(limiter, clock, 200);
    await clock.advance(9_900);
    expect(begun.length).toBe(80);
  });

  test('slows down when others use more than their part', async () => {
    const clock = createFakeClock();
    const limiter = createLimiter({ callsPerTenSeconds: 100, headroom: 0.2, clock });
    const { begun } = calls(limiter, clock, 20);
    await clock.advance(100);
    // 20 calls are ours, 50 somebody else's: 5 stay away from the limit, so about 45 are ours in all.
    limiter.heard('records', { max: 100, remaining: 30 });
    const { begun: more } = calls(limiter, clock, 100);
    await clock.advance(5_000);
    expect(begun.length + more.length).toBeGreaterThanOrEqual(45);
    expect(begun.length + more.length).toBeLessThan(50);
  });

  test('goes slowly through the others’ part of the day', async () => {
    const clock = createFakeClock();
    const limiter = createLimiter({ clock });
    limiter.heard('records', { max: 190, remaining: 180, daily: 100_000, dailyRemaining: 17_280 });
    const { begun } = calls(limiter, clock, 100);
    await clock.advance(9_000);
    expect(begun.length).toBe(2);
  });

  test('told to wait, begins nothing more before; who would wait long is sent back with the time', async () => {
    const clock = createFakeClock();
    const limiter = createLimiter({ clock });
    calls(limiter, clock, 1);
    await clock.advance(0);
    limiter.heard('records', { pauseMs: 10_000 });
    const { begun } = calls(limiter, clock, 3);
    await clock.advance(9_900);
    expect(begun).toEqual([]);
    await clock.advance(1_200);
    expect(begun.length).toBe(3);
    limiter.heard('records', { pauseMs: 900_000 });
    const { begun: none, refused } = calls(limiter, clock, 2);
    await clock.advance(10);
    expect({ none, refused }).toMatchObject({
      none: [],
      refused: [
        { code: 'hubspot-rate-limited', retry: { kind: 'wait', ms: expect.closeTo(900_000, -2) } },
        { code: 'hubspot-rate-limited', retry: { kind: 'wait' } },
      ],
    });
  });
});

describe('limiters that share an account', () => {
  test('one that is told to wait stops the others', async () => {
    const clock = createFakeClock();
    const keep = createKeeper(clock);
    const [one, other] = [1, 2].map(() => createSharedLimiter(keep, silentLog, { clock }));
    if (one === undefined || other === undefined) throw new Error('two were made');
    one.heard('records', { pauseMs: 15_000 });
    await settled();
    const { begun } = calls(other, clock, 3);
    await clock.advance(14_900);
    expect(begun).toEqual([]);
    await clock.advance(1_200);
    expect(begun.length).toBe(3);
  });

  test('while the keeper is away, each takes an eighth and says so once; afterwards they count together', async () => {
    const clock = createFakeClock();
    const keeper = createKeeper(clock);
    let away = true;
    const { log, lines } = recordingLog();
    const keep: RateKeeper = (change) => (away ? Promise.reject(new Error('away')) : keeper(change));
    const limiter = createSharedLimiter(keep, log, { callsPerTenSeconds: 80, clock });
    const { begun } = calls(limiter, clock, 100);
    await clock.advance(9_900);
    expect(begun.length).toBe(10);
    away = false;
    await clock.advance(5_100);
    // What was begun alone counts when they are together again.
    expect(begun.length).toBeGreaterThan(70);
    expect(begun.length).toBeLessThanOrEqual(100);
    await new Promise(setImmediate);
    expect(lines()).toMatchObject([{ level: 'warn' }, { level: 'info' }]);
  });

  test('a keeper that hangs stops nobody', async () => {
    const clock = createFakeClock();
    const limiter = createSharedLimiter(() => new Promise(() => {}), silentLog, {
      callsPerTenSeconds: 80,
      clock,
    });
    const { begun } = calls(limiter, clock, 5);
    await clock.advance(5_100);
    expect(begun.length).toBe(5);
  });
});
