import { z } from 'zod';

/**
 * One switch per point that HubSpot's public documents leave open. The first value of each is the default: the less
 * comfortable answer, or the documented one.
 */
export const assumptionsSchema = z.strictObject({
  /** Status of a batch answer with errors: the guides say 207, the 2026-09 specification lists 200 / 201. */
  partialBatchStatus: z.enum(['207', 'plain']),
  /** Status of a write that would repeat a unique value. */
  uniqueConflictStatus: z.enum(['409', '400']),
  /** Does an archived record keep its unique values? */
  archivedBlocksUnique: z.enum(['yes', 'no']),
  /** Does a merge make a new record id or keep the primary's? */
  mergeId: z.enum(['new', 'primary']),
  /** Does an association move the records' last-modified date? */
  associationTouchesRecords: z.enum(['no', 'yes']),
  /** Field names of `object.associationChange`, of which no sample is published. */
  associationEvent: z.enum(['ids', 'names', 'absent']),
  /** Does a journal entry about a link name only the end that was subscribed to, or both? */
  journalAssociation: z.enum(['one-end', 'both-ends']),
  /** Do calculated properties fire webhooks? */
  calculatedPropertiesFire: z.enum(['no', 'yes', 'late']),
  /** Which signature headers a delivery carries. */
  signatures: z.enum(['v3-and-v1', 'v3', 'v1']),
  /** A property group named in a schema POST that the new object does not have. */
  schemaPostUnknownGroup: z.enum(['refused', 'created']),
  /** `showCurrencySymbol` in a 2026-09 property write, which the specification does not list. */
  currencyFlagOnProperty: z.enum(['dropped', 'kept']),
  /** After an edit of a stage's probability: are its deals computed anew at their next write, or at once? */
  stageEditReachesDeals: z.enum(['next-write', 'at-once']),
});

export type Assumptions = z.infer<typeof assumptionsSchema>;

export function defaultAssumptions(): Assumptions {
  return {
    partialBatchStatus: '207',
    uniqueConflictStatus: '409',
    archivedBlocksUnique: 'yes',
    mergeId: 'new',
    associationTouchesRecords: 'no',
    associationEvent: 'ids',
    journalAssociation: 'one-end',
    calculatedPropertiesFire: 'no',
    signatures: 'v3-and-v1',
    schemaPostUnknownGroup: 'refused',
    currencyFlagOnProperty: 'dropped',
    stageEditReachesDeals: 'next-write',
  };
}
