import { types } from 'node:util';
import { Problem } from './errors.ts';
import type { KnownSecrets } from './known-secrets.ts';

/** What may be written to a log: plain JSON, bounded in depth, length and width. */
export type Loggable =
  | string
  | number
  | boolean
  | null
  | readonly Loggable[]
  | { readonly [key: string]: Loggable };

export const SECRET = '[secret]';
export const PERSONAL = '[personal]';
export const QUOTED = '[quoted]';

const SECRET_KEY =
  /token|secret|passw|authorization|cookie|signature$|api-?_?key|encryption-?_?key|credential/i;
const PERSONAL_KEY = /e-?_?mail$|first-?_?name|last-?_?name|full-?_?name|phone|^(ip|body|payload)$/i;
const EMAIL = /[\w.%+-]{1,64}@[\w-]{1,63}(\.[\w-]{1,63}){1,8}/g;
const URL_PASSWORD = /(\b\w{1,20}:\/\/[^\s:/@]{0,100}:)[^\s/@]{1,200}@/g;
const BEARER = /\b(bearer|basic)\s+[\w.~+/=-]{8,}/gi;

const MAX_TEXT = 4_000;
const MAX_ITEMS = 50;
const MAX_DEPTH = 6;

/**
 * Makes anything fit for a log: values of secret or personal keys are replaced, known secrets (raw, URL-encoded,
 * base64) and e-mail addresses are cut out of every string, errors become plain objects with their causes.
 */
export function createRedactor(known: KnownSecrets): (value: unknown) => Loggable {
  const cleanText = (text: string): string => {
    // Shortened between the two: cutting known secrets is linear, the patterns need a bound.
    const cut = shorten(known.cut(text, SECRET));
    return cut.replace(URL_PASSWORD, `$1${SECRET}@`).replace(BEARER, `$1 ${SECRET}`).replace(EMAIL, PERSONAL);
  };
  const clean = (value: unknown, depth: number): Loggable => {
    const plain = plainValue(value);
    if (typeof plain === 'string') return cleanText(plain);
    if (plain === null || typeof plain !== 'object') return plain;
    if (depth === 0) return '…';
    if (Array.isArray(plain)) return plain.slice(0, MAX_ITEMS).map((item) => clean(item, depth - 1));
    return Object.fromEntries(
      Object.entries(plain)
        .filter(([, held]) => held !== undefined)
        .slice(0, MAX_ITEMS)
        .map(([key, held]) => [cleanText(key), replacementFor(key) ?? clean(held, depth - 1)]),
    );
  };
  return (value) => clean(value, MAX_DEPTH);
}

/** Everything but plain objects and arrays, in JSON's terms. */
function plainValue(value: unknown): string | number | boolean | null | object {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return Number.isFinite(value) ? value : String(value);
    case 'object':
      if (types.isNativeError(value)) return describeError(value);
      if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'invalid date' : value.toISOString();
      if (ArrayBuffer.isView(value)) return `(${value.byteLength} bytes)`;
      return value;
    default:
      return String(value);
  }
}

function shorten(text: string): string {
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}… (${text.length} characters)` : text;
}

function replacementFor(key: string): string | undefined {
  if (SECRET_KEY.test(key)) return SECRET;
  return PERSONAL_KEY.test(key) ? PERSONAL : undefined;
}

function describeError(error: Error): Record<string, unknown> {
  const { name, message, stack, cause } = error;
  // A database driver's error also holds `detail` with the values of a row: only these fields are taken.
  const code = 'code' in error ? error.code : undefined;
  const ours = withoutQuotes(error, code);
  return {
    ...{ name, message: ours, code, facts: error instanceof Problem ? error.facts : undefined },
    ...{ stack: stack?.replace(message, () => ours), cause },
  };
}

/** PostgreSQL's class 22 (data exceptions) and JSON.parse name the value they could not read. */
const DATA_EXCEPTION = /^22\w{3}$/;

function withoutQuotes(error: Error, code: unknown): string {
  const { message } = error;
  if (error instanceof Problem) return error.quoted === '' ? message : message.replace(error.quoted, QUOTED);
  const namesValue = error instanceof SyntaxError || (typeof code === 'string' && DATA_EXCEPTION.test(code));
  return namesValue ? message.replace(/".*"/s, QUOTED) : message;
}
