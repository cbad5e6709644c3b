import type { Play, Stage } from './play.ts';

const LABELS = '/crm/associations/:version/:fromType/:toType/labels';
const LIMITS = '/crm/associations/:version/definitions/configurations';
type Label = { category: string; typeId: number };

/** A type of its own, linked to companies, so that no play meets the labels of another. */
async function pairOfTypes(stage: Stage): Promise<{ type: string; path: string; label: Label }> {
  const name = stage.unique('pair');
  const { objectTypeId } = await stage.made('POST', '/crm-object-schemas/2026-09/schemas', {
    ...{ name, labels: { singular: name, plural: `${name}s` }, primaryDisplayProperty: 'name' },
    ...{ requiredProperties: [], searchableProperties: [], secondaryDisplayProperties: [] },
    ...{ associatedObjects: ['0-2'], allowsSensitiveProperties: false },
    properties: [{ name: 'name', label: 'Name', type: 'string', fieldType: 'text' }],
  });
  const type = String(objectTypeId);
  const path = `/crm/associations/2026-09/${type}/companies/labels`;
  const { results } = await stage.made('POST', path, { name: stage.unique('known'), label: 'Known' });
  // The direction of the call comes last.
  const label = Array.isArray(results) ? (results as Label[]).at(-1) : undefined;
  if (label === undefined) throw new Error('no label was made');
  return { type, path, label };
}

export const associationDefinitionPlays: readonly Play[] = [
  {
    operation: `GET ${LABELS}`,
    async prepare(stage) {
      const { type, path } = await pairOfTypes(stage);
      return {
        ...{ path, status: 200, shows: { results: [{ label: null }, { label: 'Known' }] } },
        typed: (client) => client.crm.associations.v4.schema.definitionsApi.getAll(type, 'companies'),
      };
    },
  },
  {
    operation: `POST ${LABELS}`,
    async prepare(stage) {
      const { type, path } = await pairOfTypes(stage);
      const body = { name: stage.unique('made'), label: 'Made', inverseLabel: 'Made by' };
      return {
        ...{ path, body, status: 200, shows: { results: [{ label: 'Made by' }, { label: 'Made' }] } },
        typed: (client) => client.crm.associations.v4.schema.definitionsApi.create(type, 'companies', body),
      };
    },
  },
  {
    operation: `PUT ${LABELS}`,
    async prepare(stage) {
      const { type, path, label } = await pairOfTypes(stage);
      const body = { associationTypeId: label.typeId, label: 'Renamed' };
      return {
        ...{ path, body, status: 204 },
        typed: (client) => client.crm.associations.v4.schema.definitionsApi.update(type, 'companies', body),
      };
    },
  },
  {
    operation: `DELETE ${LABELS}/:associationTypeId`,
    async prepare(stage) {
      const { type, path, label } = await pairOfTypes(stage);
      return {
        ...{ path: `${path}/${label.typeId}`, status: 204 },
        typed: (client) =>
          client.crm.associations.v4.schema.definitionsApi.remove(type, 'companies', label.typeId),
      };
    },
  },
  {
    operation: `GET ${LIMITS}/all`,
    prepare: () => ({
      ...{ path: '/crm/associations/2026-09/definitions/configurations/all', status: 200 },
    }),
  },
  {
    operation: `GET ${LIMITS}/:fromType/:toType`,
    async prepare(stage) {
      const { type } = await pairOfTypes(stage);
      return {
        ...{ path: `/crm/associations/2026-09/definitions/configurations/${type}/companies`, status: 200 },
      };
    },
  },
  ...(['create', 'update', 'purge'] as const).map(
    (verb): Play => ({
      operation: `POST ${LIMITS}/:fromType/:toType/batch/${verb}`,
      async prepare(stage) {
        const { type, label } = await pairOfTypes(stage);
        const path = `/crm/associations/2026-09/definitions/configurations/${type}/companies/batch`;
        const { category, typeId } = label;
        const limit = { inputs: [{ category, typeId, maxToObjectIds: 3 }] };
        if (verb === 'create') return { path: `${path}/create`, body: limit, status: 200 };
        await stage.made('POST', `${path}/create`, limit);
        if (verb === 'update') return { path: `${path}/update`, body: limit, status: 200 };
        return { path: `${path}/purge`, body: { inputs: [{ category, typeId }] }, status: 200 };
      },
    }),
  ),
];
