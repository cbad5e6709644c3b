import type { Play, Stage } from './play.ts';

const PATH = '/crm/lists/:version';
const LISTS = '/crm/lists/2026-09';

async function segment(
  stage: Stage,
  processingType: 'MANUAL' | 'DYNAMIC',
): Promise<{ id: string; name: string }> {
  const name = stage.unique('Segment ');
  const filters = processingType === 'MANUAL' ? {} : { filterBranch: wonDeals };
  const made = await stage.made('POST', LISTS, { name, objectTypeId: '0-3', processingType, ...filters });
  return { id: String(Reflect.get(Object(made.list), 'listId')), name };
}

const operation = {
  ...{ operationType: 'ENUMERATION', operator: 'IS_ANY_OF' },
  ...{ values: ['closedwon'], includeObjectsWithNoValueSet: false },
};
const wonDeals = {
  ...{ filterBranchType: 'OR', filterBranchOperator: 'OR', filters: [] },
  filterBranches: [
    {
      ...{ filterBranchType: 'AND', filterBranchOperator: 'AND', filterBranches: [] },
      filters: [{ filterType: 'PROPERTY', property: 'dealstage', operation }],
    },
  ],
};

export const segmentPlays: readonly Play[] = [
  {
    operation: `POST ${PATH}`,
    prepare(stage) {
      const name = stage.unique('Segment ');
      const body = { name, objectTypeId: '0-3', processingType: 'DYNAMIC', filterBranch: wonDeals };
      return { path: LISTS, body, status: 200, shows: { list: { name } } };
    },
  },
  {
    operation: `GET ${PATH}`,
    async prepare(stage) {
      const { id, name } = await segment(stage, 'DYNAMIC');
      return {
        ...{ path: `${LISTS}?listIds=${id}`, status: 200, shows: { lists: [{ name }] } },
        typed: (client) => client.crm.lists.listsApi.getAll([id]),
      };
    },
  },
  {
    operation: `GET ${PATH}/:listId`,
    async prepare(stage) {
      const { id, name } = await segment(stage, 'DYNAMIC');
      return {
        ...{ path: `${LISTS}/${id}?includeFilters=true`, status: 200, shows: { list: { name } } },
        typed: (client) => client.crm.lists.listsApi.getById(id, true),
      };
    },
  },
  {
    operation: `DELETE ${PATH}/:listId`,
    async prepare(stage) {
      const { id } = await segment(stage, 'DYNAMIC');
      return {
        ...{ path: `${LISTS}/${id}`, status: 204 },
        typed: (client) => client.crm.lists.listsApi.remove(id),
      };
    },
  },
  {
    operation: `GET ${PATH}/object-type-id/:objectTypeId/name/:listName`,
    async prepare(stage) {
      const { name } = await segment(stage, 'DYNAMIC');
      return {
        path: `${LISTS}/object-type-id/0-3/name/${encodeURIComponent(name)}`,
        ...{ status: 200, shows: { list: { name } } },
        typed: (client) => client.crm.lists.listsApi.getByName(name, '0-3'),
      };
    },
  },
  {
    operation: `POST ${PATH}/search`,
    async prepare(stage) {
      const { id, name } = await segment(stage, 'DYNAMIC');
      const body = {
        ...{ listIds: [id], offset: 0, processingTypes: [], additionalProperties: [] },
      };
      return {
        ...{ path: `${LISTS}/search`, body, status: 200, shows: { total: 1, lists: [{ name }] } },
        typed: (client) => client.crm.lists.listsApi.doSearch(body),
      };
    },
  },
  {
    operation: `PUT ${PATH}/:listId/update-list-filters`,
    async prepare(stage) {
      const { id } = await segment(stage, 'DYNAMIC');
      const path = `${LISTS}/${id}/update-list-filters`;
      return { path, body: { filterBranch: wonDeals }, status: 200, shows: { updatedList: { listId: id } } };
    },
  },
  {
    operation: `PUT ${PATH}/:listId/update-list-name`,
    async prepare(stage) {
      const { id } = await segment(stage, 'DYNAMIC');
      const name = stage.unique('Renamed');
      return {
        ...{ path: `${LISTS}/${id}/update-list-name?listName=${name}`, status: 200 },
        shows: { updatedList: { name } },
        typed: (client) => client.crm.lists.listsApi.updateName(id, name),
      };
    },
  },
  {
    operation: `GET ${PATH}/:listId/memberships`,
    async prepare(stage) {
      const { id } = await segment(stage, 'MANUAL');
      const recordId = await stage.record('deals');
      await stage.made('PUT', `${LISTS}/${id}/memberships/add`, [recordId]);
      return {
        ...{ path: `${LISTS}/${id}/memberships`, status: 200, shows: { results: [{ recordId }] } },
        typed: (client) => client.crm.lists.membershipsApi.getPage(id),
      };
    },
  },
  {
    operation: `PUT ${PATH}/:listId/memberships/add`,
    async prepare(stage) {
      const { id } = await segment(stage, 'MANUAL');
      const body = [await stage.record('deals')];
      return {
        ...{ path: `${LISTS}/${id}/memberships/add`, body, status: 200 },
        typed: (client) => client.crm.lists.membershipsApi.add(id, body),
      };
    },
  },
  {
    operation: `PUT ${PATH}/:listId/memberships/remove`,
    async prepare(stage) {
      const { id } = await segment(stage, 'MANUAL');
      const body = [await stage.record('deals')];
      await stage.made('PUT', `${LISTS}/${id}/memberships/add`, body);
      return {
        ...{ path: `${LISTS}/${id}/memberships/remove`, body, status: 200 },
        typed: (client) => client.crm.lists.membershipsApi.remove(id, body),
      };
    },
  },
];
