import { words } from '../words.ts';

/** A date as HubSpot's DateInput takes and gives it: the month counts from 0. */
export type DateValue = { year: number; month: number; date: number };

/** `2026-03-03` as people read it: `3 Mar 2026`. The same words for every locale, so that 3/4 never misleads. */
export function dayText(day: string): string {
  const { year, month, date } = toDateValue(day);
  return `${date} ${words.months[month]} ${year}`;
}

/** Takes a day the contract has parsed (`YYYY-MM-DD`). */
export function toDateValue(day: string): DateValue {
  const [year, month, date] = day.split('-').map(Number);
  return { year: year ?? 0, month: (month ?? 0) - 1, date: date ?? 0 };
}

export function fromDateValue({ year, month, date }: DateValue): string {
  return `${String(year).padStart(4, '0')}-${twoDigits(month + 1)}-${twoDigits(date)}`;
}

/** Today in a time zone; null where the zone is not one this runtime knows: the person then chooses the day. */
export function todayIn(timeZone: string, now: Date): string | null {
  const parts = partsIn(timeZone, now);
  return parts && `${parts.year}-${parts.month}-${parts.day}`;
}

/** An instant (ISO 8601) for people, in the portal's time zone; in UTC, and saying so, where that is unknown. */
export function momentText(iso: string, timeZone: string): string {
  const instant = new Date(iso);
  const local = partsIn(timeZone, instant);
  if (local) return `${dayText(`${local.year}-${local.month}-${local.day}`)}, ${local.hour}:${local.minute}`;
  const utc = instant.toISOString();
  return `${dayText(utc.slice(0, 10))}, ${utc.slice(11, 16)} UTC`;
}

type Parts = { year: string; month: string; day: string; hour: string; minute: string };

function partsIn(timeZone: string, instant: Date): Parts | null {
  const found: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {};
  for (const { type, value } of formatIn(timeZone)?.formatToParts(instant) ?? []) found[type] = value;
  const { year, month, day, hour, minute } = found;
  return year && month && day && hour && minute ? { year, month, day, hour, minute } : null;
}

function formatIn(timeZone: string): Intl.DateTimeFormat | null {
  try {
    return new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    });
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

const twoDigits = (value: number): string => String(value).padStart(2, '0');
