import { type Day, dayIn, parseDay } from '../calendar.ts';
import { Problem } from '../errors.ts';
import { parseDecimal } from '../money.ts';
import type { CrmRecord } from './batch-answer.ts';

/**
 * Readers of property values: HubSpot sends strings, or null for what is empty. A malformed value is an error that
 * names record and property, never a default.
 */
export function text(record: CrmRecord, name: string): string | null {
  const value = record.properties[name];
  return value === undefined || value === null || value === '' ? null : value;
}

export function requiredText(record: CrmRecord, name: string): string {
  const value = text(record, name);
  if (value === null) throw malformed(record, name, 'is empty');
  return value;
}

export function oneOf<Value extends string>(
  record: CrmRecord,
  name: string,
  values: readonly Value[],
): Value | null {
  const value = text(record, name);
  if (value === null) return null;
  const known = values.find((each) => each === value);
  if (known === undefined) throw malformed(record, name, `has the unknown value ${JSON.stringify(value)}`);
  return known;
}

/** Values of a multi-select, which HubSpot joins with semicolons. */
export function several(record: CrmRecord, name: string): string[] {
  return (text(record, name) ?? '').split(';').filter((value) => value !== '');
}

/** A checkbox; empty is not ticked. */
export function flag(record: CrmRecord, name: string): boolean {
  return oneOf(record, name, ['true', 'false']) === 'true';
}

export function number(record: CrmRecord, name: string): number | null {
  const value = text(record, name);
  return value === null ? null : guarded(record, name, () => parseDecimal(value, name).toNumber());
}

/** The same as plain decimal text, for figures that must stay exact. */
export function decimal(record: CrmRecord, name: string): string | null {
  const value = text(record, name);
  return value === null ? null : guarded(record, name, () => parseDecimal(value, name).toFixed());
}

export function wholeNumber(record: CrmRecord, name: string): number | null {
  const value = number(record, name);
  if (value !== null && !Number.isInteger(value)) throw malformed(record, name, 'is not a whole number');
  return value;
}

/** A date property: `YYYY-MM-DD`, or an instant of that day in UTC. */
export function date(record: CrmRecord, name: string): Day | null {
  const value = text(record, name);
  if (value === null) return null;
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return guarded(record, name, () => parseDay(value, name));
  return dayOf(record, name, 'UTC');
}

/** The calendar day of a datetime property in the portal's time zone: converted once, here. */
export function dayOf(record: CrmRecord, name: string, timeZone: string): Day | null {
  const at = instant(record, name);
  return at === null ? null : dayIn(timeZone, at);
}

// A date, or a date and time that says its zone: without one it would be read in the server's.
const ISO = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2}))?$/;
// What the calendar can hold: 100 million days around 1970.
const FARTHEST_MS = 8.64e15;

/** A datetime property in milliseconds since 1970. */
export function instant(record: CrmRecord, name: string): number | null {
  const value = text(record, name);
  if (value === null) return null;
  const at = /^-?\d+$/.test(value) ? Number(value) : ISO.test(value) ? Date.parse(value) : Number.NaN;
  if (!(Math.abs(at) <= FARTHEST_MS))
    throw malformed(record, name, `${JSON.stringify(value)} is not a date and time`);
  return at;
}

/** Day the record was made; standard objects and custom objects name it differently. */
export function recordedOn(record: CrmRecord, timeZone: string): Day {
  const day = dayOf(record, 'hs_createdate', timeZone) ?? dayOf(record, 'createdate', timeZone);
  if (day !== null) return day;
  const created = Date.parse(record.createdAt ?? '');
  if (Number.isFinite(created)) return dayIn(timeZone, created);
  throw malformed(record, 'hs_createdate', 'is empty');
}

export function guarded<T>(record: CrmRecord, name: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    if (cause instanceof Problem) throw cause;
    const message = cause instanceof Error ? cause.message : String(cause);
    throw malformed(record, name, message.replace(`${name}: `, ''));
  }
}

/** The error for a value that cannot be used; it names record and property. */
export function malformed(record: CrmRecord, name: string, what: string): Problem {
  return new Problem('input-invalid', `record ${record.id}: ${name} ${what}`, {
    facts: { recordId: record.id, property: name },
  });
}
