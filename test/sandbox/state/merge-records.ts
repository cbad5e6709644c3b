import type { Actor } from './actor.ts';
import { associate } from './associate.ts';
import type { Change } from './change.ts';
import { calculateDeal, DEAL } from './deal.ts';
import { dropLink, everyLinkOf } from './links.ts';
import type { ObjectType } from './object-type.ts';
import type { Portal } from './portal.ts';
import type { CrmRecord } from './record.ts';
import { releaseUnique } from './record-table.ts';
import { applyValues } from './write-record.ts';

/**
 * Merges two records: the primary's values win, the other fills the gaps, and the links of both go on. Depending on
 * the assumption the survivor is a new record or the primary. The absorbed ids answer with the survivor from then on.
 */
export function mergeRecords(
  portal: Portal,
  type: ObjectType,
  primary: CrmRecord,
  other: CrmRecord,
  actor: Actor,
): { survivor: CrmRecord; changes: Change[] } {
  const isNew = portal.assume.mergeId === 'new';
  const survivor = isNew ? successorOf(portal, type, primary, other) : primary;
  const absorbed = isNew ? [primary, other] : [other];
  const moved = movedValues(type, primary, other);
  const values: Record<string, string> = {
    ...(isNew ? primary.values : {}),
    ...moved,
    hs_object_id: survivor.id,
    hs_merged_object_ids: mergedIds(primary, absorbed).join(';'),
  };
  for (const record of absorbed) absorb(portal, type, record, survivor);
  const whole = { ...primary.values, ...values };
  const calculated = type.objectTypeId === DEAL ? calculateDeal(portal, type, whole, {}) : {};
  applyValues(portal, type, survivor, { ...values, ...calculated }, actor);
  for (const record of absorbed) moveLinks(portal, type, record, survivor, actor);
  const merged: Change = {
    kind: 'merged',
    objectTypeId: type.objectTypeId,
    primaryId: primary.id,
    mergedIds: absorbed.map((record) => record.id),
    newId: survivor.id,
    propertiesMoved: Object.keys(moved).length,
    at: portal.now(),
    actor,
  };
  return { survivor, changes: [merged] };
}

function successorOf(portal: Portal, type: ObjectType, primary: CrmRecord, other: CrmRecord): CrmRecord {
  const survivor: CrmRecord = {
    id: portal.ids.nextRecordId(),
    objectTypeId: type.objectTypeId,
    values: {},
    writings: [...primary.writings],
    createdAt: Math.min(primary.createdAt, other.createdAt),
    updatedAt: portal.now(),
  };
  const table = portal.tableOf(type.objectTypeId);
  table.rows.push(survivor);
  table.byId.set(survivor.id, survivor);
  return survivor;
}

/** What the other record knows and the primary does not. */
function movedValues(type: ObjectType, primary: CrmRecord, other: CrmRecord): Record<string, string> {
  return Object.fromEntries(
    Object.entries(other.values).filter(
      ([name, value]) =>
        value !== '' && (primary.values[name] ?? '') === '' && type.properties.get(name)?.readOnly === false,
    ),
  );
}

function mergedIds(primary: CrmRecord, absorbed: CrmRecord[]): string[] {
  const earlier = [primary, ...absorbed].flatMap((record) =>
    (record.values.hs_merged_object_ids ?? '').split(';'),
  );
  return [...new Set([...earlier, ...absorbed.map((record) => record.id)])].filter((id) => id !== '');
}

function absorb(portal: Portal, type: ObjectType, record: CrmRecord, survivor: CrmRecord): void {
  record.mergedInto = survivor.id;
  const table = portal.tableOf(type.objectTypeId);
  for (const [name, value] of Object.entries(record.values)) {
    if (type.properties.get(name)?.hasUniqueValue) releaseUnique(table, name, value, record.id);
  }
}

function moveLinks(
  portal: Portal,
  type: ObjectType,
  record: CrmRecord,
  survivor: CrmRecord,
  actor: Actor,
): void {
  const from = type.objectTypeId;
  for (const { to, toId, typeIds } of [...everyLinkOf(portal.links, from, record.id)]) {
    for (const typeId of typeIds) {
      const association = portal.associationTypes.byId.get(typeId);
      if (!association) continue;
      dropLink(portal.links, from, to, record.id, toId, typeId);
      dropLink(portal.links, to, from, toId, record.id, association.inverseTypeId);
      const isTaken = association.isPrimary && hasType(portal, from, to, survivor.id, typeId);
      if (toId !== survivor.id && !isTaken)
        associate(portal, association, { fromId: survivor.id, toId, actor });
    }
  }
}

/** The primary record's primary company stays the primary one. */
function hasType(portal: Portal, from: string, to: string, id: string, typeId: number): boolean {
  return [...everyLinkOf(portal.links, from, id)].some(
    (link) => link.to === to && link.typeIds.includes(typeId),
  );
}
