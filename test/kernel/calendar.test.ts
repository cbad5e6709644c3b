import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  addDays,
  addMonths,
  dayIn,
  daysBetween,
  formatDay,
  isTimeZone,
  monthOf,
  parseDay,
  parseMonth,
  quarterStart,
} from '../../src/calendar.ts';
import { LAW_RUNS } from '../attribution/law-runs.ts';

const at = (text: string) => Date.parse(text);
const anyDay = fc.integer({ min: -20_000, max: 40_000 }).map((days) => addDays(parseDay('1970-01-01'), days));

describe('days', () => {
  test.each<[unknown]>([
    ['2026-02-30'],
    ['2026-13-01'],
    ['2025-02-29'],
    ['2026-2-3'],
    ['2026-02-03T00:00:00Z'],
    [' 2026-02-03'],
    [''],
    [null],
    [20_260_203],
  ])('%p is not a day', (value) => {
    expect(() => parseDay(value, 'accepted_on')).toThrow(
      new TypeError(`accepted_on: ${JSON.stringify(value)} is not a date (YYYY-MM-DD)`),
    );
  });

  test.each([
    ['Europe/Berlin', '2026-03-28T23:30:00Z', '2026-03-29'],
    ['Europe/Berlin', '2026-03-29T21:59:59Z', '2026-03-29'],
    ['Europe/Berlin', '2026-03-29T22:00:00Z', '2026-03-30'],
    ['Europe/Berlin', '2026-10-25T22:59:59Z', '2026-10-25'],
    ['Europe/Berlin', '2026-10-25T23:00:00Z', '2026-10-26'],
    ['America/Los_Angeles', '2026-05-12T06:59:59Z', '2026-05-11'],
    ['Pacific/Kiritimati', '2026-05-12T10:00:00Z', '2026-05-13'],
    ['Pacific/Pago_Pago', '2026-05-12T10:59:00Z', '2026-05-11'],
    ['Asia/Kathmandu', '2026-05-12T18:15:00Z', '2026-05-13'],
    ['America/Sao_Paulo', '2018-11-04T03:00:00Z', '2018-11-04'],
    ['Pacific/Apia', '2011-12-30T10:00:00Z', '2011-12-31'],
  ])('in %s, %s is %s', (zone, instant, day) => {
    expect(dayIn(zone, at(instant))).toBe(day);
  });

  test('days across a change of clocks are whole days', () => {
    const [before, after] = [parseDay('2026-03-28'), parseDay('2026-03-30')];
    expect([daysBetween(before, after), daysBetween(after, before), addDays(before, 2)]).toEqual([
      2,
      -2,
      after,
    ]);
  });

  test('adding and counting days undo each other, and days compare as text', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -5000, max: 5000 }), (day, days) => {
        const later = addDays(day, days);
        expect(daysBetween(day, later)).toBe(days);
        expect(Math.sign(days)).toBe(later > day ? 1 : later < day ? -1 : 0);
      }),
      LAW_RUNS,
    );
  });

  test('a month later is the same day, or the last one of a shorter month', () => {
    expect(['2026-01-31', '2024-01-31', '2026-03-15'].map((day) => addMonths(parseDay(day), 1))).toEqual([
      '2026-02-28',
      '2024-02-29',
      '2026-04-15',
    ]);
    expect(addMonths(parseDay('2024-02-29'), 12)).toBe('2025-02-28');
    expect(addMonths(parseDay('2026-01-01'), -3)).toBe('2025-10-01');
  });

  test('a day is written as people write it', () => {
    expect([formatDay(parseDay('2026-03-03')), formatDay(parseDay('2026-12-31'))]).toEqual([
      '3 Mar 2026',
      '31 Dec 2026',
    ]);
  });
});

describe('months and quarters', () => {
  test('a day lies in its month and quarter', () => {
    const days = ['2026-01-01', '2026-03-31', '2026-04-01', '2026-12-31'].map((day) => parseDay(day));
    expect(days.map(monthOf)).toEqual(['2026-01', '2026-03', '2026-04', '2026-12']);
    expect(days.map(quarterStart)).toEqual(['2026-01-01', '2026-01-01', '2026-04-01', '2026-10-01']);
  });

  test.each(['2026-13', '2026-00', '2026-1', '2026-01-01', '', null])('%p is not a month', (value) => {
    expect(() => parseMonth(value)).toThrow(`month: ${JSON.stringify(value)} is not a month (YYYY-MM)`);
  });

  test('only zones that the runtime knows are zones', () => {
    expect(['Europe/Berlin', 'UTC', 'Mars/Olympus', ''].map(isTimeZone)).toEqual([true, true, false, false]);
  });
});
