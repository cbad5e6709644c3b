import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createSharedLimiter, type RateKeeper } from '../../src/hubspot/limiter.ts';
import { LAW_RUNS } from '../attribution/law-runs.ts';
import { silentLog } from '../support/log.ts';
import { createFakeClock, type FakeClock, settled } from './fake-clock.ts';

// A run plays minutes of several instances: fewer than of other laws.
const RUNS = Math.ceil(LAW_RUNS.numRuns / 4);
const BUDGET = 24;

/** Keeps one state for all instances behind a wire: every ask takes its time there and back, one after the other. */
function createFarKeeper(clock: FakeClock, delays: () => number): RateKeeper {
  let kept: unknown = null;
  const pause = (ms: number) => new Promise<void>((resolve) => void clock.later(resolve, ms));
  return async (change) => {
    await pause(delays());
    const { state, result } = change(kept, clock.now());
    kept = JSON.parse(JSON.stringify(state));
    await pause(delays());
    return result;
  };
}

/** The most calls that began in any stretch of so many milliseconds. */
function mostIn(times: readonly number[], ms: number): number {
  return Math.max(0, ...times.map((from) => times.filter((at) => at >= from && at < from + ms).length));
}

type Step = {
  readonly instance: number;
  readonly afterMs: number;
  readonly calls: number;
  readonly lane: 'records' | 'associations' | 'search';
  readonly lastMs: number;
};
const step: fc.Arbitrary<Step> = fc.record({
  instance: fc.nat(3),
  afterMs: fc.oneof(fc.constant(0), fc.nat(500), fc.nat(15_000)),
  calls: fc.oneof(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 60 })),
  lane: fc.constantFrom('records', 'records', 'associations', 'search'),
  lastMs: fc.nat(3_000),
});

test('however many instances, and whenever they call: never more than the budget in any ten seconds', async () => {
  let calls = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 1, maxLength: 12 }),
      fc.array(fc.nat(2_500), { minLength: 1, maxLength: 8 }),
      async (steps, delays) => {
        const clock = createFakeClock();
        let asked = 0;
        const keep = createFarKeeper(clock, () => delays[asked++ % delays.length] ?? 0);
        const instances = [0, 1, 2, 3].map(() =>
          createSharedLimiter(keep, silentLog, { callsPerTenSeconds: BUDGET, clock }),
        );
        const begun: { at: number; lane: string }[] = [];
        for (const { instance, afterMs, calls, lane, lastMs } of steps) {
          await clock.advance(afterMs);
          for (let at = 0; at < calls; at++) {
            instances[instance]
              ?.run(lane, () => {
                begun.push({ at: clock.now(), lane });
                return new Promise<void>((resolve) => void clock.later(resolve, lastMs));
              })
              .catch(() => undefined);
          }
        }
        const wanted = steps.reduce((sum, { calls }) => sum + calls, 0);
        for (let second = 0; second < 3_000 && begun.length < wanted; second += 5) await clock.advance(5_000);
        await settled();
        calls += begun.length;
        const searches = begun.filter(({ lane }) => lane === 'search').map(({ at }) => at);
        expect({
          all: begun.length,
          inTenSeconds:
            mostIn(
              begun.map(({ at }) => at),
              10_000,
            ) <= BUDGET,
          searchesInASecond: mostIn(searches, 1_000) <= 2,
        }).toEqual({ all: wanted, inTenSeconds: true, searchesInASecond: true });
      },
    ),
    { numRuns: RUNS },
  );
  expect(calls).toBeGreaterThan(RUNS);
}, 120_000);

test('a busy instance uses nearly all of the budget, and two share it', async () => {
  const clock = createFakeClock();
  const keep = createFarKeeper(clock, () => 2);
  const counts = [0, 0];
  const instances = counts.map(() =>
    createSharedLimiter(keep, silentLog, { callsPerTenSeconds: 150, clock }),
  );
  for (const [place, limiter] of instances.entries()) {
    for (let at = 0; at < 2_000; at++) {
      limiter
        .run('records', () => {
          counts[place] = (counts[place] ?? 0) + 1;
          return new Promise<void>((resolve) => void clock.later(resolve, 60));
        })
        .catch(() => undefined);
    }
  }
  await clock.advance(100_000);
  const [one = 0, other = 0] = counts;
  expect(one + other).toBeGreaterThan(0.95 * 1_500);
  expect(one + other).toBeLessThanOrEqual(1_500 + 150);
  expect(Math.min(one, other) / Math.max(one, other)).toBeGreaterThan(0.5);
});
