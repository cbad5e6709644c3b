import { z } from 'zod';
import { parseAnswer } from './answer.ts';
import {
  type CrmRecord,
  crmRecord,
  formerIds,
  missingIds,
  partialAnswer,
  recordBatch,
} from './batch-answer.ts';
import { inChunks, OBJECT_BATCH } from './chunks.ts';
import { confirmGone } from './gone.ts';
import type { HubSpotRequest } from './request.ts';
import { API_VERSION } from './version.ts';

/**
 * Reads records by id, any number. The map is keyed by the ids that were asked for, and no others: a record merged
 * away answers with the record it lives on as. Ids that are not in the map do not exist any more (or are archived);
 * one that HubSpot said nothing about is asked for once more before that is believed (R40), and each is looked for
 * among the archived ones (R19). Rejects when that does not settle it.
 */
export async function readRecords(
  request: HubSpotRequest,
  objectTypeId: string,
  ids: readonly string[],
  properties: readonly string[],
): Promise<Map<string, CrmRecord>> {
  const wanted = [...new Set(ids)];
  const read = (asked: string[]) =>
    inChunks(asked, OBJECT_BATCH, (chunk) =>
      readBatch(request, objectTypeId, chunk, [...properties, 'hs_merged_object_ids']),
    );
  const first = new Map(await read(wanted));
  const unanswered = wanted.filter((id) => !first.has(id));
  const found = new Map([...first, ...(await read(unanswered))]);
  const absent = wanted.filter((id) => (found.get(id) ?? null) === null);
  if (absent.length > 0) await confirmGone(request, objectTypeId, absent, new Set(found.keys()));
  return new Map([...found].flatMap(([id, record]) => (record === null ? [] : [[id, record]])));
}

/** What HubSpot says about each id: its record, or null for one that does not exist. */
async function readBatch(
  request: HubSpotRequest,
  objectTypeId: string,
  ids: readonly string[],
  properties: readonly string[],
): Promise<[string, CrmRecord | null][]> {
  const path = `/crm/objects/${API_VERSION}/${objectTypeId}/batch/read`;
  const body = { properties, propertiesWithHistory: [], inputs: ids.map((id) => ({ id })) };
  const answer = parseAnswer(recordBatch, await request({ method: 'POST', path, body }), path);
  const { results } = answer;
  const missing = missingIds(answer, path);
  const known = new Map<string, CrmRecord>();
  for (const record of results) for (const id of formerIds(record)) known.set(id, record);
  for (const record of results) known.set(record.id, record);
  return ids.flatMap<[string, CrmRecord | null]>((id) => {
    const record = known.get(id);
    if (record !== undefined) return [[id, record]];
    return missing.has(id) ? [[id, null]] : [];
  });
}

/** Reads one record by the value of a unique property; null when there is none. */
export async function findRecord(
  request: HubSpotRequest,
  objectTypeId: string,
  idProperty: string,
  value: string,
  properties: readonly string[],
): Promise<CrmRecord | null> {
  const path = `/crm/objects/${API_VERSION}/${objectTypeId}/batch/read`;
  const body = { idProperty, properties, propertiesWithHistory: [], inputs: [{ id: value }] };
  const answer = parseAnswer(recordBatch, await request({ method: 'POST', path, body }), path);
  missingIds(answer, path);
  return answer.results[0] ?? null;
}

const version = z.object({
  value: z.string().nullable(),
  timestamp: z.string(),
  sourceType: z.string().nullish(),
  sourceId: z.string().nullish(),
});

/** A value that a property had from `at` on, in milliseconds; `source` is HubSpot's word for who set it. */
export type PastValue = {
  readonly value: string | null;
  readonly at: number;
  readonly source: string | null;
  /** Who exactly, where HubSpot says: `userId:7001`, an app's or a workflow's id. */
  readonly sourceId?: string;
};

const history = partialAnswer.extend({
  results: z.array(
    z.object({
      id: z.string(),
      propertiesWithHistory: z.record(z.string(), z.array(version)).optional(),
    }),
  ),
});

/** Past values of one property, newest first, per record. HubSpot takes 50 records at a time here. */
export async function readHistory(
  request: HubSpotRequest,
  objectTypeId: string,
  ids: readonly string[],
  property: string,
): Promise<Map<string, PastValue[]>> {
  const results = await inChunks([...new Set(ids)], 50, async (chunk) => {
    const path = `/crm/objects/${API_VERSION}/${objectTypeId}/batch/read`;
    const body = {
      properties: [],
      propertiesWithHistory: [property],
      inputs: chunk.map((id) => ({ id })),
    };
    const answer = parseAnswer(history, await request({ method: 'POST', path, body }), path);
    missingIds(answer, path);
    return answer.results;
  });
  return new Map(
    results.map(({ id, propertiesWithHistory }) => [
      id,
      (propertiesWithHistory?.[property] ?? []).map(({ value, timestamp, sourceType, sourceId }) => ({
        value,
        at: Date.parse(timestamp),
        source: sourceType ?? null,
        ...(sourceId == null ? {} : { sourceId }),
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
  const path = `/crm/objects/${API_VERSION}/${objectTypeId}/search`;
  const body = { after: '0', sorts: [], ...input };
  const answer = parseAnswer(page, await request({ method: 'POST', path, body }), path);
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
    const path = `/crm/objects/${API_VERSION}/${objectTypeId}`;
    const answer = parseAnswer(page, await request({ method: 'GET', path, query }), path);
    records.push(...answer.results);
    after = answer.paging?.next?.after;
  } while (after !== undefined && records.length < limit);
  return records;
}
