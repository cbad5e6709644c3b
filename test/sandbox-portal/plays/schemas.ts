import { ObjectTypePropertyCreateTypeEnum } from '@hubspot/api-client/lib/codegen/crm/schemas/models/ObjectTypePropertyCreate.js';
import type { Play, Stage } from './play.ts';

const PATH = '/crm-object-schemas/:version/schemas';
const SCHEMAS = '/crm-object-schemas/2026-09/schemas';

function egg(stage: Stage) {
  const name = stage.unique('thing');
  return {
    ...{ name, labels: { singular: name, plural: `${name}s` }, primaryDisplayProperty: 'name' },
    ...{ requiredProperties: ['name'], searchableProperties: ['name'], secondaryDisplayProperties: [] },
    ...{ associatedObjects: ['0-2'], allowsSensitiveProperties: false },
    properties: [
      { name: 'name', label: 'Name', type: ObjectTypePropertyCreateTypeEnum.String, fieldType: 'text' },
    ],
  };
}

async function schema(stage: Stage): Promise<string> {
  return String((await stage.made('POST', SCHEMAS, egg(stage))).objectTypeId);
}

export const schemaPlays: readonly Play[] = [
  {
    operation: `GET ${PATH}`,
    prepare: () => ({
      ...{ path: SCHEMAS, status: 200 },
      typed: (client) => client.crm.schemas.coreApi.getAll(),
    }),
  },
  {
    operation: `POST ${PATH}`,
    prepare(stage) {
      const body = egg(stage);
      return {
        ...{ path: SCHEMAS, body, status: 201, shows: { fullyQualifiedName: `p1001_${body.name}` } },
        typed: (client) => client.crm.schemas.coreApi.create(body),
      };
    },
  },
  {
    operation: `GET ${PATH}/:objectType`,
    prepare: (stage) => ({
      ...{ path: `${SCHEMAS}/${stage.partnerType}`, status: 200, shows: { name: 'partner' } },
      typed: (client) => client.crm.schemas.coreApi.getById(stage.partnerType),
    }),
  },
  {
    operation: `PATCH ${PATH}/:objectType`,
    async prepare(stage) {
      const type = await schema(stage);
      const body = { clearDescription: false, description: 'What it is for' };
      return {
        ...{ path: `${SCHEMAS}/${type}`, body, status: 200 },
        typed: (client) => client.crm.schemas.coreApi.update(type, body),
      };
    },
  },
  {
    operation: `DELETE ${PATH}/:objectType`,
    async prepare(stage) {
      const type = await schema(stage);
      return {
        ...{ path: `${SCHEMAS}/${type}`, status: 204 },
        typed: (client) => client.crm.schemas.coreApi.archive(type),
      };
    },
  },
  {
    operation: `POST ${PATH}/:objectType/associations`,
    async prepare(stage) {
      const type = await schema(stage);
      const body = { fromObjectTypeId: type, toObjectTypeId: '0-1', name: stage.unique('to_contact') };
      return {
        ...{ path: `${SCHEMAS}/${type}/associations`, body, status: 201, shows: { toObjectTypeId: '0-1' } },
        typed: (client) => client.crm.schemas.coreApi.createAssociation(type, body),
      };
    },
  },
  {
    operation: `DELETE ${PATH}/:objectType/associations/:associationId`,
    async prepare(stage) {
      const type = await schema(stage);
      const body = { fromObjectTypeId: type, toObjectTypeId: '0-1', name: stage.unique('to_contact') };
      const id = String((await stage.made('POST', `${SCHEMAS}/${type}/associations`, body)).id);
      return {
        ...{ path: `${SCHEMAS}/${type}/associations/${id}`, status: 204 },
        typed: (client) => client.crm.schemas.coreApi.archiveAssociation(type, id),
      };
    },
  },
];
