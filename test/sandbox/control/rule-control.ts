import { z } from 'zod';
import { objectTypeOfPath } from '../state/object-types.ts';
import { ControlMistake, type ControlOperation, readControl } from './control-call.ts';

const ruleInput = z.strictObject({
  objectType: z.string(),
  when: z.strictObject({ property: z.string(), value: z.string() }).optional(),
  require: z.array(z.string()).min(1),
});

/**
 * An admin's rule: `require` on create, or whenever `when` holds. From 2026-09 on it binds every API write of such a
 * record; it cannot be read through the API.
 */
export const addRule: ControlOperation = {
  method: 'POST',
  path: '/rules',
  run({ sandboxed, body }) {
    const { portal } = sandboxed;
    const input = readControl(ruleInput, body);
    const type = objectTypeOfPath(portal, input.objectType);
    const unknown = [...input.require, ...(input.when ? [input.when.property] : [])].find(
      (name) => !type.properties.has(name),
    );
    if (unknown !== undefined) throw new ControlMistake(`no property ${unknown} on ${type.name}`);
    portal.rules.push({
      objectTypeId: type.objectTypeId,
      require: input.require,
      ...(input.when ? { when: input.when } : {}),
    });
    return { rules: portal.rules };
  },
};

export const clearRules: ControlOperation = {
  method: 'DELETE',
  path: '/rules',
  run({ sandboxed }) {
    sandboxed.portal.rules = [];
    return { rules: [] };
  },
};

const tuningInput = z.strictObject({
  searchLagMs: z.number().int().min(0).optional(),
  associationPageSize: z.number().int().min(1).max(500).optional(),
  customObjectLimit: z.number().int().min(0).optional(),
});

/** How far search lags behind, how many targets an association page has, how many custom objects the plan allows. */
export const tune: ControlOperation = {
  method: 'POST',
  path: '/tuning',
  run({ sandboxed, body }) {
    const { portal } = sandboxed;
    const input = readControl(tuningInput, body);
    portal.searchLagMs = input.searchLagMs ?? portal.searchLagMs;
    portal.associationPageSize = input.associationPageSize ?? portal.associationPageSize;
    portal.account.customObjectLimit = input.customObjectLimit ?? portal.account.customObjectLimit;
    const { searchLagMs, associationPageSize } = portal;
    return { searchLagMs, associationPageSize, customObjectLimit: portal.account.customObjectLimit };
  },
};
