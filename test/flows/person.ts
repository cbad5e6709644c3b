import { z } from 'zod';
import { objectTypeIdOf, type RecordKind, type SchemaState } from '../../src/hubspot/schema/index.ts';
import type { PortalId } from '../../src/ids.ts';
import type { World } from '../support/world.ts';

/** What a person does with records in HubSpot's screens beyond creating and editing them. */
export type Person = {
  /** Makes a company the primary one of a deal. */
  setPrimary(deal: string, company: string): Promise<void>;
  /** Cuts every link between two records. */
  unlink(from: RecordKind, id: string, to: RecordKind, toId: string): Promise<void>;
  /** Resolves to the id that lives on. */
  merge(kind: RecordKind, primary: string, other: string): Promise<string>;
  /** In the settings of deal pipelines. */
  changeStage(pipeline: string, stage: string, metadata: Record<string, string>): Promise<void>;
  /** From the recycle bin. */
  restore(kind: RecordKind, id: string): Promise<void>;
  createMany(kind: RecordKind, properties: readonly Record<string, string>[]): Promise<string[]>;
  updateMany(kind: RecordKind, ids: readonly string[], properties: Record<string, string>): Promise<void>;
  linkMany(from: RecordKind, to: RecordKind, pairs: readonly (readonly [string, string])[]): Promise<void>;
};

/** A portal whose numbers for our names are known. */
type Place = Pick<World, 'sandbox' | 'portalId'> & {
  readonly app: {
    readonly directory: { get(id: PortalId): Promise<{ readonly schema: SchemaState }> };
  };
};

export async function createPerson({ app, sandbox, portalId }: Place): Promise<Person> {
  const { schema } = await app.directory.get(portalId);
  const typeOf = (kind: RecordKind) => objectTypeIdOf(schema, kind);
  const call = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(`${sandbox.url}${path}`, {
      method,
      headers: { 'content-type': 'application/json', 'x-sandbox-user': '7001' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  };
  const pair = (from: RecordKind, id: string, to: RecordKind, toId: string) =>
    `/crm/objects/2026-09/${typeOf(from)}/${id}/associations/${typeOf(to)}/${toId}`;
  return {
    async setPrimary(deal, company) {
      const primary = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 5 }];
      await call('PUT', pair('deal', deal, 'company', company), primary);
    },
    async unlink(from, id, to, toId) {
      await call('DELETE', pair(from, id, to, toId));
    },
    async merge(kind, primaryObjectId, objectIdToMerge) {
      const body = { primaryObjectId, objectIdToMerge };
      return created.parse(await call('POST', `/crm/objects/2026-09/${typeOf(kind)}/merge`, body)).id;
    },
    async changeStage(pipeline, stage, metadata) {
      await call('PATCH', `/crm/pipelines/2026-09/deals/${pipeline}/stages/${stage}`, { metadata });
    },
    async restore(kind, id) {
      await sandbox.control('POST', `/records/${typeOf(kind)}/${id}/restore`);
    },
    async createMany(kind, all) {
      const ids: string[] = [];
      for (const some of inHundreds(all)) {
        const inputs = some.map((properties) => ({ properties, associations: [] }));
        const answer = await call('POST', `/crm/objects/2026-09/${typeOf(kind)}/batch/create`, { inputs });
        ids.push(...createdMany.parse(answer).results.map(({ id }) => id));
      }
      return ids;
    },
    async updateMany(kind, all, properties) {
      for (const ids of inHundreds(all)) {
        const inputs = ids.map((id) => ({ id, properties }));
        await call('POST', `/crm/objects/2026-09/${typeOf(kind)}/batch/update`, { inputs });
      }
    },
    async linkMany(from, to, pairs) {
      const path = `/crm/associations/2026-09/${typeOf(from)}/${typeOf(to)}/batch/associate/default`;
      for (const some of inHundreds(pairs)) {
        const inputs = some.map(([id, toId]) => ({ from: { id }, to: { id: toId } }));
        await call('POST', path, { inputs });
      }
    },
  };
}

const created = z.object({ id: z.string() });
const createdMany = z.object({ results: z.array(created) });

function inHundreds<Item>(items: readonly Item[]): Item[][] {
  return Array.from({ length: Math.ceil(items.length / 100) }, (_, at) =>
    items.slice(at * 100, at * 100 + 100),
  );
}
