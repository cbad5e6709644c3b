import type { Play } from './play.ts';

const limit = (name: string, query = ''): Play => ({
  operation: `GET /crm/limits/:version/${name}`,
  prepare: () => ({ path: `/crm/limits/2026-09/${name}${query}`, status: 200 }),
});

export const accountPlays: readonly Play[] = [
  {
    operation: 'GET /crm/owners/:version',
    prepare: () => ({
      ...{ path: '/crm/owners/2026-09', status: 200 },
      shows: { results: [{ id: '7001' }, { id: '7002' }, { id: '9103' }] },
      typed: (client) => client.crm.owners.ownersApi.getPage(),
    }),
  },
  {
    operation: 'GET /crm/owners/:version/:ownerId',
    prepare: () => ({
      ...{ path: '/crm/owners/2026-09/7001', status: 200, shows: { id: '7001' } },
      typed: (client) => client.crm.owners.ownersApi.getById(7001),
    }),
  },
  {
    operation: 'GET /account-info/:version/details',
    prepare: () => ({ path: '/account-info/2026-09/details', status: 200, shows: { portalId: 1001 } }),
  },
  limit('custom-object-types'),
  limit('custom-properties'),
  limit('calculated-properties'),
  limit('pipelines'),
  limit('records'),
  limit('associations/labels', '?fromObjectTypeId=0-3&toObjectTypeId=0-2'),
];
