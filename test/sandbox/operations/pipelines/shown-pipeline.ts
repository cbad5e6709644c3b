import { isoOf } from '../../clock.ts';
import type { Pipeline, Stage } from '../../state/pipeline.ts';

export function shownPipeline(pipeline: Pipeline): Record<string, unknown> {
  return {
    id: pipeline.id,
    label: pipeline.label,
    displayOrder: pipeline.displayOrder,
    stages: pipeline.stages.map(shownStage),
    createdAt: isoOf(pipeline.createdAt),
    updatedAt: isoOf(pipeline.updatedAt),
    archived: false,
  };
}

export function shownStage(stage: Stage): Record<string, unknown> {
  return {
    id: stage.id,
    label: stage.label,
    displayOrder: stage.displayOrder,
    metadata: stage.metadata,
    createdAt: isoOf(stage.createdAt),
    updatedAt: isoOf(stage.updatedAt),
    archived: false,
    writePermissions: 'CRM_PERMISSIONS_ENFORCEMENT',
  };
}
