import { z } from 'zod';
import { type Operation, ok } from '../../http/operation.ts';
import { validationError } from '../../http/refusal.ts';
import { parseBody } from '../../http/request-body.ts';
import type { Portal } from '../../state/portal.ts';
import type { Segment } from '../../state/segment.ts';
import { pageLimit } from '../objects/wanted-properties.ts';
import { membersOf, segmentById } from './shown-segment.ts';

const PATH = '/crm/lists/:version/:listId/memberships';
const ids = z.array(z.string());

export const listMembers: Operation = {
  method: 'GET',
  path: PATH,
  run({ portal, param, query }) {
    const members = membersOf(portal, segmentById(portal, param('listId')));
    const start = Number(query.get('after') ?? '0');
    const end = start + pageLimit(query, 100, 250);
    return ok({
      total: members.length,
      results: members.slice(start, end),
      ...(end < members.length ? { paging: { next: { after: String(end), link: `?after=${end}` } } } : {}),
    });
  },
};

export const addMembers: Operation = {
  method: 'PUT',
  path: `${PATH}/add`,
  run({ portal, param, body }) {
    const segment = manual(portal, param('listId'));
    const records = portal.tableOf(segment.objectTypeId).byId;
    const wanted = parseBody(ids, body);
    const known = wanted.filter((id) => records.has(id));
    for (const id of known) segment.members.set(id, portal.now());
    const recordIdsMissing = wanted.filter((id) => !records.has(id));
    return ok({ recordsIdsAdded: known, recordIdsRemoved: [], recordIdsMissing });
  },
};

export const removeMembers: Operation = {
  method: 'PUT',
  path: `${PATH}/remove`,
  run({ portal, param, body }) {
    const segment = manual(portal, param('listId'));
    const recordIdsRemoved = parseBody(ids, body).filter((id) => segment.members.delete(id));
    return ok({ recordsIdsAdded: [], recordIdsRemoved, recordIdsMissing: [] });
  },
};

function manual(portal: Portal, listId: string): Segment {
  const segment = segmentById(portal, listId);
  if (segment.processingType === 'DYNAMIC')
    throw validationError('Members of a dynamic list cannot be changed by hand');
  return segment;
}
