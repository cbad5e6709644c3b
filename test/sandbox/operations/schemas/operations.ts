import type { Operation } from '../../http/operation.ts';
import { createSchema } from './create-schema.ts';
import {
  createSchemaAssociation,
  deleteSchema,
  deleteSchemaAssociation,
  getSchema,
  listSchemas,
  updateSchema,
} from './schemas.ts';

export const schemaOperations: readonly Operation[] = [
  listSchemas,
  createSchema,
  getSchema,
  updateSchema,
  deleteSchema,
  createSchemaAssociation,
  deleteSchemaAssociation,
];
