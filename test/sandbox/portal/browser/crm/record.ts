import { z } from 'zod';
import type { ObjectKind } from './object-kind.ts';
import { apiVersion, type CrmRequest } from './request.ts';

export type CrmRecord = {
  readonly id: string;
  readonly properties: Readonly<Record<string, string | null>>;
};

export const crmRecord = z.object({
  id: z.string(),
  properties: z.record(z.string(), z.string().nullable()),
});
const records = z.object({ results: z.array(crmRecord) });

const perRead = 100;

export async function readRecord(
  request: CrmRequest,
  typeId: string,
  id: string,
  properties: readonly string[],
): Promise<CrmRecord> {
  const query = new URLSearchParams({ properties: properties.join(',') });
  return crmRecord.parse(await request('GET', `/crm/objects/${apiVersion}/${typeId}/${id}?${query}`));
}

/** Reads records by id, a hundred at a time; ids that no longer exist are missing in the answer. */
export async function readRecords(
  request: CrmRequest,
  typeId: string,
  ids: readonly string[],
  properties: readonly string[],
): Promise<readonly CrmRecord[]> {
  const found: CrmRecord[] = [];
  for (let from = 0; from < ids.length; from += perRead) {
    const answer = await request('POST', `/crm/objects/${apiVersion}/${typeId}/batch/read`, {
      properties,
      propertiesWithHistory: [],
      inputs: ids.slice(from, from + perRead).map((id) => ({ id })),
    });
    found.push(...records.parse(answer).results);
  }
  return found;
}

export async function createRecord(
  request: CrmRequest,
  typeId: string,
  properties: Readonly<Record<string, string>>,
  associations: readonly unknown[] = [],
): Promise<CrmRecord> {
  const body = { properties, associations };
  return crmRecord.parse(await request('POST', `/crm/objects/${apiVersion}/${typeId}`, body));
}

/** Changes properties; an empty text clears one. */
export async function updateRecord(
  request: CrmRequest,
  typeId: string,
  id: string,
  properties: Readonly<Record<string, string>>,
): Promise<void> {
  await request('PATCH', `/crm/objects/${apiVersion}/${typeId}/${id}`, { properties });
}

export async function archiveRecord(request: CrmRequest, typeId: string, id: string): Promise<void> {
  await request('DELETE', `/crm/objects/${apiVersion}/${typeId}/${id}`);
}

/** What people call a record. */
export function nameOf(kind: ObjectKind, record: CrmRecord): string {
  const words = kind.nameProperties.map((name) => record.properties[name] ?? '').filter(Boolean);
  if (words.length > 0) return words.join(' ');
  return record.properties.email ?? `${kind.singular} ${record.id}`;
}
