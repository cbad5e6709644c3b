import { z } from 'zod';
import type { Operation } from '../../http/operation.ts';
import { validationError } from '../../http/refusal.ts';
import { inputsOf, parseBody } from '../../http/request-body.ts';
import { objectTypeOfPath } from '../../state/object-types.ts';
import { writtenRecord } from '../../state/record.ts';
import { findRecord, prepareCreate, prepareUpdate, type Reserved } from '../../state/write-record.ts';
import { refuseDuplicates, runBatch } from './batch-write.ts';

const upsertInput = z.object({
  id: z.string(),
  idProperty: z.string().optional(),
  properties: z.record(z.string(), z.unknown()),
  objectWriteTraceId: z.string().optional(),
});

/** Creates or updates by a unique property. Inputs take no associations. */
export const batchUpsertObjects: Operation = {
  method: 'POST',
  path: '/crm/objects/:version/:objectType/batch/upsert',
  run(call) {
    const { portal, version, actor } = call;
    const type = objectTypeOfPath(portal, call.param('objectType'));
    const { inputs } = parseBody(inputsOf(upsertInput, 100), call.body);
    refuseDuplicates(inputs.map((input) => `${input.idProperty ?? ''}=${input.id.toLowerCase()}`));
    const reserved: Reserved = new Set();
    return runBatch(call, 200, inputs, (input) => {
      if (!input.idProperty) throw validationError('idProperty is required for every input of an upsert');
      const record = findRecord(portal, type, input.id, input.idProperty);
      const properties = { ...input.properties, [input.idProperty]: input.id };
      if (record && record.archivedAt === undefined) {
        const write = prepareUpdate({ portal, type, version, actor, properties }, record, reserved);
        const result = () => ({ ...writtenRecord(record, write.touched()), new: false });
        return { apply: () => ({ changes: write.apply(), result: result() }) };
      }
      const write = prepareCreate({ portal, type, version, actor, properties }, reserved);
      return {
        apply: () => ({ changes: write.apply(), result: { ...writtenRecord(write.record), new: true } }),
      };
    });
  },
};
