import { type Operation, ok } from '../../http/operation.ts';
import { objectTypeOfPath } from '../../state/object-types.ts';
import { type CrmRecord, shownRecord } from '../../state/record.ts';
import { shownAssociations } from './shown-associations.ts';
import { listed, pageLimit, wantedProperties } from './wanted-properties.ts';

export const listObjects: Operation = {
  method: 'GET',
  path: '/crm/objects/:version/:objectType',
  run({ portal, param, query }) {
    const type = objectTypeOfPath(portal, param('objectType'));
    const wanted = wantedProperties(query);
    const limit = pageLimit(query, 10, wanted.history.length > 0 ? 50 : 100);
    const isArchived = query.get('archived') === 'true';
    const rows = portal.tableOf(type.objectTypeId).rows;
    const page: CrmRecord[] = [];
    let next: string | undefined;
    for (let index = firstFrom(rows, query.get('after')); index < rows.length; index += 1) {
      const record = rows[index];
      if (!record || record.mergedInto !== undefined || (record.archivedAt !== undefined) !== isArchived)
        continue;
      if (page.length === limit) {
        next = record.id;
        break;
      }
      page.push(record);
    }
    const associations = listed(query, 'associations');
    return ok({
      results: page.map((record) => ({
        ...shownRecord(type, record, wanted),
        ...shownAssociations(portal, type, record, associations),
      })),
      ...(next === undefined ? {} : { paging: { next: { after: next, link: `?after=${next}` } } }),
    });
  },
};

/** Ids grow with the index, so the place of `after` is found by halving. */
function firstFrom(rows: readonly CrmRecord[], after: string | null): number {
  if (after === null) return 0;
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (Number(rows[middle]?.id) < Number(after)) low = middle + 1;
    else high = middle;
  }
  return low;
}
