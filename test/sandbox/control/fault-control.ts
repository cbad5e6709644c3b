import { faultSchema } from '../http/faults.ts';
import { type ControlOperation, readControl } from './control-call.ts';

export const listFaults: ControlOperation = {
  method: 'GET',
  path: '/faults',
  run: ({ sandboxed }) => ({ faults: sandboxed.faults.pending() }),
};

export const addFault: ControlOperation = {
  method: 'POST',
  path: '/faults',
  run({ sandboxed, body }) {
    sandboxed.faults.add(readControl(faultSchema, body));
    return { faults: sandboxed.faults.pending() };
  },
};

export const clearFaults: ControlOperation = {
  method: 'DELETE',
  path: '/faults',
  run({ sandboxed }) {
    sandboxed.faults.clear();
    return { faults: [] };
  },
};
