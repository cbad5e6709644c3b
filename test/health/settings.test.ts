import { describe, expect, test } from '@jest/globals';
import { add, dividedBy, fraction, roundHalfUp, times, toNumber } from '../../src/health/fraction.ts';
import { defaultHealthSettings, settingsProblems } from '../../src/health/index.ts';
import { assessed, fine } from './records.ts';

describe('settings', () => {
  test('the defaults have no problem and survive being stored as JSON', () => {
    expect(settingsProblems(defaultHealthSettings)).toEqual([]);
    const stored: typeof defaultHealthSettings = JSON.parse(JSON.stringify(defaultHealthSettings));
    expect(assessed(fine, stored)).toEqual(assessed(fine));
  });

  test('everything wrong is said at once, by name', () => {
    const { weights, bands, profiles } = defaultHealthSettings;
    const wrong = {
      ...defaultHealthSettings,
      silentDays: 1.5,
      weights: { ...weights, recency: -1, communication: 0 },
      bands: { ...bands, attention: { low: 39, high: 69 } },
      contactCurve: { full: 60, half: 30, zero: 90 },
      fewSignalsUpTo: 2,
      fiscalYearStart: 13,
      profiles: { ...profiles, reseller: { ...profiles.reseller, expected: 0 } },
    };
    expect(settingsProblems(wrong)).toEqual([
      'silentDays: 1.5 is not a whole number from 0 to 10000',
      'weights.recency: -1 is not a number of 0 or more',
      'weights.communication: must be above 0',
      'bands: whole numbers from 0 to 100 that rise without touching are expected',
      'contactCurve: full < half <= zero is expected',
      'fewSignalsUpTo: 2 is not a share from 0 to 1',
      'profiles.reseller.expected: must be above 0',
      'fiscalYearStart: a month from 1 to 12 is expected',
    ]);
  });

  test('a portal can tighten a rule, and the assessment names the version it was made with', () => {
    const strict = { ...defaultHealthSettings, version: '2', checkIn: { everyDays: 7, graceDays: 0 } };
    const { summary, settingsVersion } = assessed(fine, strict);
    expect([summary, settingsVersion]).toEqual([
      'Attention: no two-way contact for 9 days; every 7 days is expected',
      '2',
    ]);
  });
});

describe('fractions', () => {
  test('take decimals as written and keep thirds whole', () => {
    expect(toNumber(add(fraction(0.1), fraction(0.2)))).toBe(0.3);
    expect(roundHalfUp(times(fraction(1, 3), dividedBy(fraction(3), fraction(2))))).toBe(1);
  });

  test.each([
    [0, 1, 0],
    [1, 2, 1],
    [3, 2, 2],
    [2.4999999999999996, 1, 2],
    [69.5, 1, 70],
  ])('%d / %d rounds half up to %i', (top, over, wanted) => {
    expect(roundHalfUp(fraction(top, over))).toBe(wanted);
  });

  test('refuse a divisor of zero', () => {
    expect(() => fraction(1, 0)).toThrow(RangeError);
    expect(() => dividedBy(fraction(1), fraction(0))).toThrow(RangeError);
  });
});
