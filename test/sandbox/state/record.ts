import { isoOf } from '../clock.ts';
import { type Actor, changeSourceOf } from './actor.ts';
import type { ObjectType } from './object-type.ts';

/** One write on a record: what it set, when, by whom. The record's history is the list of these. */
export type Writing = { at: number; actor: Actor; set: Record<string, string> };

export type CrmRecord = {
  id: string;
  objectTypeId: string;
  values: Record<string, string>;
  writings: Writing[];
  createdAt: number;
  updatedAt: number;
  archivedAt?: number;
  /** Set when the record was absorbed by a merge. */
  mergedInto?: string;
};

export type WantedProperties = { properties: string[]; history: string[] };

/** The record as HubSpot's objects API shows it; requested properties without a value are null. */
export function shownRecord(
  type: ObjectType,
  record: CrmRecord,
  wanted: WantedProperties,
): Record<string, unknown> {
  return shownState(type, record, record.values, wanted);
}

/** The same with other values, for a search index that lags behind. */
export function shownState(
  type: ObjectType,
  record: CrmRecord,
  values: Record<string, string>,
  wanted: WantedProperties,
): Record<string, unknown> {
  const names = wanted.properties.length > 0 ? wanted.properties : type.defaultProperties;
  const properties: Record<string, string | null> = {};
  for (const name of [...names, type.createdProperty, type.modifiedProperty, 'hs_object_id']) {
    if (type.properties.has(name)) properties[name] = values[name] || null;
  }
  return {
    id: record.id,
    properties,
    ...(wanted.history.length > 0 ? { propertiesWithHistory: shownHistory(record, wanted.history) } : {}),
    ...envelope(record),
  };
}

/** The record as the answer to a write: every value it has, or those of `only`. */
export function writtenRecord(record: CrmRecord, only?: ReadonlySet<string>): Record<string, unknown> {
  const properties: Record<string, string> = {};
  for (const [name, value] of Object.entries(record.values)) {
    if (value !== '' && (only === undefined || only.has(name))) properties[name] = value;
  }
  return { id: record.id, properties, ...envelope(record) };
}

function envelope(record: CrmRecord): Record<string, unknown> {
  return {
    createdAt: isoOf(record.createdAt),
    updatedAt: isoOf(record.updatedAt),
    archived: record.archivedAt !== undefined,
    ...(record.archivedAt === undefined ? {} : { archivedAt: isoOf(record.archivedAt) }),
  };
}

const MAX_VERSIONS = 20;

function shownHistory(record: CrmRecord, names: string[]): Record<string, unknown[]> {
  const history: Record<string, unknown[]> = {};
  for (const name of names) history[name] = versionsOf(record, name);
  return history;
}

/** Newest first; HubSpot keeps the last 20 versions of a property for most objects. */
function versionsOf(record: CrmRecord, name: string): unknown[] {
  const versions: unknown[] = [];
  for (const writing of record.writings.toReversed()) {
    const value = writing.set[name];
    if (value === undefined || versions.length === MAX_VERSIONS) continue;
    const { changeSource, sourceId } = changeSourceOf(writing.actor);
    versions.push({
      value,
      timestamp: isoOf(writing.at),
      sourceType: changeSource,
      sourceId,
      ...(writing.actor.kind === 'person' ? { updatedByUserId: Number(writing.actor.userId) } : {}),
    });
  }
  return versions;
}

/** The values as they were at `at`; undefined when the record did not exist then. */
export function valuesAt(record: CrmRecord, at: number): Record<string, string> | undefined {
  if (record.updatedAt <= at) return record.values;
  if (record.createdAt > at) return undefined;
  const values: Record<string, string> = {};
  for (const writing of record.writings) if (writing.at <= at) Object.assign(values, writing.set);
  return values;
}
