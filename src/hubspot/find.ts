import { parseAnswer } from './answer.ts';
import { type CrmRecord, missingIds, recordBatch } from './batch-answer.ts';
import { inChunks, OBJECT_BATCH } from './chunks.ts';
import type { HubSpotRequest } from './request.ts';
import { API_VERSION } from './version.ts';

/** Reads records by the values of a unique property, any number; values that no record has are not in the map. */
export async function findRecords(
  request: HubSpotRequest,
  objectTypeId: string,
  idProperty: string,
  values: readonly string[],
): Promise<Map<string, CrmRecord>> {
  const path = `/crm/objects/${API_VERSION}/${objectTypeId}/batch/read`;
  const found = await inChunks([...new Set(values)], OBJECT_BATCH, async (chunk) => {
    const body = {
      ...{ idProperty, properties: [idProperty], propertiesWithHistory: [] },
      inputs: chunk.map((id) => ({ id })),
    };
    const answer = parseAnswer(recordBatch, await request({ method: 'POST', path, body }), path);
    missingIds(answer, path);
    return answer.results;
  });
  return new Map(found.map((record) => [record.properties[idProperty] ?? '', record]));
}
