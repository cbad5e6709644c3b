import { noContent, type Operation } from '../../http/operation.ts';
import { inputsOf, parseBody } from '../../http/request-body.ts';
import { archiveRecord } from '../../state/archive-record.ts';
import { objectTypeOfPath } from '../../state/object-types.ts';
import { findRecord } from '../../state/write-record.ts';
import { recordRef } from './inline-associations.ts';

export const batchArchiveObjects: Operation = {
  method: 'POST',
  path: '/crm/objects/:version/:objectType/batch/archive',
  run({ portal, actor, param, body }) {
    const type = objectTypeOfPath(portal, param('objectType'));
    const { inputs } = parseBody(inputsOf(recordRef, 100), body);
    for (const { id } of inputs) {
      const record = findRecord(portal, type, id, undefined);
      if (record) portal.publish(archiveRecord(portal, type, record, actor));
    }
    return noContent();
  },
};
