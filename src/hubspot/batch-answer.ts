import { z } from 'zod';

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

const batchError = z.object({
  category: z.string().optional(),
  message: z.string().optional(),
  context: z.record(z.string(), z.array(z.string())).optional(),
  errors: z.array(z.object({ message: z.string().optional(), code: z.string().optional() })).optional(),
});
export type BatchError = z.infer<typeof batchError>;

/** Every 2xx batch answer may be partial: the errors are in the body at 200, 201 and 207 alike (R40). */
export const recordBatch = z.object({
  results: z.array(crmRecord),
  errors: z.array(batchError).optional(),
  numErrors: z.number().optional(),
});
