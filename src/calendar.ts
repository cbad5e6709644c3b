import { Temporal } from 'temporal-polyfill';

declare const dayBrand: unique symbol;
declare const monthBrand: unique symbol;

/** A calendar day, `YYYY-MM-DD`. Days compare as text. */
export type Day = string & { readonly [dayBrand]: true };
/** A calendar month, `YYYY-MM`. Months compare as text. */
export type Month = string & { readonly [monthBrand]: true };

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Reads `YYYY-MM-DD`. Throws a TypeError naming `what` for anything else, February 30 included. */
export function parseDay(value: unknown, what = 'day'): Day {
  if (typeof value === 'string' && DAY.test(value)) {
    try {
      return Temporal.PlainDate.from(value, { overflow: 'reject' }).toString() as Day;
    } catch {
      // An impossible date (2026-02-30) is the same mistake as a malformed one: reported below.
    }
  }
  throw new TypeError(`${what}: ${JSON.stringify(value)} is not a date (YYYY-MM-DD)`);
}

/** The calendar day of an instant in a time zone: datetimes are converted once, at reading. */
export function dayIn(timeZone: string, epochMs: number): Day {
  return Temporal.Instant.fromEpochMilliseconds(epochMs)
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .toString() as Day;
}

/** The first instant of a day in a time zone, in milliseconds since 1970. */
export function startOf(timeZone: string, day: Day): number {
  return Temporal.PlainDate.from(day).toZonedDateTime(timeZone).epochMilliseconds;
}

/** Whole calendar days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'day' }).days;
}

export function addDays(day: Day, days: number): Day {
  return Temporal.PlainDate.from(day).add({ days }).toString() as Day;
}

export function addMonths(day: Day, months: number): Day {
  return Temporal.PlainDate.from(day).add({ months }).toString() as Day;
}

export function monthOf(day: Day): Month {
  return day.slice(0, 7) as Month;
}

export function parseMonth(value: unknown, what = 'month'): Month {
  if (typeof value === 'string' && /^\d{4}-(0[1-9]|1[0-2])$/.test(value)) return value as Month;
  throw new TypeError(`${what}: ${JSON.stringify(value)} is not a month (YYYY-MM)`);
}

/** First day of the calendar quarter that holds `day`. */
export function quarterStart(day: Day): Day {
  const month = Number(day.slice(5, 7));
  const first = month - ((month - 1) % 3);
  return `${day.slice(0, 4)}-${String(first).padStart(2, '0')}-01` as Day;
}

/** `3 Mar 2026`: how dates are written in receipts and on cards. */
export function formatDay(day: Day): string {
  const date = Temporal.PlainDate.from(day);
  return `${date.day} ${MONTHS[date.month - 1]} ${date.year}`;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** True when the runtime knows the IANA zone. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** True for an instant with its offset, such as `2026-03-02T09:00:00Z`. */
export function isInstant(text: string): boolean {
  try {
    Temporal.Instant.from(text);
    return true;
  } catch {
    return false;
  }
}
