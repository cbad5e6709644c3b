import type { Operation } from '../../http/operation.ts';
import { archiveObject } from './archive-object.ts';
import { batchArchiveObjects } from './batch-archive.ts';
import { batchCreateObjects } from './batch-create.ts';
import { batchReadObjects } from './batch-read.ts';
import { batchUpdateObjects } from './batch-update.ts';
import { batchUpsertObjects } from './batch-upsert.ts';
import { createObject } from './create-object.ts';
import { getObject } from './get-object.ts';
import { listObjects } from './list-objects.ts';
import { mergeObjects } from './merge-objects.ts';
import { searchObjects } from './search-objects.ts';
import { updateObject } from './update-object.ts';

export const objectOperations: readonly Operation[] = [
  batchReadObjects,
  batchCreateObjects,
  batchUpdateObjects,
  batchUpsertObjects,
  batchArchiveObjects,
  searchObjects,
  mergeObjects,
  listObjects,
  createObject,
  getObject,
  updateObject,
  archiveObject,
];
