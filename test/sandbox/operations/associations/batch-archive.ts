import { z } from 'zod';
import { batchAnswer } from '../../http/batch-answer.ts';
import { noContent, type Operation } from '../../http/operation.ts';
import { inputsOf, parseBody } from '../../http/request-body.ts';
import { cutLink } from '../../state/associate.ts';
import { objectTypeOfPath } from '../../state/object-types.ts';
import { recordRef } from '../objects/inline-associations.ts';

const input = z.object({ from: recordRef, to: z.array(recordRef) });

/** Cuts whole links, labels and all; at most 100 inputs. */
export const batchArchiveAssociations: Operation = {
  method: 'POST',
  path: '/crm/associations/:version/:fromType/:toType/batch/archive',
  run({ portal, version, actor, param, body }) {
    const from = objectTypeOfPath(portal, param('fromType'));
    const to = objectTypeOfPath(portal, param('toType'));
    for (const pair of parseBody(inputsOf(input, 100), body).inputs) {
      for (const target of pair.to) {
        const ends = { fromId: pair.from.id, toId: target.id, actor };
        portal.publish(cutLink(portal, from.objectTypeId, to.objectTypeId, ends));
      }
    }
    return version === '2026-09' ? batchAnswer(portal, version, 200, [], []) : noContent();
  },
};
