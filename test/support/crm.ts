import { z } from 'zod';

const record = z.object({ id: z.string(), properties: z.record(z.string(), z.string().nullable()) });
export type CrmRecord = z.infer<typeof record>;
type Properties = Record<string, string>;
type To = { readonly to: string; readonly id: string };

/** People at work in the portal, over the same HTTP as everybody: they know names, the portal knows its numbers. */
export type Crm = {
  create(type: string, properties: Properties, links?: readonly To[]): Promise<string>;
  update(type: string, id: string, properties: Properties): Promise<void>;
  archive(type: string, id: string): Promise<void>;
  link(from: string, fromId: string, to: string, toId: string): Promise<void>;
  read(type: string, id: string, properties: readonly string[]): Promise<CrmRecord>;
  all(type: string, properties: readonly string[]): Promise<CrmRecord[]>;
  linked(from: string, id: string, to: string): Promise<{ id: string; labels: string[] }[]>;
};

/** A person in the sandbox portal; `typeOf` turns our object names into the portal's type ids. */
export function createCrm(baseUrl: string, typeOf: (name: string) => string): Crm {
  const call = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(`${baseUrl}${path}`, {
      method,
      headers: { 'content-type': 'application/json', 'x-sandbox-user': '7001' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  };
  const objects = (type: string) => `/crm/objects/2026-09/${typeOf(type)}`;
  const crm: Crm = {
    async create(type, properties, links = []) {
      const { id } = record.parse(await call('POST', objects(type), { properties, associations: [] }));
      for (const { to, id: toId } of links) await crm.link(type, id, to, toId);
      return id;
    },
    async update(type, id, properties) {
      await call('PATCH', `${objects(type)}/${id}`, { properties });
    },
    async archive(type, id) {
      await call('DELETE', `${objects(type)}/${id}`);
    },
    async link(from, fromId, to, toId) {
      const path = `/crm/associations/2026-09/${typeOf(from)}/${typeOf(to)}`;
      const { results } = labels.parse(await call('GET', `${path}/labels`));
      const plain = results.find(({ label }) => label === null);
      if (plain === undefined) throw new Error(`no unlabelled association ${from} to ${to}`);
      const types = [{ associationCategory: plain.category, associationTypeId: plain.typeId }];
      await call('POST', `${path}/batch/create`, {
        inputs: [{ from: { id: fromId }, to: { id: toId }, types }],
      });
    },
    async read(type, id, properties) {
      return record.parse(await call('GET', `${objects(type)}/${id}?properties=${properties.join(',')}`));
    },
    async all(type, properties) {
      const found: CrmRecord[] = [];
      let after = '';
      do {
        const query = `limit=100&properties=${properties.join(',')}${after === '' ? '' : `&after=${after}`}`;
        const page = list.parse(await call('GET', `${objects(type)}?${query}`));
        found.push(...page.results);
        after = page.paging?.next?.after ?? '';
      } while (after !== '');
      return found;
    },
    async linked(from, id, to) {
      const path = `/crm/associations/2026-09/${typeOf(from)}/${typeOf(to)}/batch/read`;
      const { results } = links.parse(await call('POST', path, { inputs: [{ id }] }));
      return results.flatMap((result) =>
        result.to.map(({ toObjectId, associationTypes }) => ({
          id: toObjectId,
          labels: associationTypes.flatMap(({ label }) => label ?? []).sort(),
        })),
      );
    },
  };
  return crm;
}

const labels = z.object({
  results: z.array(z.object({ category: z.string(), typeId: z.number(), label: z.string().nullable() })),
});
const list = z.object({
  results: z.array(record),
  paging: z.object({ next: z.object({ after: z.string() }).optional() }).optional(),
});
const links = z.object({
  results: z.array(
    z.object({
      to: z.array(
        z.object({
          toObjectId: z.string(),
          associationTypes: z.array(z.object({ label: z.string().nullable().optional() })),
        }),
      ),
    }),
  ),
});
