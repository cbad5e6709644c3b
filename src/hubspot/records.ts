import { z } from 'zod';
import { type CrmRecord, crmRecord, recordBatch } from './batch-answer.ts';
import { inChunks, OBJECT_BATCH } from './chunks.ts';
import type { HubSpotRequest } from './request.ts';
import { API_VERSION } from './version.ts';

/**
 * Reads records by id, any number. The map is keyed by the id that was asked for: a record merged away answers
 * under the id it lives on as. Ids that are not in the map do not exist any more (or are archived).
 */
export async function readRecords(
  request: HubSpotRequest,
  objectTypeId: string,
  ids: readonly string[],
  properties: readonly string[],
): Promise<Map<string, CrmRecord>> {
  const wanted = [...new Set(ids)];
  const records = await inChunks(wanted, OBJECT_BATCH, (chunk) =>
    readBatch(request, objectTypeId, chunk, [...properties, 'hs_merged_object_ids']),
  );
  const byId = new Map(records.map((record) => [record.id, record]));
  for (const record of records) {
    for (const merged of (record.properties.hs_merged_object_ids ?? '').split(';')) {
      if (merged !== '' && wanted.includes(merged) && !byId.has(merged)) byId.set(merged, record);
    }
  }
  return byId;
}

async function readBatch(
  request: HubSpotRequest,
  objectTypeId: string,
  ids: readonly string[],
  properties: readonly string[],
): Promise<CrmRecord[]> {
  const answer = await request({
    method: 'POST',
    path: `/crm/objects/${API_VERSION}/${objectTypeId}/batch/read`,
    body: { properties, propertiesWithHistory: [], inputs: ids.map((id) => ({ id })) },
  });
  return recordBatch.parse(answer).results;
}

/** Reads one record by the value of a unique property; null when there is none. */
export async function findRecord(
  request: HubSpotRequest,
  objectTypeId: string,
  idProperty: string,
  value: string,
  properties: readonly string[],
): Promise<CrmRecord | null> {
  const answer = await request({
    method: 'POST',
    path: `/crm/objects/${API_VERSION}/${objectTypeId}/batch/read`,
    body: { idProperty, properties, propertiesWithHistory: [], inputs: [{ id: value }] },
  });
  return recordBatch.parse(answer).results[0] ?? null;
}

const history = z.object({
  results: z.array(
    z.object({
      id: z.string(),
      propertiesWithHistory: z
        .record(z.string(), z.array(z.object({ value: z.string().nullable(), timestamp: z.string() })))
        .optional(),
    }),
  ),
});

/** Past values of one property, newest first, per record. HubSpot takes 50 records at a time here. */
export async function readHistory(
  request: HubSpotRequest,
  objectTypeId: string,
  ids: readonly string[],
  property: string,
): Promise<Map<string, { value: string | null; at: number }[]>> {
  const results = await inChunks([...new Set(ids)], 50, async (chunk) => {
    const answer = await request({
      method: 'POST',
      path: `/crm/objects/${API_VERSION}/${objectTypeId}/batch/read`,
      body: { properties: [], propertiesWithHistory: [property], inputs: chunk.map((id) => ({ id })) },
    });
    return history.parse(answer).results;
  });
  return new Map(
    results.map(({ id, propertiesWithHistory }) => [
      id,
      (propertiesWithHistory?.[property] ?? []).map(({ value, timestamp }) => ({
        value,
        at: Date.parse(timestamp),
      })),
    ]),
  );
}

const page = z.object({
  results: z.array(crmRecord),
  total: z.number().optional(),
  paging: z.object({ next: z.object({ after: z.string() }).optional() }).optional(),
});

export type Filter = { propertyName: string; operator: string; value?: string; values?: string[] };

/** One page of a search. HubSpot's index lags a few moments behind writes (hubspot.md 4.6). */
export async function searchRecords(
  request: HubSpotRequest,
  objectTypeId: string,
  input: {
    filterGroups: { filters: Filter[] }[];
    properties: readonly string[];
    limit: number;
    after?: string;
    sorts?: readonly string[];
    query?: string;
  },
): Promise<{ records: CrmRecord[]; after: string | null }> {
  const answer = page.parse(
    await request({
      method: 'POST',
      path: `/crm/objects/${API_VERSION}/${objectTypeId}/search`,
      body: { after: '0', sorts: [], ...input },
    }),
  );
  return { records: answer.results, after: answer.paging?.next?.after ?? null };
}

/** Every record of an object, page by page; stops at `limit` records. */
export async function listRecords(
  request: HubSpotRequest,
  objectTypeId: string,
  properties: readonly string[],
  limit: number,
): Promise<CrmRecord[]> {
  const records: CrmRecord[] = [];
  let after: string | undefined;
  do {
    const query: Record<string, string> = { limit: '100', properties: properties.join(',') };
    if (after !== undefined) query.after = after;
    const answer = page.parse(
      await request({ method: 'GET', path: `/crm/objects/${API_VERSION}/${objectTypeId}`, query }),
    );
    records.push(...answer.results);
    after = answer.paging?.next?.after;
  } while (after !== undefined && records.length < limit);
  return records;
}
