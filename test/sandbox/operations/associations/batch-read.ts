import { z } from 'zod';
import type { ApiVersion } from '../../http/api-version.ts';
import { batchAnswer } from '../../http/batch-answer.ts';
import type { Operation } from '../../http/operation.ts';
import { inputsOf, parseBody } from '../../http/request-body.ts';
import { linksFrom } from '../../state/links.ts';
import type { ObjectType } from '../../state/object-type.ts';
import { objectTypeOfPath } from '../../state/object-types.ts';
import type { Portal } from '../../state/portal.ts';
import { recordById } from '../../state/record-table.ts';

const readInput = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  after: z.string().optional(),
});

/** Associations of up to 1,000 records, with labels, paged per record. */
export const batchReadAssociations: Operation = {
  method: 'POST',
  path: '/crm/associations/:version/:fromType/:toType/batch/read',
  run({ portal, version, param, body }) {
    const from = objectTypeOfPath(portal, param('fromType'));
    const to = objectTypeOfPath(portal, param('toType'));
    const { inputs } = parseBody(inputsOf(readInput, 1_000), body);
    const results: unknown[] = [];
    const errors: Record<string, unknown>[] = [];
    for (const { id, after } of inputs) {
      const targets = linkedRecords(portal, version, from, to, id);
      if (targets.length === 0) errors.push(noneFound(from, to, id));
      else results.push({ from: { id }, ...page(portal, targets, after) });
    }
    return batchAnswer(portal, version, 200, results, errors);
  },
};

export type LinkedRecord = { toObjectId: string | number; associationTypes: unknown[] };

/** Living targets of one record, ids as strings in dated versions and as numbers in v4. */
export function linkedRecords(
  portal: Portal,
  version: ApiVersion,
  from: ObjectType,
  to: ObjectType,
  id: string,
): LinkedRecord[] {
  const source = recordById(portal.tableOf(from.objectTypeId), id);
  if (!source || source.archivedAt !== undefined) return [];
  const targets: LinkedRecord[] = [];
  for (const [toId, typeIds] of linksFrom(portal.links, from.objectTypeId, to.objectTypeId, source.id)) {
    const target = recordById(portal.tableOf(to.objectTypeId), toId);
    if (!target || target.archivedAt !== undefined) continue;
    targets.push({
      toObjectId: version === 'v4' ? Number(toId) : toId,
      associationTypes: typeIds.map((typeId) => {
        const type = portal.associationTypes.byId.get(typeId);
        return { category: type?.category, typeId, label: type?.label ?? null };
      }),
    });
  }
  return targets;
}

function page(portal: Portal, targets: LinkedRecord[], after: string | undefined) {
  const start = after === undefined ? 0 : Number(after);
  const end = start + portal.associationPageSize;
  return {
    to: targets.slice(start, end),
    ...(end < targets.length ? { paging: { next: { after: String(end), link: `?after=${end}` } } } : {}),
  };
}

function noneFound(from: ObjectType, to: ObjectType, id: string): Record<string, unknown> {
  return {
    status: 'error',
    category: 'OBJECT_NOT_FOUND',
    subCategory: 'crm.associations.NO_ASSOCIATIONS_FOUND',
    message: `No ${to.name} is associated with ${from.name} ${id}.`,
    context: { fromObjectId: [id], fromObjectType: [from.name], toObjectType: [to.name] },
    errors: [],
    links: {},
  };
}
