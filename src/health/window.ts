import { addDays, type Day } from '../calendar.ts';

/** A stretch of days, both ends included. */
export type Window = { readonly first: Day; readonly last: Day };

/** "In the last n days": today and the n days before it. */
export function lastDays(today: Day, days: number): Window {
  return { first: addDays(today, -days), last: today };
}

/** The stretch of the same length that ended the day before `lastDays(today, days)` began. */
export function daysBefore(today: Day, days: number): Window {
  return { first: addDays(today, -2 * days), last: addDays(today, -days - 1) };
}

export function holds(window: Window, day: Day): boolean {
  return window.first <= day && day <= window.last;
}

export function countIn(window: Window, days: readonly Day[]): number {
  return days.filter((day) => holds(window, day)).length;
}

export function latest(days: readonly Day[]): Day | null {
  return days.reduce<Day | null>((last, day) => (last === null || day > last ? day : last), null);
}
