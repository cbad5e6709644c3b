import { AssociationSpecAssociationCategoryEnum } from '@hubspot/api-client/lib/codegen/crm/associations/v4/models/AssociationSpec.js';
import { OBJECTS, type Play, type Stage } from './play.ts';

const PATH = '/crm/associations/:version/:fromType/:toType/batch';
const SINGLE = '/crm/objects/:version/:fromType/:fromId/associations';
const BATCH = '/crm/associations/2026-09/deals/companies/batch';

/** The primary company of a deal. */
const types = [
  { associationCategory: AssociationSpecAssociationCategoryEnum.HubspotDefined, associationTypeId: 5 },
];

async function pair(stage: Stage): Promise<{ deal: string; company: string }> {
  return { deal: await stage.record('deals'), company: await stage.record('companies') };
}

async function linked(stage: Stage): Promise<{ deal: string; company: string }> {
  const { deal, company } = await pair(stage);
  await stage.made('PUT', `${OBJECTS}/deals/${deal}/associations/companies/${company}`, types);
  return { deal, company };
}

const inputOf = ({ deal, company }: { deal: string; company: string }) => ({
  ...{ _from: { id: deal }, from: { id: deal } },
  to: { id: company },
});

export const associationPlays: readonly Play[] = [
  {
    operation: `POST ${PATH}/read`,
    async prepare(stage) {
      const { deal, company } = await linked(stage);
      const body = { inputs: [{ id: deal }] };
      return {
        ...{ path: `${BATCH}/read`, body, status: 200 },
        shows: { results: [{ to: [{ toObjectId: company }] }] },
      };
    },
  },
  {
    operation: `POST ${PATH}/create`,
    async prepare(stage) {
      const inputs = [{ ...inputOf(await pair(stage)), types }];
      return {
        ...{ path: `${BATCH}/create`, body: { inputs }, status: 200, shows: { status: 'COMPLETE' } },
        typed: (client) => client.crm.associations.v4.batchApi.create('deals', 'companies', { inputs }),
      };
    },
  },
  {
    operation: `POST ${PATH}/associate/default`,
    async prepare(stage) {
      const inputs = [inputOf(await pair(stage))];
      return {
        ...{ path: `${BATCH}/associate/default`, body: { inputs }, status: 200 },
        shows: { status: 'COMPLETE' },
        typed: (client) =>
          client.crm.associations.v4.batchApi.createDefault('deals', 'companies', { inputs }),
      };
    },
  },
  {
    operation: `POST ${PATH}/archive`,
    async prepare(stage) {
      const { deal, company } = await linked(stage);
      const inputs = [{ _from: { id: deal }, from: { id: deal }, to: [{ id: company }] }];
      return {
        ...{ path: `${BATCH}/archive`, body: { inputs }, status: 200 },
        typed: (client) => client.crm.associations.v4.batchApi.archive('deals', 'companies', { inputs }),
      };
    },
  },
  {
    operation: `POST ${PATH}/labels/archive`,
    async prepare(stage) {
      const inputs = [{ ...inputOf(await linked(stage)), types }];
      return {
        ...{ path: `${BATCH}/labels/archive`, body: { inputs }, status: 200 },
        typed: (client) =>
          client.crm.associations.v4.batchApi.archiveLabels('deals', 'companies', { inputs }),
      };
    },
  },
  {
    operation: `PUT ${SINGLE}/:toType/:toId`,
    async prepare(stage) {
      const { deal, company } = await pair(stage);
      return {
        ...{ path: `${OBJECTS}/deals/${deal}/associations/companies/${company}`, body: types, status: 201 },
        typed: (client) =>
          client.crm.associations.v4.basicApi.create('deals', deal, 'companies', company, types),
      };
    },
  },
  {
    operation: `PUT ${SINGLE}/default/:toType/:toId`,
    async prepare(stage) {
      const { deal, company } = await pair(stage);
      return {
        ...{ path: `${OBJECTS}/deals/${deal}/associations/default/companies/${company}`, status: 200 },
        shows: { status: 'COMPLETE' },
        typed: (client) =>
          client.crm.associations.v4.basicApi.createDefault('deals', deal, 'companies', company),
      };
    },
  },
  {
    operation: `DELETE ${SINGLE}/:toType/:toId`,
    async prepare(stage) {
      const { deal, company } = await linked(stage);
      return {
        ...{ path: `${OBJECTS}/deals/${deal}/associations/companies/${company}`, status: 204 },
        typed: (client) => client.crm.associations.v4.basicApi.archive('deals', deal, 'companies', company),
      };
    },
  },
  {
    operation: `GET ${SINGLE}/:toType`,
    async prepare(stage) {
      const { deal, company } = await linked(stage);
      return {
        ...{ path: `/crm/objects/2026-03/deals/${deal}/associations/companies`, status: 200 },
        shows: { results: [{ associationTypes: [{ typeId: 341 }, { typeId: 5 }] }] },
        typed: async (client) => {
          const page = await client.crm.associations.v4.basicApi.getPage('deals', deal, 'companies');
          return { ...page, results: page.results.filter((each) => String(each.toObjectId) === company) };
        },
      };
    },
  },
];
