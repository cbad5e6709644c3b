import { type Operation, ok } from '../../http/operation.ts';
import { objectTypeOfPath } from '../../state/object-types.ts';
import { shownRecord } from '../../state/record.ts';
import { findRecord, missingRecord } from '../../state/write-record.ts';
import { shownAssociations } from './shown-associations.ts';
import { listed, wantedProperties } from './wanted-properties.ts';

export const getObject: Operation = {
  method: 'GET',
  path: '/crm/objects/:version/:objectType/:objectId',
  run({ portal, param, query }) {
    const type = objectTypeOfPath(portal, param('objectType'));
    const id = param('objectId');
    const record = findRecord(portal, type, id, query.get('idProperty'));
    const wantsArchived = query.get('archived') === 'true';
    if (!record || (record.archivedAt !== undefined) !== wantsArchived) throw missingRecord(id);
    return ok({
      ...shownRecord(type, record, wantedProperties(query)),
      ...shownAssociations(portal, type, record, listed(query, 'associations')),
    });
  },
};
