import { expect, test } from '@jest/globals';
import { createBurstMeter } from '../../src/jobs/burst.ts';

const AT = Date.parse('2026-03-02T09:00:00Z');

test('what comes after a thousand events in one minute of a portal is a bulk edit', () => {
  const meter = createBurstMeter();
  const burst = (portal: string, at: number, events: number) =>
    Array.from({ length: events }, () => meter.isBurst(portal, at)).filter(Boolean).length;
  expect(burst('1', AT, 1000)).toBe(0);
  expect(burst('2', AT, 1000)).toBe(0);
  expect(burst('1', AT + 59_999, 5)).toBe(5);
  expect(burst('1', AT + 60_000, 1000)).toBe(0);
  expect(burst('1', AT + 60_000, 1)).toBe(1);
});
