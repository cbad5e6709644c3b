import { z } from 'zod';
import { type CrmRecord, crmRecord } from './record.ts';
import { apiVersion, type CrmRequest } from './request.ts';

export type RecordPage = {
  readonly records: readonly CrmRecord[];
  readonly total: number;
  /** Where the next page begins; undefined on the last. */
  readonly after: string | undefined;
};

export type Search = {
  readonly typeId: string;
  readonly properties: readonly string[];
  readonly query?: string;
  readonly filterGroups?: readonly unknown[];
  readonly sorts?: readonly string[];
  readonly limit?: number;
  readonly after?: string;
};

const found = z.object({
  total: z.number(),
  results: z.array(crmRecord),
  paging: z.object({ next: z.object({ after: z.string() }).optional() }).optional(),
});

export async function searchRecords(request: CrmRequest, search: Search): Promise<RecordPage> {
  const { typeId, properties, query, filterGroups = [], sorts = [], limit = 25, after = '0' } = search;
  const answer = found.parse(
    await request('POST', `/crm/objects/${apiVersion}/${typeId}/search`, {
      ...(query && { query }),
      filterGroups,
      sorts,
      properties,
      limit,
      after,
    }),
  );
  return { records: answer.results, total: answer.total, after: answer.paging?.next?.after };
}

const listed = z.object({ results: z.array(crmRecord), paging: found.shape.paging });

/** Every record of a kind, up to `most`; says whether there are more. */
export async function readAllRecords(
  request: CrmRequest,
  typeId: string,
  properties: readonly string[],
  most: number,
): Promise<{ records: readonly CrmRecord[]; isComplete: boolean }> {
  const records: CrmRecord[] = [];
  let after: string | undefined;
  do {
    const query = new URLSearchParams({
      limit: '100',
      properties: properties.join(','),
      ...(after && { after }),
    });
    const page = listed.parse(await request('GET', `/crm/objects/${apiVersion}/${typeId}?${query}`));
    records.push(...page.results);
    after = page.paging?.next?.after;
  } while (after !== undefined && records.length < most);
  return { records: records.slice(0, most), isComplete: after === undefined };
}
