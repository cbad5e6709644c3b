import { validationError } from '../../http/refusal.ts';
import type { WantedProperties } from '../../state/record.ts';

/** `properties=a,b&propertiesWithHistory=c` of a GET, also repeated. */
export function wantedProperties(query: URLSearchParams): WantedProperties {
  return { properties: listed(query, 'properties'), history: listed(query, 'propertiesWithHistory') };
}

export function listed(query: URLSearchParams, name: string): string[] {
  return query
    .getAll(name)
    .flatMap((part) => part.split(','))
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

export function pageLimit(query: URLSearchParams, usual: number, most: number): number {
  const text = query.get('limit');
  if (text === null) return usual;
  const limit = Number(text);
  if (!Number.isInteger(limit) || limit < 1) throw validationError(`Invalid limit: ${text}`);
  if (limit > most) throw validationError(`The limit must be at most ${most}, but ${limit} was asked for`);
  return limit;
}
