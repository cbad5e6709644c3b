import type { Actor } from './actor.ts';
import type { Change } from './change.ts';
import type { ObjectType } from './object-type.ts';
import type { Portal } from './portal.ts';
import type { CrmRecord } from './record.ts';
import { claimUnique, recordIdByUnique, releaseUnique } from './record-table.ts';

/** Puts a record into the recycle bin; archiving twice changes nothing. */
export function archiveRecord(portal: Portal, type: ObjectType, record: CrmRecord, actor: Actor): Change[] {
  if (record.archivedAt !== undefined) return [];
  record.archivedAt = portal.now();
  record.updatedAt = portal.now();
  if (portal.assume.archivedBlocksUnique === 'no') {
    for (const [name, value] of uniqueValues(type, record)) {
      releaseUnique(portal.tableOf(type.objectTypeId), name, value, record.id);
    }
  }
  return [{ kind: 'deleted', objectTypeId: type.objectTypeId, id: record.id, at: portal.now(), actor }];
}

/** Brings a record back, as the recycle bin in HubSpot's UI does. A value taken meanwhile is left to its new holder. */
export function restoreRecord(portal: Portal, type: ObjectType, record: CrmRecord, actor: Actor): Change[] {
  if (record.archivedAt === undefined) return [];
  delete record.archivedAt;
  record.updatedAt = portal.now();
  const table = portal.tableOf(type.objectTypeId);
  for (const [name, value] of uniqueValues(type, record)) {
    const holder = recordIdByUnique(table, name, value);
    if (holder === undefined) claimUnique(table, name, value, record.id);
    else if (holder !== record.id) record.values = { ...record.values, [name]: '' };
  }
  return [{ kind: 'restored', objectTypeId: type.objectTypeId, id: record.id, at: portal.now(), actor }];
}

function uniqueValues(type: ObjectType, record: CrmRecord): [string, string][] {
  return Object.entries(record.values).filter(
    ([name, value]) => value !== '' && type.properties.get(name)?.hasUniqueValue === true,
  );
}
