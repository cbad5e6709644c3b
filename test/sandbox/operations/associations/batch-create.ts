import { z } from 'zod';
import { batchAnswer } from '../../http/batch-answer.ts';
import type { Operation } from '../../http/operation.ts';
import { batchError, Refusal } from '../../http/refusal.ts';
import { inputsOf, parseBody } from '../../http/request-body.ts';
import { associate, checkAssociation } from '../../state/associate.ts';
import { requestedAssociationType } from '../../state/association-types.ts';
import { objectTypeOfPath } from '../../state/object-types.ts';
import { associationSpec, recordRef } from '../objects/inline-associations.ts';
import { pairOf } from './labels-between.ts';

export const associationInput = z.object({
  from: recordRef,
  to: recordRef,
  types: z.array(associationSpec).min(1),
});

/** Up to 2,000 links; what cannot be made is listed, the rest is made. */
export const batchCreateAssociations: Operation = {
  method: 'POST',
  path: '/crm/associations/:version/:fromType/:toType/batch/create',
  run({ portal, version, actor, param, body }) {
    const from = objectTypeOfPath(portal, param('fromType'));
    const to = objectTypeOfPath(portal, param('toType'));
    const { inputs } = parseBody(inputsOf(associationInput, 2_000), body);
    const planned = inputs.map((input) => ({
      input,
      types: input.types.map((spec) => requestedAssociationType(portal, from, to, spec)),
    }));
    const results: unknown[] = [];
    const errors: Record<string, unknown>[] = [];
    for (const { input, types } of planned) {
      try {
        for (const type of types) checkAssociation(portal, type, input.from.id, input.to.id);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        errors.push(batchError(error.facts, { fromObjectId: [input.from.id], toObjectId: [input.to.id] }));
        continue;
      }
      for (const type of types) {
        portal.publish(associate(portal, type, { fromId: input.from.id, toId: input.to.id, actor }));
      }
      results.push(pairOf(from, to, input.from.id, input.to.id, types));
    }
    return batchAnswer(portal, version, version === '2026-09' ? 200 : 201, results, errors);
  },
};
