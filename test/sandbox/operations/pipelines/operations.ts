import type { Operation } from '../../http/operation.ts';
import { createPipeline, deletePipeline, getPipeline, listPipelines, updatePipeline } from './pipelines.ts';
import { createStage, deleteStage, getStage, listStages, updateStage } from './stages.ts';

export const pipelineOperations: readonly Operation[] = [
  listPipelines,
  createPipeline,
  getPipeline,
  updatePipeline,
  deletePipeline,
  listStages,
  createStage,
  getStage,
  updateStage,
  deleteStage,
];
