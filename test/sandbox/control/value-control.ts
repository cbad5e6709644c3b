import { z } from 'zod';
import { objectTypeOfPath } from '../state/object-types.ts';
import { applyValues } from '../state/write-record.ts';
import { ControlMistake, type ControlOperation, readControl } from './control-call.ts';

const valuesInput = z.strictObject({
  values: z.record(z.string(), z.string()),
  /** Whether webhooks tell of it; calculated properties then follow their assumption. */
  silent: z.boolean().default(true),
});

/**
 * Sets any values of a record, read-only ones too, as HubSpot itself does: a company-currency amount that is late or
 * changes without an event, an original source, a computed score.
 */
export const setValues: ControlOperation = {
  method: 'POST',
  path: '/records/:objectType/:id/values',
  run({ sandboxed: { portal }, param, body }) {
    const type = objectTypeOfPath(portal, param('objectType'));
    const record = portal.tableOf(type.objectTypeId).byId.get(param('id'));
    if (!record) throw new ControlMistake(`no ${type.name} ${param('id')}`);
    const input = readControl(valuesInput, body);
    const unknown = Object.keys(input.values).find((name) => !type.properties.has(name));
    if (unknown !== undefined) throw new ControlMistake(`no property ${unknown} on ${type.name}`);
    const changes = applyValues(portal, type, record, input.values, { kind: 'hubspot' });
    if (!input.silent) portal.publish(changes);
    return { id: record.id, changed: changes.length };
  },
};
