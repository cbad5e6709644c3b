import { z } from 'zod';
import { crmRecord } from '../hubspot/batch-answer.ts';
import type { HubSpotRequest } from '../hubspot/request.ts';
import type { RecordKind } from '../hubspot/schema/object.ts';
import { objectTypeIdOf } from '../hubspot/schema/state.ts';
import { modifiedAtOf } from '../hubspot/search.ts';
import { saveReads } from '../store/reads.ts';
import type { Job } from './portal.ts';

/**
 * A job that keeps, once it is done, how HubSpot dated the records it read, so that a sweep which finds them again
 * with the same date causes no work (R47). Records that were refused are not kept: they are found again.
 */
export function noting(object: RecordKind, job: Job): Job {
  return async (deps, portal, recordIds) => {
    const reads = new Map<string, number>();
    const typeId = objectTypeIdOf(portal.schema, object);
    const refusals = await job(
      deps,
      { ...portal, request: listening(portal.request, typeId, reads) },
      recordIds,
    );
    const refused = new Set(refusals.map(({ recordId }) => recordId));
    const worked = recordIds.flatMap((id) => {
      const modifiedAt = reads.get(id);
      return modifiedAt === undefined || refused.has(id) ? [] : [{ id, modifiedAt }];
    });
    await saveReads(deps.database, portal.id, object, worked, new Date(deps.now()));
    return refusals;
  };
}

const batch = z.object({ results: z.array(crmRecord) });

/** Hears the answers to batch reads of one kind of record. Of several reads the earliest counts: it was worked on. */
function listening(request: HubSpotRequest, typeId: string, reads: Map<string, number>): HubSpotRequest {
  return async (input) => {
    const answer = await request(input);
    if (!input.path.endsWith(`/${typeId}/batch/read`)) return answer;
    // What is no batch answer is the caller's to refuse.
    for (const record of batch.safeParse(answer).data?.results ?? []) {
      const at = modifiedAtOf(record);
      if (at !== null && !reads.has(record.id)) reads.set(record.id, at);
    }
    return answer;
  };
}
