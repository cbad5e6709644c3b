import { FilterOperatorEnum } from '@hubspot/api-client/lib/codegen/crm/objects/models/Filter.js';
import { OBJECTS, type Play } from './play.ts';

const PATH = '/crm/objects/:version/:objectType';
const COMPANIES = `${OBJECTS}/companies`;

export const objectPlays: readonly Play[] = [
  {
    operation: `GET ${PATH}`,
    async prepare(stage) {
      await stage.record('companies');
      return {
        ...{ path: `${COMPANIES}?limit=1`, status: 200, shows: { results: [{ archived: false }] } },
        typed: (client) => client.crm.objects.basicApi.getPage('companies', 1),
      };
    },
  },
  {
    operation: `POST ${PATH}`,
    prepare(stage) {
      const body = { properties: { name: stage.unique('Company') }, associations: [] };
      return {
        ...{ path: COMPANIES, body, status: 201, shows: { properties: body.properties } },
        typed: (client) => client.crm.objects.basicApi.create('companies', body),
      };
    },
  },
  {
    operation: `GET ${PATH}/:objectId`,
    async prepare(stage) {
      const id = await stage.record('companies');
      return {
        ...{ path: `${COMPANIES}/${id}`, status: 200, shows: { id } },
        typed: (client) => client.crm.objects.basicApi.getById('companies', id),
      };
    },
  },
  {
    operation: `PATCH ${PATH}/:objectId`,
    async prepare(stage) {
      const id = await stage.record('companies');
      const body = { properties: { city: 'Bonn' } };
      return {
        ...{ path: `${COMPANIES}/${id}`, body, status: 200, shows: { id, ...body } },
        typed: (client) => client.crm.objects.basicApi.update('companies', id, body),
      };
    },
  },
  {
    operation: `DELETE ${PATH}/:objectId`,
    async prepare(stage) {
      const id = await stage.record('companies');
      return {
        ...{ path: `${COMPANIES}/${id}`, status: 204 },
        typed: (client) => client.crm.objects.basicApi.archive('companies', id),
      };
    },
  },
  {
    operation: `POST ${PATH}/search`,
    async prepare(stage) {
      const name = stage.unique('Sought');
      const id = await stage.record('companies', { name });
      const filters = [{ propertyName: 'name', operator: FilterOperatorEnum.Eq, value: name }];
      const body = {
        ...{ filterGroups: [{ filters }], sorts: ['name'], properties: ['name'], limit: 1, after: '0' },
      };
      return {
        ...{ path: `${COMPANIES}/search`, body, status: 200, shows: { total: 1, results: [{ id }] } },
        typed: (client) => client.crm.objects.searchApi.doSearch('companies', body),
      };
    },
  },
  {
    operation: `POST ${PATH}/merge`,
    async prepare(stage) {
      const [primaryObjectId, objectIdToMerge] = [
        await stage.record('companies'),
        await stage.record('companies'),
      ];
      const body = { primaryObjectId, objectIdToMerge };
      return {
        ...{ path: `${COMPANIES}/merge`, body, status: 200, shows: { archived: false } },
        typed: (client) => client.crm.companies.basicApi.merge(body),
      };
    },
  },
];
