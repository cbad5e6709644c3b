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

/** Every 2xx batch answer may be partial: the errors are in the body at 200, 201 and 207 alike (R40). */
export const partialAnswer = z.object({
  errors: z.array(batchError).optional(),
  numErrors: z.number().optional(),
});

export const recordBatch = partialAnswer.extend({ results: z.array(crmRecord) });

/**
 * What a batch answer says about ids that do not exist. Any other error inside it, or one that is counted and not
 * told, means that we do not know about some of them: to take that for "gone" would reverse credits, so the whole is
 * asked again later.
 */
export function missingIds(
  { errors = [], numErrors = 0 }: z.infer<typeof partialAnswer>,
  route: string,
): Set<string> {
  const missing = new Set(errors.flatMap(idsIn));
  const other = errors.find(({ category }) => category !== 'OBJECT_NOT_FOUND');
  // Whether HubSpot counts errors or the ids in them is not known.
  const told = Math.max(errors.length, missing.size);
  if (other === undefined && numErrors <= told) return missing;
  const why = other?.message ?? other?.category ?? `it counts ${numErrors} errors and tells ${told}`;
  throw new Problem('hubspot-unavailable', `HubSpot answered ${route} in part: ${why}`, {
    quoted: other?.message ?? '',
    facts: { route, category: other?.category ?? '' },
  });
}

/** The ids that an error is about. */
export function idsIn({ context }: BatchError): string[] {
  return context?.ids ?? context?.id ?? context?.fromObjectId ?? [];
}
