import { type Operation, ok } from '../../http/operation.ts';
import { searchRecords } from '../../search/search-records.ts';
import { parseSearch } from '../../search/search-request.ts';
import { objectTypeOfPath } from '../../state/object-types.ts';
import { shownState } from '../../state/record.ts';

export const searchObjects: Operation = {
  method: 'POST',
  path: '/crm/objects/:version/:objectType/search',
  run({ portal, version, param, body }) {
    const type = objectTypeOfPath(portal, param('objectType'));
    const request = parseSearch(version, body);
    const hits = searchRecords(portal, type, request);
    const end = request.offset + request.limit;
    const wanted = { properties: request.properties, history: [] };
    return ok({
      total: hits.length,
      results: hits
        .slice(request.offset, end)
        .map(({ record, values }) => shownState(type, record, values, wanted)),
      ...(end < hits.length ? { paging: { next: { after: String(end), link: `?after=${end}` } } } : {}),
    });
  },
};
