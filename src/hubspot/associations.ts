import { z } from 'zod';
import { Problem } from '../errors.ts';
import { parseAnswer } from './answer.ts';
import { idsIn, missingIds, partialAnswer } from './batch-answer.ts';
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

const linkPage = z.object({
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
});
type LinkPage = z.infer<typeof linkPage>;
// Errors are also said of a record that has no links.
const answer = partialAnswer.extend({ results: z.array(linkPage) });

/** What is asked of one record: its first links, or those after a place. */
type Input = { readonly id: string; readonly after?: string };

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
  const path = `/crm/associations/${API_VERSION}/${from}/${to}/batch/read`;
  const links = new Map<string, Link[]>(ids.map((id) => [id, []]));
  let inputs: Input[] = [...links.keys()].map((id) => ({ id }));
  while (inputs.length > 0) {
    const pages = await readPages(request, path, inputs);
    for (const { from: record, to: linked } of pages)
      links.set(record.id, [...(links.get(record.id) ?? []), ...linked.map(linkOf)]);
    inputs = pages.flatMap(({ from: { id }, paging }) =>
      paging?.next === undefined ? [] : [{ id, after: paging.next.after }],
    );
  }
  return links;
}

function linkOf({ toObjectId, associationTypes }: LinkPage['to'][number]): Link {
  return {
    toId: toObjectId,
    types: associationTypes.map(({ category, typeId, label }) => ({
      category,
      typeId,
      label: label ?? null,
    })),
  };
}

/**
 * One page of each record. Records that HubSpot said nothing about, neither links nor that there are none, are asked
 * once more before that is believed (R40); a further page that it promised is never taken for empty.
 */
async function readPages(
  request: HubSpotRequest,
  path: string,
  inputs: readonly Input[],
): Promise<LinkPage[]> {
  const first = await readOnce(request, path, inputs);
  const second = await readOnce(request, path, first.silent);
  const broken = second.silent.find(({ after }) => after !== undefined);
  if (broken !== undefined) {
    throw new Problem('hubspot-unexpected', `HubSpot does not give all links of record ${broken.id}`, {
      facts: { route: path },
    });
  }
  return [...first.pages, ...second.pages];
}

async function readOnce(
  request: HubSpotRequest,
  path: string,
  inputs: readonly Input[],
): Promise<{ pages: LinkPage[]; silent: Input[] }> {
  const silent: Input[] = [];
  const pages = await inChunks(inputs, ASSOCIATION_READ_BATCH, async (chunk) => {
    const read = parseAnswer(answer, await request({ method: 'POST', path, body: { inputs: chunk } }), path);
    const none = missingIds(read, path);
    const some = new Set(read.results.map(({ from }) => from.id));
    const unnamed = chunk.filter(({ id, after }) => !some.has(id) && (after !== undefined || !none.has(id)));
    // Errors that name nobody speak of somebody: as many as there are.
    const nameless = (read.errors ?? []).filter((error) => idsIn(error).length === 0).length;
    if (unnamed.length > nameless) silent.push(...unnamed);
    return read.results;
  });
  return { pages, silent };
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

/** Cuts whole links, labels and all; one that is not there is no error. */
export async function cutLinks(
  request: HubSpotRequest,
  from: string,
  to: string,
  links: readonly Pick<Labelled, 'fromId' | 'toId'>[],
): Promise<void> {
  await inChunks(links, ASSOCIATION_ARCHIVE_BATCH, async (chunk) => {
    const path = `/crm/associations/${API_VERSION}/${from}/${to}/batch/archive`;
    const inputs = chunk.map(({ fromId, toId }) => ({ from: { id: fromId }, to: [{ id: toId }] }));
    refuseErrors(await request({ method: 'POST', path, body: { inputs } }), path);
    return [];
  });
}

// An answer without a body is one without errors.
const partial = partialAnswer.optional();

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
