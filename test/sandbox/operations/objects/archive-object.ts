import { noContent, type Operation } from '../../http/operation.ts';
import { archiveRecord } from '../../state/archive-record.ts';
import { objectTypeOfPath } from '../../state/object-types.ts';
import { findRecord } from '../../state/write-record.ts';

/** Answers 204 also for an id that does not exist, as HubSpot does. */
export const archiveObject: Operation = {
  method: 'DELETE',
  path: '/crm/objects/:version/:objectType/:objectId',
  run({ portal, actor, param }) {
    const type = objectTypeOfPath(portal, param('objectType'));
    const record = findRecord(portal, type, param('objectId'), undefined);
    if (record) portal.publish(archiveRecord(portal, type, record, actor));
    return noContent();
  },
};
