import { notFound, validationError } from '../http/refusal.ts';
import type { ObjectType } from './object-type.ts';
import type { Pipeline, Stage } from './pipeline.ts';
import type { Portal } from './portal.ts';

export function pipelinesOf(portal: Portal, type: ObjectType): Pipeline[] {
  let pipelines = portal.pipelines.get(type.objectTypeId);
  if (!pipelines) {
    pipelines = [];
    portal.pipelines.set(type.objectTypeId, pipelines);
  }
  return pipelines;
}

export function pipelineById(portal: Portal, type: ObjectType, id: string): Pipeline {
  const pipeline = pipelinesOf(portal, type).find((candidate) => candidate.id === id);
  if (!pipeline) throw notFound(`Pipeline ${id} does not exist`);
  return pipeline;
}

export function stageById(pipeline: Pipeline, id: string): Stage {
  const stage = pipeline.stages.find((candidate) => candidate.id === id);
  if (!stage) throw notFound(`Stage ${id} does not exist in pipeline ${pipeline.id}`);
  return stage;
}

/** Deal stages must say their probability, 0 to 1 in tenths; 1 is won, 0 is lost, and both are closed. */
export function stageMetadata(type: ObjectType, metadata: Record<string, string>): Record<string, string> {
  if (type.objectTypeId !== '0-3') return metadata;
  const probability = Number(metadata.probability ?? Number.NaN);
  if (!(probability >= 0 && probability <= 1)) {
    throw validationError('Deal stages need a metadata probability between 0.0 and 1.0', [
      { message: 'probability is invalid', code: 'INVALID_STAGE_PROBABILITY' },
    ]);
  }
  const isClosed = metadata.isClosed ?? String(probability === 0 || probability === 1);
  return { ...metadata, isClosed, probability: probability.toFixed(1) };
}

export function isStageInUse(portal: Portal, type: ObjectType, stageId: string): boolean {
  const property = stagePropertyOf(type);
  return portal
    .tableOf(type.objectTypeId)
    .rows.some((record) => record.archivedAt === undefined && record.values[property] === stageId);
}

export function stagePropertyOf(type: ObjectType): 'dealstage' | 'hs_pipeline_stage' {
  return type.objectTypeId === '0-3' ? 'dealstage' : 'hs_pipeline_stage';
}
