import { z } from 'zod';
import { type Operation, ok } from '../../http/operation.ts';
import { parseBody } from '../../http/request-body.ts';
import { objectTypeOfPath } from '../../state/object-types.ts';
import { writtenRecord } from '../../state/record.ts';
import { findRecord, missingRecord, prepareUpdate } from '../../state/write-record.ts';

export const updateObject: Operation = {
  method: 'PATCH',
  path: '/crm/objects/:version/:objectType/:objectId',
  run({ portal, version, actor, param, query, body }) {
    const type = objectTypeOfPath(portal, param('objectType'));
    const { properties } = parseBody(z.object({ properties: z.record(z.string(), z.unknown()) }), body);
    const id = param('objectId');
    const record = findRecord(portal, type, id, query.get('idProperty'));
    if (!record || record.archivedAt !== undefined) throw missingRecord(id);
    const write = prepareUpdate({ portal, type, version, actor, properties }, record);
    portal.publish(write.apply());
    return ok(writtenRecord(record, write.touched()));
  },
};
