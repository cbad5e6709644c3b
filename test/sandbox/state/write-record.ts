import { isoOf } from '../clock.ts';
import { type ApiVersion, demandsAllFields } from '../http/api-version.ts';
import { conflict, notFound, Refusal } from '../http/refusal.ts';
import { type Actor, changeSourceOf } from './actor.ts';
import type { Change } from './change.ts';
import { checkRules } from './check-rules.ts';
import { calculateDeal, DEAL } from './deal.ts';
import type { ObjectType } from './object-type.ts';
import type { Portal } from './portal.ts';
import type { CrmRecord } from './record.ts';
import { claimUnique, recordById, recordIdByUnique, releaseUnique } from './record-table.ts';
import { readProperties } from './write-check.ts';

export type WriteInput = {
  portal: Portal;
  type: ObjectType;
  version: ApiVersion;
  actor: Actor;
  properties: Record<string, unknown>;
};

/** Unique values that earlier inputs of the same batch will take. */
export type Reserved = Set<string>;

/** A write that has passed every check and only needs applying. */
export type PreparedWrite = { record: CrmRecord; apply(): Change[]; touched(): ReadonlySet<string> };

/** Checks a new record; nothing exists until `apply`. */
export function prepareCreate(input: WriteInput, reserved: Reserved = new Set()): PreparedWrite {
  const { portal, type } = input;
  const set = readProperties(portal, type, input.properties, {});
  if (type.objectTypeId === DEAL && set.pipeline === undefined && set.dealstage) set.pipeline = 'default';
  if (demandsAllFields(input.version)) checkRules(portal, type, set, true);
  checkUnique(portal, type, set, undefined, reserved);
  const record: CrmRecord = {
    id: '',
    objectTypeId: type.objectTypeId,
    values: {},
    writings: [],
    createdAt: 0,
    updatedAt: 0,
  };
  return {
    record,
    apply: () => applyCreate(input, record, set),
    touched: () => new Set(Object.keys(record.values)),
  };
}

/** Checks a change of a record that exists. */
export function prepareUpdate(
  input: WriteInput,
  record: CrmRecord,
  reserved: Reserved = new Set(),
): PreparedWrite {
  const { portal, type } = input;
  const lockedUntil = portal.locks.get(record.id);
  if (lockedUntil !== undefined && lockedUntil > portal.now()) throw locked(record.id);
  const set = readProperties(portal, type, input.properties, record.values);
  if (demandsAllFields(input.version)) checkRules(portal, type, { ...record.values, ...set }, false);
  checkUnique(portal, type, set, record.id, reserved);
  const touched = new Set([...Object.keys(set), type.modifiedProperty, type.createdProperty, 'hs_object_id']);
  return {
    record,
    apply() {
      const calculated = calculate(portal, type, record.values, set);
      for (const name of Object.keys(calculated)) touched.add(name);
      return applyValues(portal, type, record, { ...calculated, ...set }, input.actor);
    },
    touched: () => touched,
  };
}

/** The record a path or batch input names, by id or unique property. */
export function findRecord(
  portal: Portal,
  type: ObjectType,
  value: string,
  idProperty: string | null | undefined,
): CrmRecord | undefined {
  const table = portal.tableOf(type.objectTypeId);
  if (!idProperty) return recordById(table, value);
  const property = type.properties.get(idProperty);
  if (!property?.hasUniqueValue) {
    throw new Refusal({
      status: 400,
      category: 'VALIDATION_ERROR',
      message: `Property '${idProperty}' is not a unique property of ${type.name} and cannot be used as idProperty`,
    });
  }
  const id = recordIdByUnique(table, idProperty, value);
  return id === undefined ? undefined : recordById(table, id);
}

export function missingRecord(id: string): Refusal {
  return notFound('Object not found.  objectId are usually numeric.', { id: [id] });
}

function applyCreate(input: WriteInput, record: CrmRecord, set: Record<string, string>): Change[] {
  const { portal, type, actor } = input;
  const at = portal.now();
  record.id = portal.ids.nextRecordId();
  record.createdAt = at;
  const table = portal.tableOf(type.objectTypeId);
  table.rows.push(record);
  table.byId.set(record.id, record);
  const { changeSource, sourceId } = changeSourceOf(actor);
  const own: Record<string, string> = {
    hs_object_id: record.id,
    hs_createdate: isoOf(at),
    [type.createdProperty]: isoOf(at),
    hs_object_source: changeSource,
    hs_object_source_id: sourceId,
    ...(actor.kind === 'person' ? { hs_created_by_user_id: actor.userId } : {}),
  };
  const calculated = calculate(portal, type, {}, set);
  const changes = applyValues(portal, type, record, { ...own, ...calculated, ...set }, actor);
  const middle = Math.ceil(changes.length / 2);
  const creation: Change = { kind: 'created', objectTypeId: type.objectTypeId, id: record.id, at, actor };
  return [...changes.slice(0, middle), creation, ...changes.slice(middle)];
}

/** Sets values, keeps history and the unique index, and says which properties changed. */
export function applyValues(
  portal: Portal,
  type: ObjectType,
  record: CrmRecord,
  values: Record<string, string>,
  actor: Actor,
): Change[] {
  const at = portal.now();
  const table = portal.tableOf(type.objectTypeId);
  const set: Record<string, string> = {};
  const changes: Change[] = [];
  for (const [name, value] of Object.entries(values)) {
    const before = record.values[name] ?? '';
    if (before === value && record.values[name] !== undefined) continue;
    const property = type.properties.get(name);
    if (!property || (before === '' && value === '')) continue;
    if (property.hasUniqueValue) {
      if (before !== '') releaseUnique(table, name, before, record.id);
      if (value !== '') claimUnique(table, name, value, record.id);
    }
    set[name] = value;
    changes.push({
      kind: 'property',
      objectTypeId: type.objectTypeId,
      id: record.id,
      name,
      value,
      calculated: property.calculated,
      at,
      actor,
    });
  }
  set[type.modifiedProperty] = isoOf(at);
  // Values are never changed in place: a record and its first writing share one object.
  record.values = record.writings.length === 0 ? set : { ...record.values, ...set };
  record.updatedAt = at;
  record.writings.push({ at, actor, set });
  return changes;
}

function calculate(
  portal: Portal,
  type: ObjectType,
  before: Record<string, string>,
  set: Record<string, string>,
) {
  return type.objectTypeId === DEAL ? calculateDeal(portal, type, before, set) : {};
}

function checkUnique(
  portal: Portal,
  type: ObjectType,
  set: Record<string, string>,
  ownId: string | undefined,
  reserved: Reserved,
): void {
  const table = portal.tableOf(type.objectTypeId);
  for (const [name, value] of Object.entries(set)) {
    if (value === '' || !type.properties.get(name)?.hasUniqueValue) continue;
    const holder = recordIdByUnique(table, name, value);
    const key = `${name}=${value.toLowerCase()}`;
    if ((holder !== undefined && holder !== ownId) || reserved.has(key)) {
      throw uniqueConflict(portal, type, name, value, holder ?? 'another input of this batch', ownId ?? '0');
    }
  }
  for (const [name, value] of Object.entries(set)) {
    if (value !== '' && type.properties.get(name)?.hasUniqueValue)
      reserved.add(`${name}=${value.toLowerCase()}`);
  }
}

function uniqueConflict(
  portal: Portal,
  type: ObjectType,
  name: string,
  value: string,
  holder: string,
  own: string,
): Refusal {
  if (type.name === 'contact' && name === 'email')
    return conflict(`Contact already exists. Existing ID: ${holder}`);
  const message = `Cannot set PropertyValueCoordinates{portalId=${portal.id}, objectTypeId=${type.objectTypeId}, propertyName=${name}, value=${value}} on ${own}. ${holder} already has that value.`;
  const is400 = portal.assume.uniqueConflictStatus === '400';
  return new Refusal({
    status: is400 ? 400 : 409,
    category: is400 ? 'VALIDATION_ERROR' : 'CONFLICT',
    message,
    errors: [{ message, code: 'CONFLICTING_UNIQUE_VALUE', context: { propertyName: [name] } }],
  });
}

function locked(id: string): Refusal {
  return new Refusal({
    status: 423,
    category: 'LOCKED',
    message: `The record ${id} is locked by another operation; try again in 2 seconds`,
  });
}
