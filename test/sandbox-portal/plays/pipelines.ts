import type { Play, Stage } from './play.ts';

const PATH = '/crm/pipelines/:version/:objectType';
const PIPELINES = '/crm/pipelines/2026-09/deals';

function newStage(stage: Stage) {
  return { label: stage.unique('Stage '), displayOrder: 0, metadata: { probability: '0.5' } };
}

function newPipeline(stage: Stage) {
  return { label: stage.unique('Pipeline '), displayOrder: 5, stages: [newStage(stage)] };
}

async function pipeline(stage: Stage): Promise<{ id: string; stageId: string }> {
  const { id } = await stage.made('POST', PIPELINES, newPipeline(stage));
  const made = await stage.made('POST', `${PIPELINES}/${id}/stages`, newStage(stage));
  return { id: String(id), stageId: String(made.id) };
}

export const pipelinePlays: readonly Play[] = [
  {
    operation: `GET ${PATH}`,
    prepare: () => ({
      ...{ path: PIPELINES, status: 200 },
      typed: (client) => client.crm.pipelines.pipelinesApi.getAll('deals'),
    }),
  },
  {
    operation: `POST ${PATH}`,
    prepare(stage) {
      const body = newPipeline(stage);
      return {
        ...{ path: PIPELINES, body, status: 201, shows: { label: body.label } },
        typed: (client) => client.crm.pipelines.pipelinesApi.create('deals', body),
      };
    },
  },
  {
    operation: `GET ${PATH}/:pipelineId`,
    prepare: () => ({
      ...{ path: `${PIPELINES}/default`, status: 200, shows: { id: 'default' } },
      typed: (client) => client.crm.pipelines.pipelinesApi.getById('deals', 'default'),
    }),
  },
  {
    operation: `PATCH ${PATH}/:pipelineId`,
    async prepare(stage) {
      const { id } = await pipeline(stage);
      const body = { label: stage.unique('Renamed ') };
      return {
        ...{ path: `${PIPELINES}/${id}`, body, status: 200, shows: body },
        typed: (client) => client.crm.pipelines.pipelinesApi.update('deals', id, body),
      };
    },
  },
  {
    operation: `DELETE ${PATH}/:pipelineId`,
    async prepare(stage) {
      const { id } = await pipeline(stage);
      return {
        ...{ path: `${PIPELINES}/${id}`, status: 204 },
        typed: (client) => client.crm.pipelines.pipelinesApi.archive('deals', id),
      };
    },
  },
  {
    operation: `GET ${PATH}/:pipelineId/stages`,
    prepare: () => ({
      ...{ path: `${PIPELINES}/default/stages`, status: 200 },
      typed: (client) => client.crm.pipelines.pipelineStagesApi.getAll('deals', 'default'),
    }),
  },
  {
    operation: `POST ${PATH}/:pipelineId/stages`,
    async prepare(stage) {
      const { id } = await pipeline(stage);
      const body = newStage(stage);
      return {
        ...{ path: `${PIPELINES}/${id}/stages`, body, status: 201, shows: { label: body.label } },
        typed: (client) => client.crm.pipelines.pipelineStagesApi.create('deals', id, body),
      };
    },
  },
  {
    operation: `GET ${PATH}/:pipelineId/stages/:stageId`,
    prepare: () => ({
      ...{ path: `${PIPELINES}/default/stages/closedwon`, status: 200, shows: { id: 'closedwon' } },
      typed: (client) => client.crm.pipelines.pipelineStagesApi.getById('deals', 'default', 'closedwon'),
    }),
  },
  {
    operation: `PATCH ${PATH}/:pipelineId/stages/:stageId`,
    async prepare(stage) {
      const { id, stageId } = await pipeline(stage);
      const body = { metadata: { probability: '0.7' } };
      return {
        ...{ path: `${PIPELINES}/${id}/stages/${stageId}`, body, status: 200, shows: body },
        typed: (client) => client.crm.pipelines.pipelineStagesApi.update('deals', id, stageId, body),
      };
    },
  },
  {
    operation: `DELETE ${PATH}/:pipelineId/stages/:stageId`,
    async prepare(stage) {
      const { id, stageId } = await pipeline(stage);
      return {
        ...{ path: `${PIPELINES}/${id}/stages/${stageId}`, status: 204 },
        typed: (client) => client.crm.pipelines.pipelineStagesApi.archive('deals', id, stageId),
      };
    },
  },
];
