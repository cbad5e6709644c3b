import { z } from 'zod';

/**
 * A fault that meets the next `times` calls fitting `method` and `path` (a regular expression over the path).
 * `applied` says whether the operation runs all the same, so that the caller is left in doubt.
 */
export const faultSchema = z.strictObject({
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']).optional(),
  path: z.string().optional(),
  times: z.number().int().min(1).default(1),
  /** Lets this many fitting calls pass first. */
  after: z.number().int().min(0).default(0),
  applied: z.boolean().default(false),
  fault: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('status'),
      status: z.number().int().min(400).max(599),
      body: z.unknown().optional(),
      headers: z.record(z.string(), z.string()).optional(),
    }),
    z.strictObject({ kind: z.literal('timeout') }),
    z.strictObject({ kind: z.literal('cut') }),
    z.strictObject({ kind: z.literal('slow'), ms: z.number().int().min(1).max(60_000) }),
  ]),
});

export type Fault = z.output<typeof faultSchema>;

export type Faults = {
  add(fault: Fault): void;
  /** The fault that meets this call, counted down; undefined for a call that goes through. */
  take(method: string, path: string): Fault | undefined;
  pending(): Fault[];
  clear(): void;
};

export function createFaults(): Faults {
  let faults: Fault[] = [];
  return {
    add(fault) {
      faults.push({ ...fault });
    },
    take(method, path) {
      for (const fault of faults) {
        if (!fits(fault, method, path)) continue;
        if (fault.after > 0) {
          fault.after -= 1;
          continue;
        }
        fault.times -= 1;
        faults = faults.filter((other) => other.times > 0);
        return fault;
      }
      return undefined;
    },
    pending: () => faults,
    clear() {
      faults = [];
    },
  };
}

function fits(fault: Fault, method: string, path: string): boolean {
  return (
    (fault.method === undefined || fault.method === method) &&
    (fault.path === undefined || new RegExp(fault.path).test(path))
  );
}
