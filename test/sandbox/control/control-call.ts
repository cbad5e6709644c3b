import type { z } from 'zod';
import type { Sandboxed } from '../sandboxed.ts';

export type ControlCall = {
  sandboxed: Sandboxed;
  param(name: string): string;
  query: URLSearchParams;
  body: unknown;
};

/** One call of the control plane, below `/_sandbox`. */
export type ControlOperation = {
  method: 'GET' | 'POST' | 'DELETE';
  path: string;
  run(call: ControlCall): unknown;
};

/** A wrong control call: answered 400 with the reason. */
export class ControlMistake extends Error {}

export function readControl<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body ?? {});
  if (parsed.success) return parsed.data;
  const reasons = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new ControlMistake(reasons.join('; '));
}
