import { z } from 'zod';
import { created, noContent, type Operation, ok } from '../../http/operation.ts';
import { conflict, validationError } from '../../http/refusal.ts';
import { parseBody } from '../../http/request-body.ts';
import { addStageProperties } from '../../seed/pipelines.ts';
import { objectTypeOfPath } from '../../state/object-types.ts';
import { isStageInUse, pipelineById, stageById, stageMetadata } from '../../state/pipelines.ts';
import { recalculateStage } from '../../state/recalculate-stage.ts';
import { shownStage } from './shown-pipeline.ts';
import { newStage, stageInput } from './stage-input.ts';

const PATH = '/crm/pipelines/:version/:objectType/:pipelineId/stages';

export const listStages: Operation = {
  method: 'GET',
  path: PATH,
  run({ portal, param }) {
    const pipeline = pipelineById(portal, objectTypeOfPath(portal, param('objectType')), param('pipelineId'));
    return ok({ results: pipeline.stages.map(shownStage) });
  },
};

export const getStage: Operation = {
  method: 'GET',
  path: `${PATH}/:stageId`,
  run({ portal, param }) {
    const pipeline = pipelineById(portal, objectTypeOfPath(portal, param('objectType')), param('pipelineId'));
    return ok(shownStage(stageById(pipeline, param('stageId'))));
  },
};

export const createStage: Operation = {
  method: 'POST',
  path: PATH,
  run({ portal, param, body }) {
    const type = objectTypeOfPath(portal, param('objectType'));
    const pipeline = pipelineById(portal, type, param('pipelineId'));
    const stage = newStage(portal, type, parseBody(stageInput, body));
    if (pipeline.stages.some((other) => other.id === stage.id || other.label === stage.label)) {
      throw conflict(`A stage ${stage.label} already exists in pipeline ${pipeline.id}`);
    }
    pipeline.stages.push(stage);
    if (type.objectTypeId === '0-3') addStageProperties(type, stage.id, stage.label, portal.now());
    return created(shownStage(stage));
  },
};

/** When the deals in the stage are computed anew is an assumption. */
export const updateStage: Operation = {
  method: 'PATCH',
  path: `${PATH}/:stageId`,
  run({ portal, param, body }) {
    const type = objectTypeOfPath(portal, param('objectType'));
    const stage = stageById(pipelineById(portal, type, param('pipelineId')), param('stageId'));
    const input = parseBody(
      z.object({
        label: z.string().optional(),
        displayOrder: z.number().int().optional(),
        metadata: z.record(z.string(), z.string()),
      }),
      body,
    );
    stage.metadata = stageMetadata(type, input.metadata);
    if (input.label !== undefined) stage.label = input.label;
    if (input.displayOrder !== undefined) stage.displayOrder = input.displayOrder;
    stage.updatedAt = portal.now();
    if (portal.assume.stageEditReachesDeals === 'at-once')
      portal.publish(recalculateStage(portal, type, stage));
    return ok(shownStage(stage));
  },
};

export const deleteStage: Operation = {
  method: 'DELETE',
  path: `${PATH}/:stageId`,
  run({ portal, param }) {
    const type = objectTypeOfPath(portal, param('objectType'));
    const pipeline = pipelineById(portal, type, param('pipelineId'));
    const stage = stageById(pipeline, param('stageId'));
    if (isStageInUse(portal, type, stage.id)) throw validationError(`Stage ${stage.id} is in use`);
    pipeline.stages = pipeline.stages.filter((other) => other !== stage);
    return noContent();
  },
};
