import {
  PropertyCreateFieldTypeEnum,
  PropertyCreateTypeEnum,
} from '@hubspot/api-client/lib/codegen/crm/properties/models/PropertyCreate.js';
import type { Play, Stage } from './play.ts';

const PATH = '/crm/properties/:version/:objectType';
const DEALS = '/crm/properties/2026-09/deals';

function newProperty(stage: Stage) {
  return {
    ...{ name: stage.unique('note_'), label: stage.unique('Note '), groupName: 'dealinformation' },
    ...{ type: PropertyCreateTypeEnum.String, fieldType: PropertyCreateFieldTypeEnum.Text },
  };
}

async function property(stage: Stage): Promise<string> {
  return String((await stage.made('POST', DEALS, newProperty(stage))).name);
}

export const propertyPlays: readonly Play[] = [
  {
    operation: `GET ${PATH}`,
    prepare: () => ({
      ...{ path: DEALS, status: 200 },
      typed: (client) => client.crm.properties.coreApi.getAll('deals'),
    }),
  },
  {
    operation: `POST ${PATH}`,
    prepare(stage) {
      const body = newProperty(stage);
      return {
        ...{ path: DEALS, body, status: 201, shows: { name: body.name } },
        typed: (client) => client.crm.properties.coreApi.create('deals', body),
      };
    },
  },
  {
    operation: `GET ${PATH}/:propertyName`,
    prepare: () => ({
      ...{ path: `${DEALS}/amount`, status: 200, shows: { name: 'amount', type: 'number' } },
      typed: (client) => client.crm.properties.coreApi.getByName('deals', 'amount'),
    }),
  },
  {
    operation: `PATCH ${PATH}/:propertyName`,
    async prepare(stage) {
      const name = await property(stage);
      const body = { label: stage.unique('Renamed') };
      return {
        ...{ path: `${DEALS}/${name}`, body, status: 200, shows: body },
        typed: (client) => client.crm.properties.coreApi.update('deals', name, body),
      };
    },
  },
  {
    operation: `DELETE ${PATH}/:propertyName`,
    async prepare(stage) {
      const name = await property(stage);
      return {
        ...{ path: `${DEALS}/${name}`, status: 204 },
        typed: (client) => client.crm.properties.coreApi.archive('deals', name),
      };
    },
  },
  {
    operation: `POST ${PATH}/batch/create`,
    prepare(stage) {
      const inputs = [newProperty(stage)];
      return {
        ...{ path: `${DEALS}/batch/create`, body: { inputs }, status: 200 },
        shows: { results: [{ name: inputs[0]?.name }] },
        typed: (client) => client.crm.properties.batchApi.create('deals', { inputs }),
      };
    },
  },
  {
    operation: `POST ${PATH}/batch/read`,
    prepare() {
      const body = { inputs: [{ name: 'amount' }], archived: false, dataSensitivity: 'non_sensitive' };
      return {
        ...{ path: `${DEALS}/batch/read`, body, status: 200, shows: { results: [{ name: 'amount' }] } },
      };
    },
  },
  {
    operation: `POST ${PATH}/batch/archive`,
    async prepare(stage) {
      const inputs = [{ name: await property(stage) }];
      return {
        ...{ path: `${DEALS}/batch/archive`, body: { inputs }, status: 204 },
        typed: (client) => client.crm.properties.batchApi.archive('deals', { inputs }),
      };
    },
  },
];
