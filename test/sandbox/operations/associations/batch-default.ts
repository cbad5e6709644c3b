import { z } from 'zod';
import { batchAnswer } from '../../http/batch-answer.ts';
import type { Operation } from '../../http/operation.ts';
import { validationError } from '../../http/refusal.ts';
import { inputsOf, parseBody } from '../../http/request-body.ts';
import { associate, checkAssociation } from '../../state/associate.ts';
import { unlabelledType } from '../../state/association-types.ts';
import { objectTypeOfPath } from '../../state/object-types.ts';
import { recordRef } from '../objects/inline-associations.ts';

const input = z.object({ from: recordRef, to: recordRef });

/** Links records by the pair's unlabelled type. */
export const batchAssociateDefault: Operation = {
  method: 'POST',
  path: '/crm/associations/:version/:fromType/:toType/batch/associate/default',
  run({ portal, version, actor, param, body }) {
    const from = objectTypeOfPath(portal, param('fromType'));
    const to = objectTypeOfPath(portal, param('toType'));
    const type = unlabelledType(portal, from.objectTypeId, to.objectTypeId);
    if (!type) throw validationError(`No default association exists from ${from.name} to ${to.name}`);
    const { inputs } = parseBody(inputsOf(input, 100), body);
    for (const pair of inputs) checkAssociation(portal, type, pair.from.id, pair.to.id);
    const results = inputs.map((pair) => {
      portal.publish(associate(portal, type, { fromId: pair.from.id, toId: pair.to.id, actor }));
      const associationSpec = { associationCategory: type.category, associationTypeId: type.typeId };
      return { from: pair.from, to: pair.to, associationSpec };
    });
    return batchAnswer(portal, version, 200, results, []);
  },
};
