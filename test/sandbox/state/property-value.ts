import { isoOf } from '../clock.ts';
import type { PropertyDefinition } from './property.ts';

export type ValueReading = { kind: 'ok'; value: string } | { kind: 'refused'; code: string; message: string };

const MAX_TEXT = 65_536;

/** Reads one written value into the form HubSpot keeps. `''` clears; null and undefined do the same. */
export function readValue(property: PropertyDefinition, raw: unknown): ValueReading {
  if (raw === null || raw === undefined || raw === '') return { kind: 'ok', value: '' };
  if (typeof raw !== 'string' && typeof raw !== 'number' && typeof raw !== 'boolean') {
    return refused('INVALID_VALUE', `${property.name} must be a string`);
  }
  const text = String(raw);
  switch (property.type) {
    case 'number':
      return readNumber(text);
    case 'date':
      return readDate(text);
    case 'datetime':
      return readDatetime(text);
    case 'bool':
      return /^(true|false)$/i.test(text)
        ? { kind: 'ok', value: text.toLowerCase() }
        : refused('INVALID_OPTION', `${text} was not one of the allowed options: [true, false]`);
    case 'enumeration':
      return readOptions(property, text);
    case 'string':
    case 'phone_number':
      return text.length > MAX_TEXT
        ? refused('INVALID_LENGTH', `The value is longer than ${MAX_TEXT} characters`)
        : { kind: 'ok', value: text };
  }
}

/** Webhooks carry dates and datetimes as millisecond strings, everything else as it is kept. */
export function webhookValue(property: PropertyDefinition, value: string): string {
  if (value === '') return '';
  return property.type === 'date' || property.type === 'datetime' ? String(Date.parse(value)) : value;
}

function readNumber(text: string): ValueReading {
  return /^-?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text.trim())
    ? { kind: 'ok', value: text.trim() }
    : refused('INVALID_INTEGER', `${text} was not a valid number.`);
}

function readDate(text: string): ValueReading {
  const at = /^-?\d+$/.test(text)
    ? Number(text)
    : /^\d{4}-\d{2}-\d{2}$/.test(text)
      ? Date.parse(text)
      : Number.NaN;
  if (Number.isNaN(at) || !isRealDay(text)) return refused('INVALID_DATE', `${text} was not a valid date.`);
  if (at % 86_400_000 !== 0) return refused('INVALID_DATE', `${text} is at a time other than midnight UTC.`);
  return { kind: 'ok', value: new Date(at).toISOString().slice(0, 10) };
}

/** `Date.parse` of some engines rolls 31 February over; HubSpot refuses it. */
function isRealDay(text: string): boolean {
  if (!/^\d{4}-/.test(text)) return true;
  const at = Date.parse(text);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text.slice(0, 10));
}

function readDatetime(text: string): ValueReading {
  const at = /^-?\d+$/.test(text)
    ? Number(text)
    : /^\d{4}-\d{2}-\d{2}/.test(text)
      ? Date.parse(text)
      : Number.NaN;
  return Number.isNaN(at)
    ? refused('INVALID_LONG', `${text} was not a valid long.`)
    : { kind: 'ok', value: isoOf(at) };
}

function readOptions(property: PropertyDefinition, text: string): ValueReading {
  if (property.options.length === 0 && property.values) return { kind: 'ok', value: text };
  const chosen = property.fieldType === 'checkbox' ? text.split(';').filter((part) => part !== '') : [text];
  const allowed = new Set(property.options.map((option) => option.value));
  const wrong = chosen.find((part) => !allowed.has(part));
  if (wrong !== undefined) {
    const options = property.options.map((option) => option.value).join(', ');
    return refused('INVALID_OPTION', `${wrong} was not one of the allowed options: [${options}]`);
  }
  return { kind: 'ok', value: chosen.join(';') };
}

function refused(code: string, message: string): ValueReading {
  return { kind: 'refused', code, message };
}
