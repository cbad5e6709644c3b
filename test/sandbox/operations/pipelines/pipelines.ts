import { z } from 'zod';
import { created, noContent, type Operation, ok } from '../../http/operation.ts';
import { conflict, validationError } from '../../http/refusal.ts';
import { parseBody } from '../../http/request-body.ts';
import { addStageProperties } from '../../seed/pipelines.ts';
import type { ObjectType } from '../../state/object-type.ts';
import { objectTypeOfPath } from '../../state/object-types.ts';
import type { Pipeline } from '../../state/pipeline.ts';
import { isStageInUse, pipelineById, pipelinesOf } from '../../state/pipelines.ts';
import type { Portal } from '../../state/portal.ts';
import { shownPipeline } from './shown-pipeline.ts';
import { newStage, stageInput } from './stage-input.ts';

const PATH = '/crm/pipelines/:version/:objectType';

export const listPipelines: Operation = {
  method: 'GET',
  path: PATH,
  run({ portal, param }) {
    const type = objectTypeOfPath(portal, param('objectType'));
    return ok({ results: pipelinesOf(portal, type).map(shownPipeline) });
  },
};

export const getPipeline: Operation = {
  method: 'GET',
  path: `${PATH}/:pipelineId`,
  run({ portal, param }) {
    const type = objectTypeOfPath(portal, param('objectType'));
    return ok(shownPipeline(pipelineById(portal, type, param('pipelineId'))));
  },
};

export const createPipeline: Operation = {
  method: 'POST',
  path: PATH,
  run({ portal, param, body }) {
    const type = objectTypeOfPath(portal, param('objectType'));
    const input = parseBody(
      z.object({
        label: z.string().min(1),
        displayOrder: z.number().int(),
        pipelineId: z.string().optional(),
        stages: z.array(stageInput),
      }),
      body,
    );
    const present = pipelinesOf(portal, type);
    if (present.some((other) => other.id === input.pipelineId || other.label === input.label)) {
      throw conflict(`A pipeline ${input.label} already exists`);
    }
    const at = portal.now();
    const pipeline: Pipeline = {
      id: input.pipelineId ?? portal.ids.nextRecordId().slice(-9),
      label: input.label,
      displayOrder: input.displayOrder,
      stages: input.stages.map((stage) => newStage(portal, type, stage)),
      createdAt: at,
      updatedAt: at,
    };
    present.push(pipeline);
    if (type.objectTypeId === '0-3') {
      for (const stage of pipeline.stages) addStageProperties(type, stage.id, stage.label, at);
    }
    return created(shownPipeline(pipeline));
  },
};

export const updatePipeline: Operation = {
  method: 'PATCH',
  path: `${PATH}/:pipelineId`,
  run({ portal, param, body }) {
    const type = objectTypeOfPath(portal, param('objectType'));
    const pipeline = pipelineById(portal, type, param('pipelineId'));
    const input = parseBody(
      z.object({ label: z.string().optional(), displayOrder: z.number().int().optional() }),
      body,
    );
    if (input.label !== undefined) pipeline.label = input.label;
    if (input.displayOrder !== undefined) pipeline.displayOrder = input.displayOrder;
    pipeline.updatedAt = portal.now();
    return ok(shownPipeline(pipeline));
  },
};

/** In 2026-09 a pipeline with records in it cannot be deleted. */
export const deletePipeline: Operation = {
  method: 'DELETE',
  path: `${PATH}/:pipelineId`,
  run({ portal, param }) {
    const type = objectTypeOfPath(portal, param('objectType'));
    const pipeline = pipelineById(portal, type, param('pipelineId'));
    checkUnused(portal, type, pipeline);
    const rest = pipelinesOf(portal, type).filter((other) => other !== pipeline);
    portal.pipelines.set(type.objectTypeId, rest);
    return noContent();
  },
};

function checkUnused(portal: Portal, type: ObjectType, pipeline: Pipeline): void {
  const used = pipeline.stages.find((stage) => isStageInUse(portal, type, stage.id));
  if (used) throw validationError(`Stage ${used.id} of pipeline ${pipeline.id} is in use`);
}
