import { assumptionsSchema } from '../state/assumptions.ts';
import { type ControlOperation, readControl } from './control-call.ts';

export const readAssumptions: ControlOperation = {
  method: 'GET',
  path: '/assume',
  run: ({ sandboxed }) => sandboxed.portal.assume,
};

/** Sets some of the switches for what HubSpot's documents leave open. */
export const setAssumptions: ControlOperation = {
  method: 'POST',
  path: '/assume',
  run({ sandboxed, body }) {
    const given = Object.entries(readControl(assumptionsSchema.partial(), body)).filter(
      ([, value]) => value !== undefined,
    );
    sandboxed.portal.assume = assumptionsSchema.parse({
      ...sandboxed.portal.assume,
      ...Object.fromEntries(given),
    });
    return sandboxed.portal.assume;
  },
};
