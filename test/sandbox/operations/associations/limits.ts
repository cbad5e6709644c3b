import { z } from 'zod';
import { batchAnswer } from '../../http/batch-answer.ts';
import { type Operation, ok } from '../../http/operation.ts';
import { batchError, Refusal, validationError } from '../../http/refusal.ts';
import { inputsOf, parseBody } from '../../http/request-body.ts';
import type { AssociationType } from '../../state/association-type.ts';
import { associationTypesOf, requestedAssociationType } from '../../state/association-types.ts';
import { linksFrom } from '../../state/links.ts';
import { objectTypeOfPath } from '../../state/object-types.ts';
import type { Portal } from '../../state/portal.ts';

const PATH = '/crm/associations/:version/definitions/configurations';

export const listAllLimits: Operation = {
  method: 'GET',
  path: `${PATH}/all`,
  run: ({ portal }) => ok({ results: limited([...portal.associationTypes.byId.values()]) }),
};

export const listLimits: Operation = {
  method: 'GET',
  path: `${PATH}/:fromType/:toType`,
  run({ portal, param }) {
    const from = objectTypeOfPath(portal, param('fromType'));
    const to = objectTypeOfPath(portal, param('toType'));
    return ok({ results: limited(associationTypesOf(portal, from.objectTypeId, to.objectTypeId)) });
  },
};

const limitInput = z.object({
  category: z.string(),
  typeId: z.number().int(),
  maxToObjectIds: z.number().int().min(1),
});

/** Sets limits (`create` and `update` alike); refused where records already have more. */
export const createLimits: Operation = limitOperation('create');
export const updateLimits: Operation = limitOperation('update');

function limitOperation(verb: 'create' | 'update'): Operation {
  return {
    method: 'POST',
    path: `${PATH}/:fromType/:toType/batch/${verb}`,
    run({ portal, version, param, body }) {
      const from = objectTypeOfPath(portal, param('fromType'));
      const to = objectTypeOfPath(portal, param('toType'));
      const { inputs } = parseBody(inputsOf(limitInput, 100), body);
      const results: unknown[] = [];
      const errors: Record<string, unknown>[] = [];
      for (const input of inputs) {
        const spec = { associationCategory: input.category, associationTypeId: input.typeId };
        const type = requestedAssociationType(portal, from, to, spec);
        try {
          checkExisting(portal, type, input.maxToObjectIds);
          type.maxToObjectIds = input.maxToObjectIds;
          results.push(...limited([type]));
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          errors.push(batchError(error.facts, { typeId: [String(type.typeId)] }));
        }
      }
      return batchAnswer(portal, version, 200, results, errors);
    },
  };
}

const specInput = z.object({ category: z.string(), typeId: z.number().int() });

export const purgeLimits: Operation = {
  method: 'POST',
  path: `${PATH}/:fromType/:toType/batch/purge`,
  run({ portal, version, param, body }) {
    const from = objectTypeOfPath(portal, param('fromType'));
    const to = objectTypeOfPath(portal, param('toType'));
    for (const input of parseBody(inputsOf(specInput, 100), body).inputs) {
      const spec = { associationCategory: input.category, associationTypeId: input.typeId };
      delete requestedAssociationType(portal, from, to, spec).maxToObjectIds;
    }
    return batchAnswer(portal, version, 200, [], []);
  },
};

function checkExisting(portal: Portal, type: AssociationType, limit: number): void {
  for (const id of portal.links.get(`${type.fromTypeId}>${type.toTypeId}`)?.keys() ?? []) {
    let used = 0;
    for (const typeIds of linksFrom(portal.links, type.fromTypeId, type.toTypeId, id).values()) {
      if (typeIds.includes(type.typeId)) used += 1;
    }
    if (used > limit)
      throw validationError(`The record ${id} already has ${used} such associations, more than ${limit}`);
  }
}

function limited(types: AssociationType[]) {
  return types.flatMap((type) =>
    type.maxToObjectIds === undefined
      ? []
      : [
          {
            category: type.category,
            typeId: type.typeId,
            ...(type.label === null ? {} : { label: type.label }),
            userEnforcedMaxToObjectIds: type.maxToObjectIds,
          },
        ],
  );
}
