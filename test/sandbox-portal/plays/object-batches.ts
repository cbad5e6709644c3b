import { OBJECTS, type Play } from './play.ts';

const PATH = '/crm/objects/:version/:objectType/batch';
const COMPANIES = `${OBJECTS}/companies/batch`;

export const objectBatchPlays: readonly Play[] = [
  {
    operation: `POST ${PATH}/read`,
    async prepare(stage) {
      const id = await stage.record('companies');
      const body = { inputs: [{ id }], properties: ['name'], propertiesWithHistory: [] };
      return {
        ...{ path: `${COMPANIES}/read`, body, status: 200, shows: { status: 'COMPLETE', results: [{ id }] } },
        typed: (client) => client.crm.objects.batchApi.read('companies', body),
      };
    },
  },
  {
    operation: `POST ${PATH}/create`,
    prepare(stage) {
      const inputs = [{ properties: { name: stage.unique('Company') }, associations: [] }];
      return {
        ...{ path: `${COMPANIES}/create`, body: { inputs }, status: 201, shows: { status: 'COMPLETE' } },
        typed: (client) => client.crm.objects.batchApi.create('companies', { inputs }),
      };
    },
  },
  {
    operation: `POST ${PATH}/update`,
    async prepare(stage) {
      const inputs = [{ id: await stage.record('companies'), properties: { city: 'Bonn' } }];
      return {
        ...{ path: `${COMPANIES}/update`, body: { inputs }, status: 200, shows: { results: inputs } },
        typed: (client) => client.crm.objects.batchApi.update('companies', { inputs }),
      };
    },
  },
  {
    operation: `POST ${PATH}/upsert`,
    prepare(stage) {
      const id = stage.unique('K');
      const inputs = [{ idProperty: 'partner_key', id, properties: { name: id } }];
      return {
        ...{ path: `${OBJECTS}/${stage.partnerType}/batch/upsert`, body: { inputs }, status: 200 },
        shows: { results: [{ properties: { name: id } }] },
        typed: (client) => client.crm.objects.batchApi.upsert(stage.partnerType, { inputs }),
      };
    },
  },
  {
    operation: `POST ${PATH}/archive`,
    async prepare(stage) {
      const inputs = [{ id: await stage.record('companies') }];
      return {
        ...{ path: `${COMPANIES}/archive`, body: { inputs }, status: 204 },
        typed: (client) => client.crm.objects.batchApi.archive('companies', { inputs }),
      };
    },
  },
];
