import { z } from 'zod';
import { parseAnswer } from './answer.ts';
import { type CrmRecord, crmRecord } from './batch-answer.ts';
import type { HubSpotRequest } from './request.ts';
import { API_VERSION } from './version.ts';

const page = z.object({
  results: z.array(crmRecord),
  paging: z.object({ next: z.object({ after: z.string() }).optional() }).optional(),
});

/** Records of an object, a hundred at a time, and where the next page begins; null after the last. */
export type ListPage = { readonly records: readonly CrmRecord[]; readonly after: string | null };

/**
 * One page of all records of an object. Unlike a search it has no limit of 10,000 and does not lag behind writes
 * (hubspot.md 4.6).
 */
export async function listPage(
  request: HubSpotRequest,
  objectTypeId: string,
  properties: readonly string[],
  after: string | null,
): Promise<ListPage> {
  const path = `/crm/objects/${API_VERSION}/${objectTypeId}`;
  const query = { limit: '100', properties: properties.join(','), ...(after === null ? {} : { after }) };
  const answer = parseAnswer(page, await request({ method: 'GET', path, query }), path);
  return { records: answer.results, after: answer.paging?.next?.after ?? null };
}
