import type { Play, Stage } from './play.ts';

const PATH = '/crm/properties/:version/:objectType/groups';
const GROUPS = '/crm/properties/2026-09/deals/groups';

function newGroup(stage: Stage) {
  const name = stage.unique('group_');
  return { name, label: name, displayOrder: -1 };
}

async function group(stage: Stage): Promise<string> {
  return String((await stage.made('POST', GROUPS, newGroup(stage))).name);
}

export const propertyGroupPlays: readonly Play[] = [
  {
    operation: `GET ${PATH}`,
    prepare: () => ({
      ...{ path: GROUPS, status: 200 },
      typed: (client) => client.crm.properties.groupsApi.getAll('deals'),
    }),
  },
  {
    operation: `POST ${PATH}`,
    prepare(stage) {
      const body = newGroup(stage);
      return {
        ...{ path: GROUPS, body, status: 201, shows: { name: body.name } },
        typed: (client) => client.crm.properties.groupsApi.create('deals', body),
      };
    },
  },
  {
    operation: `GET ${PATH}/:groupName`,
    prepare: () => ({
      ...{ path: `${GROUPS}/dealinformation`, status: 200, shows: { name: 'dealinformation' } },
      typed: (client) => client.crm.properties.groupsApi.getByName('deals', 'dealinformation'),
    }),
  },
  {
    operation: `PATCH ${PATH}/:groupName`,
    async prepare(stage) {
      const name = await group(stage);
      const body = { label: stage.unique('Renamed') };
      return {
        ...{ path: `${GROUPS}/${name}`, body, status: 200, shows: body },
        typed: (client) => client.crm.properties.groupsApi.update('deals', name, body),
      };
    },
  },
  {
    operation: `DELETE ${PATH}/:groupName`,
    async prepare(stage) {
      const name = await group(stage);
      return {
        ...{ path: `${GROUPS}/${name}`, status: 204 },
        typed: (client) => client.crm.properties.groupsApi.archive('deals', name),
      };
    },
  },
];
