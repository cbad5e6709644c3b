import { z } from 'zod';
import { noContent, type Operation, ok } from '../../http/operation.ts';
import { notFound, validationError } from '../../http/refusal.ts';
import { parseBody } from '../../http/request-body.ts';
import { objectTypeById, objectTypeOfPath } from '../../state/object-types.ts';
import type { CrmRecord } from '../../state/record.ts';
import type { Segment } from '../../state/segment.ts';
import { segmentTest } from './segment-filter.ts';
import { segmentById, shownSegment } from './shown-segment.ts';

const PATH = '/crm/lists/:version';

const listInput = z.object({
  name: z.string().min(1),
  objectTypeId: z.string(),
  processingType: z.enum(['MANUAL', 'DYNAMIC', 'SNAPSHOT']),
  filterBranch: z.unknown().optional(),
});

export const createList: Operation = {
  method: 'POST',
  path: PATH,
  run({ portal, body }) {
    const input = parseBody(listInput, body);
    const type = objectTypeOfPath(portal, input.objectTypeId);
    if (portal.segments.some((other) => !other.archived && other.name === input.name)) {
      throw validationError(`A list named ${input.name} already exists`);
    }
    const test = input.processingType === 'MANUAL' ? undefined : segmentTest(type, input.filterBranch);
    const at = portal.now();
    const isSnapshot = input.processingType === 'SNAPSHOT';
    const rows = isSnapshot ? livingOf(portal.tableOf(type.objectTypeId).rows) : [];
    const segment: Segment = {
      listId: portal.ids.nextSegmentId(),
      name: input.name,
      objectTypeId: type.objectTypeId,
      processingType: input.processingType,
      filterBranch: input.filterBranch,
      listVersion: 1,
      createdAt: at,
      updatedAt: at,
      members: new Map(rows.filter((record) => test?.(record.values, at)).map((record) => [record.id, at])),
      archived: false,
    };
    portal.segments.push(segment);
    return ok({ list: shownSegment(portal, segment, true) });
  },
};

function livingOf(rows: CrmRecord[]): CrmRecord[] {
  return rows.filter(({ archivedAt, mergedInto }) => archivedAt === undefined && mergedInto === undefined);
}

export const getList: Operation = {
  method: 'GET',
  path: `${PATH}/:listId`,
  run({ portal, param, query }) {
    const segment = segmentById(portal, param('listId'));
    return ok({ list: shownSegment(portal, segment, query.get('includeFilters') === 'true') });
  },
};

export const getLists: Operation = {
  method: 'GET',
  path: PATH,
  run({ portal, query }) {
    const ids = query.getAll('listIds').flatMap((part) => part.split(','));
    const found = portal.segments.filter((segment) => !segment.archived && ids.includes(segment.listId));
    const withFilters = query.get('includeFilters') === 'true';
    return ok({ lists: found.map((segment) => shownSegment(portal, segment, withFilters)) });
  },
};

export const getListByName: Operation = {
  method: 'GET',
  path: `${PATH}/object-type-id/:objectTypeId/name/:listName`,
  run({ portal, param, query }) {
    const type = objectTypeOfPath(portal, param('objectTypeId'));
    const segment = portal.segments.find(
      (candidate) =>
        !candidate.archived &&
        candidate.objectTypeId === type.objectTypeId &&
        candidate.name === param('listName'),
    );
    if (!segment) throw notFound(`No list named ${param('listName')}`);
    return ok({ list: shownSegment(portal, segment, query.get('includeFilters') === 'true') });
  },
};

const searchInput = z.object({
  query: z.string().optional(),
  count: z.number().int().min(1).max(500).default(20),
  offset: z.number().int().min(0),
  listIds: z.array(z.string()),
  processingTypes: z.array(z.string()),
  additionalProperties: z.array(z.string()),
});

export const searchLists: Operation = {
  method: 'POST',
  path: `${PATH}/search`,
  run({ portal, body }) {
    const input = parseBody(searchInput, body);
    const found = portal.segments.filter(
      (segment) =>
        !segment.archived &&
        (input.listIds.length === 0 || input.listIds.includes(segment.listId)) &&
        (input.processingTypes.length === 0 || input.processingTypes.includes(segment.processingType)) &&
        segment.name.toLowerCase().includes((input.query ?? '').toLowerCase()),
    );
    const end = input.offset + input.count;
    return ok({
      total: found.length,
      offset: end,
      hasMore: end < found.length,
      lists: found.slice(input.offset, end).map((segment) => ({
        ...shownSegment(portal, segment, false),
        additionalProperties: {},
      })),
    });
  },
};

export const deleteList: Operation = {
  method: 'DELETE',
  path: `${PATH}/:listId`,
  run({ portal, param }) {
    segmentById(portal, param('listId')).archived = true;
    return noContent();
  },
};

export const updateListFilters: Operation = {
  method: 'PUT',
  path: `${PATH}/:listId/update-list-filters`,
  run({ portal, param, body }) {
    const segment = segmentById(portal, param('listId'));
    if (segment.processingType !== 'DYNAMIC')
      throw validationError('Only dynamic lists have filters to change');
    const { filterBranch } = parseBody(z.object({ filterBranch: z.unknown() }), body);
    segmentTest(objectTypeById(portal, segment.objectTypeId), filterBranch);
    segment.filterBranch = filterBranch;
    segment.listVersion += 1;
    segment.updatedAt = portal.now();
    return ok({ updatedList: shownSegment(portal, segment, true) });
  },
};

export const updateListName: Operation = {
  method: 'PUT',
  path: `${PATH}/:listId/update-list-name`,
  run({ portal, param, query }) {
    const segment = segmentById(portal, param('listId'));
    const name = query.get('listName') ?? '';
    if (name === '') throw validationError('listName is required');
    if (portal.segments.some((other) => other !== segment && !other.archived && other.name === name)) {
      throw validationError(`A list named ${name} already exists`);
    }
    segment.name = name;
    segment.updatedAt = portal.now();
    return ok({ updatedList: shownSegment(portal, segment, query.get('includeFilters') === 'true') });
  },
};
