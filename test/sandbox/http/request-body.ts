import { z } from 'zod';
import { type ApiVersion, demandsAllFields } from './api-version.ts';
import { validationError } from './refusal.ts';

/** Reads a request body, or refuses in HubSpot's words for missing and malformed fields. */
export function parseBody<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body ?? {});
  if (parsed.success) return parsed.data;
  const missing = parsed.error.issues.filter((issue) => isMissing(issue, body));
  if (missing.length > 0) {
    const names = missing.map((issue) => issue.path.join('.')).join(', ');
    throw validationError(
      `Invalid input JSON on line 1, column 1: Some required fields were not set: [${names}]`,
    );
  }
  const first = parsed.error.issues[0];
  throw validationError(
    `Invalid input JSON on line 1, column 1: ${first?.path.join('.') ?? ''}: ${first?.message ?? ''}`,
  );
}

/** A field that `2026-09` requires; older versions do without it. */
export function requiredSince202609<T extends z.ZodType>(
  version: ApiVersion,
  schema: T,
  otherwise: z.output<T>,
) {
  return demandsAllFields(version) ? schema : schema.optional().transform((value) => value ?? otherwise);
}

/** `inputs` of a batch, at most `limit` of them. */
export function inputsOf<T extends z.ZodType>(item: T, limit: number) {
  return z.object({ inputs: z.array(item) }).superRefine((batch, context) => {
    if (batch.inputs.length === 0) context.addIssue({ code: 'custom', message: 'inputs must not be empty' });
    if (batch.inputs.length > limit) {
      context.addIssue({
        code: 'custom',
        message: `Maximum number of inputs is ${limit}, but ${batch.inputs.length} were sent`,
      });
    }
  });
}

function isMissing(issue: z.core.$ZodIssue, body: unknown): boolean {
  if (issue.code !== 'invalid_type') return false;
  let value: unknown = body ?? {};
  for (const key of issue.path) {
    if (typeof value !== 'object' || value === null) return true;
    value = Reflect.get(value, key);
  }
  return value === undefined;
}
