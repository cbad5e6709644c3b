import { z } from 'zod';
import { Problem } from '../errors.ts';
import { parseAnswer } from './answer.ts';
import { batchError, missingIds } from './batch-answer.ts';
import {
  ASSOCIATION_ARCHIVE_BATCH,
  ASSOCIATION_CREATE_BATCH,
  ASSOCIATION_READ_BATCH,
  inChunks,
} from './chunks.ts';
import type { HubSpotRequest } from './request.ts';
import { API_VERSION } from './version.ts';
import type { AssociationType } from './write.ts';

export type Link = {
  readonly toId: string;
  readonly types: readonly (AssociationType & { label: string | null })[];
};

const answer = z.object({
  results: z.array(
    z.object({
      from: z.object({ id: z.string() }),
      to: z.array(
        z.object({
          toObjectId: z.union([z.string(), z.number()]).transform(String),
          associationTypes: z.array(
            z.object({ category: z.string(), typeId: z.number(), label: z.string().nullable().optional() }),
          ),
        }),
      ),
      paging: z.object({ next: z.object({ after: z.string() }).optional() }).optional(),
    }),
  ),
  // Also said of a record that has no links.
  errors: z.array(batchError).optional(),
});

/**
 * Reads who is linked to each record, any number of records. Every asked-for id is in the map, with no links if it
 * has none. A record with many links is read page by page (R58).
 */
export async function readLinks(
  request: HubSpotRequest,
  from: string,
  to: string,
  ids: readonly string[],
): Promise<Map<string, Link[]>> {
  const links = new Map<string, Link[]>(ids.map((id) => [id, []]));
  let inputs: { id: string; after?: string }[] = [...links.keys()].map((id) => ({ id }));
  while (inputs.length > 0) {
    const results = await inChunks(inputs, ASSOCIATION_READ_BATCH, async (chunk) => {
      const path = `/crm/associations/${API_VERSION}/${from}/${to}/batch/read`;
      const read = parseAnswer(
        answer,
        await request({ method: 'POST', path, body: { inputs: chunk } }),
        path,
      );
      missingIds(read.errors, path);
      return read.results;
    });
    for (const result of results) {
      const known = links.get(result.from.id) ?? [];
      links.set(result.from.id, [
        ...known,
        ...result.to.map(({ toObjectId, associationTypes }) => ({
          toId: toObjectId,
          types: associationTypes.map(({ category, typeId, label }) => ({
            category,
            typeId,
            label: label ?? null,
          })),
        })),
      ]);
    }
    inputs = results.flatMap(({ from: { id }, paging }) =>
      paging?.next === undefined ? [] : [{ id, after: paging.next.after }],
    );
  }
  return links;
}

export type Labelled = {
  readonly fromId: string;
  readonly toId: string;
  readonly types: readonly AssociationType[];
};

/**
 * Links records, or adds labels to existing links; doing it twice changes nothing. A link that HubSpot refuses (a
 * limit, a record that is gone) rejects with its message: the errors are inside a 2xx answer (R40).
 */
export async function createLinks(
  request: HubSpotRequest,
  from: string,
  to: string,
  links: readonly Labelled[],
): Promise<void> {
  await inChunks(links, ASSOCIATION_CREATE_BATCH, async (chunk) => {
    const path = `/crm/associations/${API_VERSION}/${from}/${to}/batch/create`;
    refuseErrors(await request({ method: 'POST', path, body: { inputs: chunk.map(inputOf) } }), path);
    return [];
  });
}

/** Takes labels off links; the links stay (R52). */
export async function archiveLabels(
  request: HubSpotRequest,
  from: string,
  to: string,
  links: readonly Labelled[],
): Promise<void> {
  await inChunks(links, ASSOCIATION_ARCHIVE_BATCH, async (chunk) => {
    const path = `/crm/associations/${API_VERSION}/${from}/${to}/batch/labels/archive`;
    refuseErrors(await request({ method: 'POST', path, body: { inputs: chunk.map(inputOf) } }), path);
    return [];
  });
}

const partial = z
  .object({ errors: z.array(batchError).optional(), numErrors: z.number().optional() })
  // An answer without a body is one without errors.
  .optional();

function refuseErrors(answer: unknown, route: string): void {
  const { errors = [], numErrors = 0 } = parseAnswer(partial, answer, route) ?? {};
  const count = Math.max(errors.length, numErrors);
  if (count === 0) return;
  const messages = errors.slice(0, 3).map((error) => error.message ?? 'no reason given');
  throw new Problem('hubspot-refused', `HubSpot refused ${count} links: ${messages.join(' — ')}`, {
    facts: { route },
  });
}

function inputOf({ fromId, toId, types }: Labelled): Record<string, unknown> {
  return {
    from: { id: fromId },
    to: { id: toId },
    types: types.map(({ category, typeId }) => ({
      associationCategory: category,
      associationTypeId: typeId,
    })),
  };
}
