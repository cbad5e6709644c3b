import { z } from 'zod';
import type { Operation } from '../../http/operation.ts';
import { inputsOf, parseBody, requiredSince202609 } from '../../http/request-body.ts';
import type { ComingLinks } from '../../state/associate.ts';
import { objectTypeOfPath } from '../../state/object-types.ts';
import { writtenRecord } from '../../state/record.ts';
import { prepareCreate, type Reserved } from '../../state/write-record.ts';
import { runBatch } from './batch-write.ts';
import { announceLinks, applyLinks, inlineAssociations, planLinks } from './inline-associations.ts';

export const batchCreateObjects: Operation = {
  method: 'POST',
  path: '/crm/objects/:version/:objectType/batch/create',
  run(call) {
    const { portal, version, actor } = call;
    const type = objectTypeOfPath(portal, call.param('objectType'));
    const input = z.object({
      properties: z.record(z.string(), z.unknown()),
      associations: requiredSince202609(version, inlineAssociations, []),
      objectWriteTraceId: z.string().optional(),
    });
    const { inputs } = parseBody(inputsOf(input, 100), call.body);
    const reserved: Reserved = new Set();
    const coming: ComingLinks = new Map();
    return runBatch(call, 201, inputs, (item) => {
      const links = planLinks(portal, type, item.associations, coming);
      const write = prepareCreate({ portal, type, version, actor, properties: item.properties }, reserved);
      announceLinks(coming, links);
      return {
        apply() {
          const changes = write.apply();
          changes.push(...applyLinks(portal, write.record.id, links, actor));
          return { changes, result: writtenRecord(write.record) };
        },
      };
    });
  },
};
