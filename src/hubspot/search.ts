import { z } from 'zod';
import { Problem } from '../errors.ts';
import { compareIds } from '../ids.ts';
import { parseAnswer } from './answer.ts';
import { crmRecord } from './batch-answer.ts';
import type { HubSpotRequest } from './request.ts';
import { instant } from './value.ts';
import { API_VERSION } from './version.ts';

/** HubSpot's largest page of a search (hubspot.md 4.6). */
export const SEARCH_PAGE = 200;

/** A record that a search found, with the time of its last change in milliseconds since 1970. */
export type Found = { readonly id: string; readonly modifiedAt: number };

export type SearchPage = { readonly found: readonly Found[]; readonly more: boolean };

/** What to search for. Times in milliseconds since 1970, both ends included. */
export type Wanted =
  | { readonly kind: 'changed'; readonly from: number; readonly to: number }
  | { readonly kind: 'in-stage'; readonly stageId: string };

const answerSchema = z.object({ results: z.array(crmRecord) });

/**
 * The records after `afterId` that are wanted, in the order of their ids, at most 200. Paged by id and not by HubSpot's
 * own `after`, which ends at 10,000: any number passes, also when all were changed in one instant (R47). Archived
 * records are never found, and the index lags a few moments behind writes.
 */
export async function searchPage(
  request: HubSpotRequest,
  objectTypeId: string,
  wanted: Wanted,
  afterId: string,
): Promise<SearchPage> {
  const path = `/crm/objects/${API_VERSION}/${objectTypeId}/search`;
  const body = {
    filterGroups: [
      {
        filters: [filterOf(wanted), { propertyName: 'hs_object_id', operator: 'GT', value: afterId }],
      },
    ],
    sorts: ['hs_object_id'],
    properties: ['hs_lastmodifieddate'],
    limit: SEARCH_PAGE,
    after: '0',
  };
  const { results } = parseAnswer(answerSchema, await request({ method: 'POST', path, body }), path);
  let last = afterId;
  const found = results.map((record): Found => {
    // Out of order, or one we have had: paging on would skip records or never end.
    if (compareIds(record.id, last) <= 0) throw unexpected(path, `record ${record.id} after ${last}`);
    last = record.id;
    const modifiedAt = modifiedAtOf(record);
    if (modifiedAt === null)
      throw unexpected(path, `record ${record.id} without the date of its last change`);
    return { id: record.id, modifiedAt };
  });
  return { found, more: results.length === SEARCH_PAGE };
}

function filterOf(wanted: Wanted) {
  return wanted.kind === 'in-stage'
    ? { propertyName: 'dealstage', operator: 'EQ', value: wanted.stageId }
    : {
        propertyName: 'hs_lastmodifieddate',
        operator: 'BETWEEN',
        value: String(wanted.from),
        highValue: String(wanted.to),
      };
}

/** When a record last changed, as HubSpot dates it; null when the answer does not say. */
export function modifiedAtOf(record: z.infer<typeof crmRecord>): number | null {
  const at = instant(record, 'hs_lastmodifieddate') ?? Date.parse(record.updatedAt ?? '');
  return Number.isFinite(at) ? at : null;
}

function unexpected(route: string, what: string): Problem {
  return new Problem('hubspot-unexpected', `HubSpot's answer of ${route} has ${what}`, {
    retry: { kind: 'later' },
    facts: { route },
  });
}
