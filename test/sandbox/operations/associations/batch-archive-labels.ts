import { batchAnswer } from '../../http/batch-answer.ts';
import { noContent, type Operation } from '../../http/operation.ts';
import { inputsOf, parseBody } from '../../http/request-body.ts';
import { cutLink, dissociate } from '../../state/associate.ts';
import { requestedAssociationType } from '../../state/association-types.ts';
import { objectTypeOfPath } from '../../state/object-types.ts';
import { associationInput } from './batch-create.ts';

/** Takes labels off links; the unlabelled link stays unless its own type is named. */
export const batchArchiveLabels: Operation = {
  method: 'POST',
  path: '/crm/associations/:version/:fromType/:toType/batch/labels/archive',
  run({ portal, version, actor, param, body }) {
    const from = objectTypeOfPath(portal, param('fromType'));
    const to = objectTypeOfPath(portal, param('toType'));
    const planned = parseBody(inputsOf(associationInput, 100), body).inputs.map((input) => ({
      pair: { fromId: input.from.id, toId: input.to.id, actor },
      types: input.types.map((spec) => requestedAssociationType(portal, from, to, spec)),
    }));
    for (const { pair, types } of planned) {
      for (const type of types) {
        portal.publish(
          type.label === null
            ? cutLink(portal, from.objectTypeId, to.objectTypeId, pair)
            : dissociate(portal, type, pair),
        );
      }
    }
    return version === '2026-09' ? batchAnswer(portal, version, 200, [], []) : noContent();
  },
};
