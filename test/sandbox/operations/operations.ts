import type { Operation } from '../http/operation.ts';
import { accountDetails } from './account/account.ts';
import { associationOperations } from './associations/operations.ts';
import { journalOperations } from './journal/operations.ts';
import {
  calculatedPropertyLimit,
  customObjectLimit,
  customPropertyLimit,
  labelLimit,
  pipelineLimit,
  recordLimit,
} from './limits/limits.ts';
import { listOperations } from './lists/operations.ts';
import { authorize, authorizeAccount, introspect, revoke, token, uninstall } from './oauth/oauth.ts';
import { objectOperations } from './objects/operations.ts';
import { getOwner, listOwners } from './owners/owners.ts';
import { pipelineOperations } from './pipelines/operations.ts';
import { propertyOperations } from './properties/operations.ts';
import { schemaOperations } from './schemas/operations.ts';

/** Every endpoint the sandbox answers; the first whose method and path fit is run. */
export const operations: readonly Operation[] = [
  ...associationOperations,
  ...objectOperations,
  ...schemaOperations,
  ...propertyOperations,
  ...pipelineOperations,
  ...listOperations,
  ...journalOperations,
  authorize,
  authorizeAccount,
  token,
  introspect,
  revoke,
  uninstall,
  listOwners,
  getOwner,
  accountDetails,
  customObjectLimit,
  customPropertyLimit,
  recordLimit,
  labelLimit,
  calculatedPropertyLimit,
  pipelineLimit,
];
