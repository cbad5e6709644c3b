import { Problem } from '../errors.ts';
import { parseAnswer } from './answer.ts';
import { type BatchError, type CrmRecord, missingIds, partialAnswer, recordBatch } from './batch-answer.ts';
import { inChunks, OBJECT_BATCH } from './chunks.ts';
import type { HubSpotRequest } from './request.ts';
import { API_VERSION } from './version.ts';

export type AssociationType = { readonly category: string; readonly typeId: number };
export type InlineAssociation = { readonly toId: string; readonly types: readonly AssociationType[] };

export type Write =
  | { readonly kind: 'update'; readonly id: string; readonly properties: Record<string, string> }
  | {
      readonly kind: 'create';
      readonly properties: Record<string, string>;
      readonly associations: readonly InlineAssociation[];
    }
  | {
      readonly kind: 'upsert';
      readonly idProperty: string;
      readonly id: string;
      readonly properties: Record<string, string>;
    };

/** What became of one write, in the order they were given. */
export type Written =
  | { readonly kind: 'written'; readonly record: CrmRecord }
  | { readonly kind: 'refused'; readonly problem: Problem };

/**
 * The first fault among results that may pass by itself: a write HubSpot lost, or refused for now. It is no property
 * of the record, so the work runs again instead of parking it.
 */
export function passingFault(results: readonly Written[]): Problem | undefined {
  for (const result of results) {
    if (result.kind === 'written' || result.problem.retry.kind === 'never') continue;
    // Somebody else has the unique value: for the caller to resolve.
    if (result.problem.code !== 'hubspot-conflict') return result.problem;
  }
  return undefined;
}

/**
 * Writes records of one object and one kind, any number. Answers are matched by trace id, never by position; a
 * batch refused as a whole is halved until the refused records stand alone, so that one bad record never stops
 * the others (R37, R40). Rate limits, locks and outages reject: the queue waits and runs the work again.
 */
export async function writeRecords(
  request: HubSpotRequest,
  objectTypeId: string,
  writes: readonly Write[],
): Promise<Written[]> {
  const results: Written[] = [];
  for (let start = 0; start < writes.length; start += OBJECT_BATCH) {
    results.push(...(await writeBatch(request, objectTypeId, writes.slice(start, start + OBJECT_BATCH))));
  }
  return results;
}

/** Archives records of one object; archiving one that is archived already changes nothing. */
export async function archiveRecords(
  request: HubSpotRequest,
  objectTypeId: string,
  ids: readonly string[],
): Promise<void> {
  await inChunks([...new Set(ids)], OBJECT_BATCH, async (chunk) => {
    const path = `/crm/objects/${API_VERSION}/${objectTypeId}/batch/archive`;
    const answer = await request({ method: 'POST', path, body: { inputs: chunk.map((id) => ({ id })) } });
    // What is not there is archived; any other error is not.
    missingIds(parseAnswer(partialAnswer.optional(), answer, path) ?? {}, path);
    return [];
  });
}

async function writeBatch(
  request: HubSpotRequest,
  objectTypeId: string,
  writes: readonly Write[],
): Promise<Written[]> {
  const [first] = writes;
  if (first === undefined) return [];
  try {
    const path = `/crm/objects/${API_VERSION}/${objectTypeId}/batch/${first.kind}`;
    const body = { inputs: writes.map((write, place) => inputOf(write, String(place))) };
    const answer = parseAnswer(recordBatch, await request({ method: 'POST', path, body }), path);
    return matchAnswer(writes, answer, objectTypeId);
  } catch (error) {
    if (!(error instanceof Problem) || !isRefusal(error)) throw error;
    if (writes.length === 1) return [{ kind: 'refused', problem: error }];
    const middle = Math.ceil(writes.length / 2);
    return [
      ...(await writeBatch(request, objectTypeId, writes.slice(0, middle))),
      ...(await writeBatch(request, objectTypeId, writes.slice(middle))),
    ];
  }
}

function isRefusal(problem: Problem): boolean {
  return ['hubspot-refused', 'hubspot-conflict', 'hubspot-not-found'].includes(problem.code);
}

function inputOf(write: Write, objectWriteTraceId: string): Record<string, unknown> {
  const { properties } = write;
  switch (write.kind) {
    case 'update':
      return { id: write.id, properties, objectWriteTraceId };
    case 'upsert':
      return { idProperty: write.idProperty, id: write.id, properties, objectWriteTraceId };
    case 'create':
      return {
        properties,
        objectWriteTraceId,
        associations: write.associations.map(({ toId, types }) => ({
          to: { id: toId },
          types: types.map((type) => ({
            associationCategory: type.category,
            associationTypeId: type.typeId,
          })),
        })),
      };
  }
}

function matchAnswer(
  writes: readonly Write[],
  answer: { results: CrmRecord[]; errors?: BatchError[] | undefined },
  objectTypeId: string,
): Written[] {
  const byTrace = new Map(answer.results.map((record) => [record.objectWriteTraceId ?? '', record]));
  const byId = new Map(answer.results.map((record) => [record.id, record]));
  return writes.map((write, place): Written => {
    const record =
      byTrace.get(String(place)) ??
      (write.kind === 'update' ? byId.get(write.id) : byUnique(write, answer.results));
    if (record !== undefined) return { kind: 'written', record };
    return { kind: 'refused', problem: refusal(objectTypeId, write, errorOf(write, place, answer.errors)) };
  });
}

/** The error that names this write by its trace id or id; else one that names nobody. None: HubSpot lost the write. */
function errorOf(write: Write, place: number, errors: readonly BatchError[] = []): BatchError | undefined {
  const own = errors.find(({ context }) => context?.objectWriteTraceId?.includes(String(place)));
  if (own !== undefined || write.kind === 'create') return own ?? errors.find(namesNobody);
  const byId = errors.find(({ context }) => (context?.ids ?? context?.id)?.includes(write.id));
  return byId ?? errors.find(namesNobody);
}

function namesNobody({ context }: BatchError): boolean {
  return context?.objectWriteTraceId === undefined && context?.ids === undefined && context?.id === undefined;
}

/** Where HubSpot does not echo trace ids, the unique value says which input a result belongs to. */
function byUnique(
  write: Exclude<Write, { kind: 'update' }>,
  results: readonly CrmRecord[],
): CrmRecord | undefined {
  if (write.kind === 'upsert')
    return results.find((record) => record.properties[write.idProperty] === write.id);
  const unique = Object.entries(write.properties).find(([name]) => name.endsWith('_key'));
  if (unique === undefined) return undefined;
  return results.find((record) => record.properties[unique[0]] === unique[1]);
}

function refusal(objectTypeId: string, write: Write, error: BatchError | undefined): Problem {
  const detail = [error?.message, ...(error?.errors ?? []).map((each) => each.message)]
    .filter(Boolean)
    .join(' — ');
  const code = isConflict(error) ? 'hubspot-conflict' : 'hubspot-refused';
  return new Problem(code, detail === '' ? 'HubSpot neither wrote the record nor said why' : detail, {
    retry: error === undefined ? { kind: 'later' } : { kind: 'never' },
    facts: { objectTypeId, write: write.kind, category: error?.category ?? '' },
    quoted: detail,
  });
}

/** A unique value that another record has; some answers say so only in the code of the error inside. */
function isConflict(error: BatchError | undefined): boolean {
  return (
    error?.category === 'CONFLICT' ||
    error?.category === 'OBJECT_ALREADY_EXISTS' ||
    (error?.errors ?? []).some(({ code }) => code === 'CONFLICTING_UNIQUE_VALUE')
  );
}
