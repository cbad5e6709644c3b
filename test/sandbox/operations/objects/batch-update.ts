import { z } from 'zod';
import type { Operation } from '../../http/operation.ts';
import { inputsOf, parseBody } from '../../http/request-body.ts';
import { objectTypeOfPath } from '../../state/object-types.ts';
import { writtenRecord } from '../../state/record.ts';
import { findRecord, missingRecord, prepareUpdate, type Reserved } from '../../state/write-record.ts';
import { refuseDuplicates, runBatch } from './batch-write.ts';

const updateInput = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  idProperty: z.string().nullish(),
  properties: z.record(z.string(), z.unknown()),
  objectWriteTraceId: z.string().optional(),
});

export const batchUpdateObjects: Operation = {
  method: 'POST',
  path: '/crm/objects/:version/:objectType/batch/update',
  run(call) {
    const { portal, version, actor } = call;
    const type = objectTypeOfPath(portal, call.param('objectType'));
    const { inputs } = parseBody(inputsOf(updateInput, 100), call.body);
    refuseDuplicates(
      inputs.map((input) => findRecord(portal, type, input.id, input.idProperty)?.id ?? input.id),
    );
    const reserved: Reserved = new Set();
    return runBatch(call, 200, inputs, (input) => {
      const record = findRecord(portal, type, input.id, input.idProperty);
      // Unlike reads, updates do not follow merges: the absorbed id is refused.
      const isAbsorbed = record !== undefined && !input.idProperty && record.id !== input.id;
      if (!record || record.archivedAt !== undefined || isAbsorbed) throw missingRecord(input.id);
      const write = prepareUpdate(
        { portal, type, version, actor, properties: input.properties },
        record,
        reserved,
      );
      return { apply: () => ({ changes: write.apply(), result: writtenRecord(record, write.touched()) }) };
    });
  },
};
