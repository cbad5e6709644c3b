import { z } from 'zod';
import { type Operation, ok } from '../../http/operation.ts';
import { validationError } from '../../http/refusal.ts';
import { parseBody } from '../../http/request-body.ts';
import { mergeRecords } from '../../state/merge-records.ts';
import { objectTypeOfPath } from '../../state/object-types.ts';
import { writtenRecord } from '../../state/record.ts';
import { findRecord, missingRecord } from '../../state/write-record.ts';

export const mergeObjects: Operation = {
  method: 'POST',
  path: '/crm/objects/:version/:objectType/merge',
  run({ portal, actor, param, body }) {
    const type = objectTypeOfPath(portal, param('objectType'));
    const input = parseBody(z.object({ primaryObjectId: z.string(), objectIdToMerge: z.string() }), body);
    const [primary, other] = [input.primaryObjectId, input.objectIdToMerge].map((id) => {
      const record = findRecord(portal, type, id, undefined);
      if (!record || record.archivedAt !== undefined) throw missingRecord(id);
      return record;
    });
    if (!primary || !other || primary === other)
      throw validationError('A record cannot be merged with itself');
    const { survivor, changes } = mergeRecords(portal, type, primary, other, actor);
    portal.publish(changes);
    return ok(writtenRecord(survivor));
  },
};
