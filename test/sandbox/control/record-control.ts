import { z } from 'zod';
import { archiveRecord, restoreRecord } from '../state/archive-record.ts';
import type { ObjectType } from '../state/object-type.ts';
import { objectTypeOfPath } from '../state/object-types.ts';
import type { Portal } from '../state/portal.ts';
import type { CrmRecord } from '../state/record.ts';
import { type ControlCall, ControlMistake, type ControlOperation, readControl } from './control-call.ts';

const byPerson = z.strictObject({ userId: z.string().default('7001') });

/** Restores a deleted record, as the recycle bin of HubSpot's UI does; its API cannot. */
export const restore: ControlOperation = {
  method: 'POST',
  path: '/records/:objectType/:id/restore',
  run(call) {
    const { portal, type, record, userId } = named(call);
    if (record.archivedAt === undefined) throw new ControlMistake(`${type.name} ${record.id} is not deleted`);
    portal.publish(restoreRecord(portal, type, record, { kind: 'person', userId }));
    return { id: record.id };
  },
};

/** Deletes a contact for good, for privacy: its values and links go, and `contact.privacyDeletion` is sent. */
export const privacyDelete: ControlOperation = {
  method: 'POST',
  path: '/records/:objectType/:id/privacy-delete',
  run(call) {
    const { portal, type, record, userId } = named(call);
    if (type.name !== 'contact') throw new ControlMistake('only contacts are deleted for privacy');
    const actor = { kind: 'person' as const, userId };
    archiveRecord(portal, type, record, actor);
    record.values = { hs_object_id: record.id };
    record.writings = [];
    const table = portal.tableOf(type.objectTypeId);
    table.byId.delete(record.id);
    table.rows = table.rows.filter((other) => other !== record);
    for (const index of table.unique.values())
      for (const [value, id] of index) if (id === record.id) index.delete(value);
    portal.publish([
      { kind: 'privacy-deleted', objectTypeId: type.objectTypeId, id: record.id, at: portal.now(), actor },
    ]);
    return { id: record.id };
  },
};

const lockInput = z.strictObject({ id: z.string(), ms: z.number().int().min(1).default(2_000) });

/** Writes on the record answer 423 for `ms` of portal time (HubSpot's locks last 2 seconds). */
export const lockRecord: ControlOperation = {
  method: 'POST',
  path: '/locks',
  run({ sandboxed, body }) {
    const { id, ms } = readControl(lockInput, body);
    const until = sandboxed.portal.now() + ms;
    sandboxed.portal.locks.set(id, until);
    return { id, until };
  },
};

function named(call: ControlCall): { portal: Portal; type: ObjectType; record: CrmRecord; userId: string } {
  const { portal } = call.sandboxed;
  const type = objectTypeOfPath(portal, call.param('objectType'));
  const record = portal.tableOf(type.objectTypeId).byId.get(call.param('id'));
  if (!record) throw new ControlMistake(`no ${type.name} ${call.param('id')}`);
  return { portal, type, record, userId: readControl(byPerson, call.body).userId };
}
