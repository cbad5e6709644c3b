import { z } from 'zod';
import { apiVersion, type CrmRequest } from './request.ts';

export type AssociationType = {
  readonly category: string;
  readonly typeId: number;
  /** What people read; null for the type without a label. */
  readonly label: string | null;
};

export type Association = { readonly toId: string; readonly types: readonly AssociationType[] };

const associationType = z.object({
  category: z.string(),
  typeId: z.number(),
  label: z
    .string()
    .nullish()
    .transform((label) => label ?? null),
});

const pages = z.object({
  results: z.array(
    z.object({
      to: z.array(
        z.object({
          toObjectId: z.union([z.string(), z.number()]).transform(String),
          associationTypes: z.array(associationType),
        }),
      ),
      paging: z.object({ next: z.object({ after: z.string() }).optional() }).optional(),
    }),
  ),
});

const mostPages = 20;

/** What a record is associated with, of one kind; follows the paging inside the answer. */
export async function readAssociations(
  request: CrmRequest,
  from: { typeId: string; id: string },
  toTypeId: string,
): Promise<readonly Association[]> {
  const all: Association[] = [];
  let after: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const inputs = [{ id: from.id, ...(after !== undefined && { after }) }];
    const path = `/crm/associations/${apiVersion}/${from.typeId}/${toTypeId}/batch/read`;
    const result = pages.parse(await request('POST', path, { inputs })).results[0];
    all.push(...(result?.to ?? []).map((one) => ({ toId: one.toObjectId, types: one.associationTypes })));
    after = result?.paging?.next?.after;
    if (after === undefined) return all;
  }
  throw new Error(`More than ${mostPages} pages of associations to ${toTypeId}`);
}

const labels = z.object({ results: z.array(associationType) });

/** The ways in which two kinds can be associated in this portal. */
export async function readAssociationTypes(
  request: CrmRequest,
  fromTypeId: string,
  toTypeId: string,
): Promise<readonly AssociationType[]> {
  const path = `/crm/associations/${apiVersion}/${fromTypeId}/${toTypeId}/labels`;
  return labels.parse(await request('GET', path)).results;
}

export async function associate(
  request: CrmRequest,
  from: { typeId: string; id: string },
  to: { typeId: string; id: string },
  type: AssociationType,
): Promise<void> {
  const path = `/crm/objects/${apiVersion}/${from.typeId}/${from.id}/associations/${to.typeId}/${to.id}`;
  await request('PUT', path, [{ associationCategory: type.category, associationTypeId: type.typeId }]);
}

/** Cuts the whole link between two records, labels included. */
export async function dissociate(
  request: CrmRequest,
  from: { typeId: string; id: string },
  to: { typeId: string; id: string },
): Promise<void> {
  const path = `/crm/objects/${apiVersion}/${from.typeId}/${from.id}/associations/${to.typeId}/${to.id}`;
  await request('DELETE', path);
}
