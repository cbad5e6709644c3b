import type { Operation } from '../../http/operation.ts';
import { archiveGroup, createGroup, getGroup, listGroups, updateGroup } from './groups.ts';
import {
  archiveProperty,
  batchArchiveProperties,
  batchCreateProperties,
  batchReadProperties,
  createProperty,
  getProperty,
  listProperties,
  updateProperty,
} from './properties.ts';

export const propertyOperations: readonly Operation[] = [
  listGroups,
  createGroup,
  getGroup,
  updateGroup,
  archiveGroup,
  batchCreateProperties,
  batchReadProperties,
  batchArchiveProperties,
  listProperties,
  createProperty,
  getProperty,
  updateProperty,
  archiveProperty,
];
