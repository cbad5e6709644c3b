import { validationError } from '../http/refusal.ts';
import type { ObjectType } from '../state/object-type.ts';
import type { Portal } from '../state/portal.ts';
import { type CrmRecord, valuesAt } from '../state/record.ts';
import { comparable, filterPredicate, type Predicate } from './filter-predicate.ts';
import type { SearchRequest, SearchSort } from './search-request.ts';

export type Hit = { record: CrmRecord; values: Record<string, string> };

/** Runs a search over the state the index knows: everything as of `searchLagMs` ago. */
export function searchRecords(portal: Portal, type: ObjectType, request: SearchRequest): Hit[] {
  const matches = predicateOf(type, request);
  const indexedAt = portal.now() - portal.searchLagMs;
  const hits: Hit[] = [];
  for (const record of portal.tableOf(type.objectTypeId).rows) {
    const isGone = record.archivedAt !== undefined && record.archivedAt <= indexedAt;
    if (isGone || record.mergedInto !== undefined) continue;
    const values = valuesAt(record, indexedAt);
    if (values && matches(values)) hits.push({ record, values });
  }
  return request.sort ? sorted(type, hits, request.sort) : hits;
}

function predicateOf(type: ObjectType, request: SearchRequest): Predicate {
  const groups = request.filterGroups.map((filters) =>
    filters.map((filter) => filterPredicate(type, filter)),
  );
  const words = request.query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const hasWords: Predicate = (values) =>
    words.every((word) =>
      type.searchableProperties.some((name) => values[name]?.toLowerCase().includes(word)),
    );
  return (values) =>
    (groups.length === 0 || groups.some((group) => group.every((test) => test(values)))) && hasWords(values);
}

function sorted(type: ObjectType, hits: Hit[], sort: SearchSort): Hit[] {
  const property = type.properties.get(sort.property);
  if (!property)
    throw validationError(`There was a problem with the request: cannot sort by "${sort.property}"`);
  // Rows are kept in the order of their ids.
  if (property.name === 'hs_object_id') return sort.descending ? hits.reverse() : hits;
  const keyed = hits.map((hit) => {
    const text = hit.values[property.name] ?? '';
    return { hit, key: text === '' ? undefined : comparable(property, text) };
  });
  const sign = sort.descending ? -1 : 1;
  keyed.sort((left, right) => {
    if (left.key === right.key) return 0;
    if (left.key === undefined) return 1;
    if (right.key === undefined) return -1;
    return left.key < right.key ? -sign : sign;
  });
  return keyed.map(({ hit }) => hit);
}
