import { z } from 'zod';
import { type CrmRecord, crmRecord } from './record.ts';
import { apiVersion, type CrmRequest } from './request.ts';

const page = z.object({ results: z.array(crmRecord) });

/** The records people deleted, a hundred at most; HubSpot's screens keep them for 90 days. */
export async function readDeleted(
  request: CrmRequest,
  typeId: string,
  properties: readonly string[],
): Promise<readonly CrmRecord[]> {
  const query = new URLSearchParams({ archived: 'true', limit: '100', properties: properties.join(',') });
  return page.parse(await request('GET', `/crm/objects/${apiVersion}/${typeId}?${query}`)).results;
}

/** Brings a deleted record back. HubSpot has this on its screens only, so it is a call of the sandbox itself. */
export async function restoreRecord(request: CrmRequest, typeId: string, id: string): Promise<void> {
  await request('POST', `/_sandbox/records/${typeId}/${id}/restore`, {});
}

const merged = z.object({ id: z.string() });

/** Merges the second record into the first; gives the id of what is left, which may be a new one. */
export async function mergeRecords(
  request: CrmRequest,
  typeId: string,
  primaryObjectId: string,
  objectIdToMerge: string,
): Promise<string> {
  const path = `/crm/objects/${apiVersion}/${typeId}/merge`;
  return merged.parse(await request('POST', path, { primaryObjectId, objectIdToMerge })).id;
}
