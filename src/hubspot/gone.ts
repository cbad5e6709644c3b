import { Problem } from '../errors.ts';
import { parseAnswer } from './answer.ts';
import { formerIds, missingIds, recordBatch } from './batch-answer.ts';
import { inChunks, OBJECT_BATCH } from './chunks.ts';
import type { HubSpotRequest } from './request.ts';
import { API_VERSION } from './version.ts';

/**
 * Makes sure that records a read did not find are gone, before credits are reversed for it (R19): HubSpot has each
 * among the archived ones; or says, asked both ways, that it knows none under this id (90 days after the deletion it
 * forgets them). `denied` are the ids of which it said so in the first read; silence is not enough. Otherwise rejects:
 * the work runs again later.
 */
export async function confirmGone(
  request: HubSpotRequest,
  objectTypeId: string,
  ids: readonly string[],
  denied: ReadonlySet<string>,
): Promise<void> {
  const path = `/crm/objects/${API_VERSION}/${objectTypeId}/batch/read`;
  const certain = await inChunks(ids, OBJECT_BATCH, async (chunk) => {
    const inputs = chunk.map((id) => ({ id }));
    const body = { properties: ['hs_merged_object_ids'], propertiesWithHistory: [], inputs };
    const answer = await request({ method: 'POST', path, query: { archived: 'true' }, body });
    const read = parseAnswer(recordBatch, answer, path);
    const unknown = [...missingIds(read, path)].filter((id) => denied.has(id));
    return [...read.results.flatMap((record) => [record.id, ...formerIds(record)]), ...unknown];
  });
  const sure = new Set(certain);
  const doubtful = ids.find((id) => !sure.has(id));
  if (doubtful === undefined) return;
  throw new Problem(
    'hubspot-unexpected',
    `HubSpot shows record ${doubtful} neither among the present nor among the archived ones`,
    { retry: { kind: 'later' }, facts: { route: path, recordId: doubtful } },
  );
}
