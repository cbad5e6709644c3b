import { z } from 'zod';
import { batchAnswer } from '../../http/batch-answer.ts';
import type { Operation } from '../../http/operation.ts';
import { validationError } from '../../http/refusal.ts';
import { inputsOf, parseBody, requiredSince202609 } from '../../http/request-body.ts';
import { objectTypeOfPath } from '../../state/object-types.ts';
import { type CrmRecord, shownRecord } from '../../state/record.ts';
import { findRecord } from '../../state/write-record.ts';
import { recordRef } from './inline-associations.ts';

const MAX_INPUTS = 100;
const MAX_INPUTS_WITH_HISTORY = 50;

export const batchReadObjects: Operation = {
  method: 'POST',
  path: '/crm/objects/:version/:objectType/batch/read',
  run({ portal, version, param, query, body }) {
    const type = objectTypeOfPath(portal, param('objectType'));
    const names = z.array(z.string());
    const input = parseBody(
      inputsOf(recordRef, MAX_INPUTS).and(
        z.object({
          properties: requiredSince202609(version, names, []),
          propertiesWithHistory: requiredSince202609(version, names, []),
          idProperty: z.string().nullish(),
        }),
      ),
      body,
    );
    const wanted = { properties: input.properties, history: input.propertiesWithHistory };
    if (wanted.history.length > 0 && input.inputs.length > MAX_INPUTS_WITH_HISTORY) {
      throw validationError(`At most ${MAX_INPUTS_WITH_HISTORY} inputs can be read with property history`);
    }
    const isArchived = query.get('archived') === 'true';
    const found = new Set<CrmRecord>();
    const missing: string[] = [];
    for (const { id } of input.inputs) {
      const record = findRecord(portal, type, id, input.idProperty);
      if (record && (record.archivedAt !== undefined) === isArchived) found.add(record);
      else missing.push(id);
    }
    const results = [...found].map((record) => shownRecord(type, record, wanted));
    return batchAnswer(
      portal,
      version,
      200,
      results,
      missing.length > 0 ? [couldNotGet(type.name, missing)] : [],
    );
  },
};

function couldNotGet(name: string, ids: string[]): Record<string, unknown> {
  return {
    status: 'error',
    category: 'OBJECT_NOT_FOUND',
    message: `Could not get some ${name.toUpperCase()} objects, they may be deleted or not exist. Check that ids are valid.`,
    context: { ids },
    errors: [],
    links: {},
  };
}
