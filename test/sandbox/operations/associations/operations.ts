import type { Operation } from '../../http/operation.ts';
import { batchArchiveAssociations } from './batch-archive.ts';
import { batchArchiveLabels } from './batch-archive-labels.ts';
import { batchCreateAssociations } from './batch-create.ts';
import { batchAssociateDefault } from './batch-default.ts';
import { batchReadAssociations } from './batch-read.ts';
import { createLabel, deleteLabel, listLabels, updateLabel } from './labels.ts';
import { createLimits, listAllLimits, listLimits, purgeLimits, updateLimits } from './limits.ts';
import {
  deleteAssociation,
  listAssociations,
  putAssociation,
  putDefaultAssociation,
} from './single-association.ts';

export const associationOperations: readonly Operation[] = [
  listAllLimits,
  listLimits,
  createLimits,
  updateLimits,
  purgeLimits,
  batchReadAssociations,
  batchCreateAssociations,
  batchAssociateDefault,
  batchArchiveAssociations,
  batchArchiveLabels,
  listLabels,
  createLabel,
  updateLabel,
  deleteLabel,
  putDefaultAssociation,
  putAssociation,
  deleteAssociation,
  listAssociations,
];
