import { z } from 'zod';
import { Problem } from '../errors.ts';

/** A record as HubSpot returns it. Values are strings; asked-for empty properties are null. */
export const crmRecord = z.object({
  id: z.string(),
  properties: z.record(z.string(), z.string().nullable()),
  createdAt: z.string().optional(),
  updatedAt: z.string().optional(),
  archived: z.boolean().optional(),
  objectWriteTraceId: z.string().optional(),
});
export type CrmRecord = z.infer<typeof crmRecord>;

/** Ids under which a record was known before others were merged into it. */
export function formerIds(record: CrmRecord): string[] {
  return (record.properties.hs_merged_object_ids ?? '').split(';').filter((id) => id !== '');
}

export const batchError = z.object({
  category: z.string().optional(),
  message: z.string().optional(),
  context: z.record(z.string(), z.array(z.string())).optional(),
  errors: z.array(z.object({ message: z.string().optional(), code: z.string().optional() })).optional(),
});
export type BatchError = z.infer<typeof batchError>;

/**
 * What a batch answer says about ids that do not exist. Any other error inside it means that we do not know about
 * some of them: to take that for "gone" would reverse credits, so the whole is asked again later.
 */
export function missingIds(errors: readonly BatchError[] | undefined, route: string): Set<string> {
  const other = errors?.find(({ category }) => category !== 'OBJECT_NOT_FOUND');
  if (other === undefined)
    return new Set(errors?.flatMap(({ context }) => context?.ids ?? context?.id ?? []));
  throw new Problem(
    'hubspot-unavailable',
    `HubSpot answered ${route} in part: ${other.message ?? other.category ?? 'no reason given'}`,
    { retry: { kind: 'later' }, facts: { route, category: other.category ?? '' } },
  );
}

/** Every 2xx batch answer may be partial: the errors are in the body at 200, 201 and 207 alike (R40). */
export const recordBatch = z.object({
  results: z.array(crmRecord),
  errors: z.array(batchError).optional(),
  numErrors: z.number().optional(),
});
