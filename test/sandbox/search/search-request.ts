import { z } from 'zod';
import type { ApiVersion } from '../http/api-version.ts';
import { validationError } from '../http/refusal.ts';
import { parseBody, requiredSince202609 } from '../http/request-body.ts';

const filter = z.object({
  propertyName: z.string(),
  operator: z.enum([
    'EQ',
    'NEQ',
    'LT',
    'LTE',
    'GT',
    'GTE',
    'BETWEEN',
    'IN',
    'NOT_IN',
    'HAS_PROPERTY',
    'NOT_HAS_PROPERTY',
    'CONTAINS_TOKEN',
    'NOT_CONTAINS_TOKEN',
  ]),
  value: z.union([z.string(), z.number(), z.boolean()]).transform(String).optional(),
  values: z.array(z.union([z.string(), z.number()]).transform(String)).optional(),
  highValue: z.union([z.string(), z.number()]).transform(String).optional(),
});

export type SearchFilter = z.output<typeof filter>;

const sort = z.union([z.string(), z.object({ propertyName: z.string(), direction: z.string().optional() })]);

export type SearchSort = { property: string; descending: boolean };

export type SearchRequest = {
  query: string;
  filterGroups: SearchFilter[][];
  sort: SearchSort | undefined;
  properties: string[];
  limit: number;
  offset: number;
};

const WINDOW = 10_000;

/** Reads a search body and holds it to HubSpot's limits (search guide: sizes, counts, the 10,000 window). */
export function parseSearch(version: ApiVersion, body: unknown): SearchRequest {
  if (JSON.stringify(body ?? {}).length > 3_000)
    throw validationError('The request body is longer than 3000 characters');
  const input = parseBody(
    z.object({
      query: z.string().optional(),
      filterGroups: requiredSince202609(version, z.array(z.object({ filters: z.array(filter) })), []),
      sorts: requiredSince202609(version, z.array(sort), []),
      properties: requiredSince202609(version, z.array(z.string()), []),
      limit: requiredSince202609(version, z.number().int().min(1).max(200), 10),
      after: requiredSince202609(version, z.union([z.string(), z.number()]).transform(String), ''),
    }),
    body,
  );
  const groups = input.filterGroups.map((group) => group.filters);
  checkCounts(groups);
  if (input.sorts.length > 1) throw validationError('Only one sort is allowed');
  const offset = input.after === '' ? 0 : Number(input.after);
  if (!Number.isInteger(offset) || offset < 0) throw validationError(`Invalid after: ${input.after}`);
  if (offset + input.limit > WINDOW) {
    throw validationError(`Paging beyond ${WINDOW} results is not possible; narrow the filters`);
  }
  return {
    query: input.query ?? '',
    filterGroups: groups,
    sort: parseSort(input.sorts[0]),
    properties: input.properties,
    limit: input.limit,
    offset,
  };
}

function checkCounts(groups: SearchFilter[][]): void {
  if (groups.length > 5) throw validationError('At most 5 filterGroups are allowed');
  if (groups.some((filters) => filters.length > 6))
    throw validationError('At most 6 filters are allowed in a group');
  if (groups.flat().length > 18) throw validationError('At most 18 filters are allowed');
}

function parseSort(text: z.output<typeof sort> | undefined): SearchSort | undefined {
  if (text === undefined) return undefined;
  if (typeof text !== 'string')
    return { property: text.propertyName, descending: text.direction === 'DESCENDING' };
  return text.startsWith('-')
    ? { property: text.slice(1), descending: true }
    : { property: text, descending: false };
}
