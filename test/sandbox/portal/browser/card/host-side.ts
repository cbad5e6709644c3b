import { retain } from '@remote-ui/rpc';
import { readAssociations } from '../crm/association.ts';
import { displayValue } from '../crm/display.ts';
import { type CrmRecord, readRecord, readRecords } from '../crm/record.ts';
import { searchRecords } from '../crm/search.ts';
import type { Portal } from '../portal.ts';
import type { CardRecord } from './card-record.ts';
import { hubspotFetch } from './hubspot-fetch.ts';
import { kindNamed } from './kind-named.ts';
import type {
  AssociationsRequest,
  FormatRequest,
  HostSide,
  PropertyValues,
  SearchRequest,
} from './protocol.ts';

/** What the page answers to an extension's hooks and to `hubspot.fetch`, always as the person in front of it. */
export function createHostSide(
  portal: Portal,
  record: CardRecord | undefined,
  fail: (message: string) => void,
): HostSide {
  const { api, session } = portal;
  const properties = async ({ kind, id }: CardRecord, names: readonly string[]) =>
    valuesOf(await readRecord(api.request, kind.typeId, id, names), names);
  return {
    fail,
    fetch: (url, options) => hubspotFetch(session.failedFetch, url, options),
    readProperties: async (names, onUpdate) => {
      const here = recordOf(record, 'useCrmProperties');
      retain(onUpdate);
      const cleanup = here.events.subscribe(() => {
        properties(here, names).then(onUpdate, (error: unknown) => fail(String(error)));
      });
      return { data: await properties(here, names), cleanup };
    },
    readAssociations: async (request) => associationsOf(portal, recordOf(record, 'useAssociations'), request),
    search: (request) => searchOf(portal, request),
    formatProperties: (request) => format(portal, request),
  };
}

function recordOf(record: CardRecord | undefined, hook: string): CardRecord {
  if (record === undefined) throw new Error(`${hook} needs a record, and this page shows none`);
  return record;
}

function valuesOf(record: CrmRecord, names: readonly string[]): PropertyValues {
  return Object.fromEntries(names.map((name) => [name, record.properties[name] ?? null]));
}

async function associationsOf(portal: Portal, record: CardRecord, request: AssociationsRequest) {
  const { toObjectType, properties = [], pageLength = 10, offset = 0 } = request;
  const { api } = portal;
  const to = kindNamed(portal.kinds, toObjectType);
  const all = await readAssociations(api.request, { typeId: record.kind.typeId, id: record.id }, to.typeId);
  const page = all.slice(offset, offset + pageLength);
  const ids = page.map((association) => association.toId);
  const records = await readRecords(api.request, to.typeId, ids, properties);
  return {
    results: page.map(({ toId, types }) => ({
      toObjectId: Number(toId),
      associationTypes: types.map((type) => ({ ...type, label: type.label ?? '' })),
      properties: records.find((one) => one.id === toId)?.properties ?? {},
    })),
    hasMore: offset + pageLength < all.length,
    nextOffset: offset + page.length,
  };
}

async function searchOf(portal: Portal, request: SearchRequest) {
  const { objectType, properties = [], query, filterGroups = [], pageLength = 10, after } = request;
  const found = await searchRecords(portal.api.request, {
    typeId: kindNamed(portal.kinds, objectType).typeId,
    properties,
    filterGroups,
    limit: pageLength,
    ...(query !== undefined && { query }),
    ...(after !== undefined && { after }),
  });
  return {
    results: found.records.map((one) => ({ objectId: Number(one.id), properties: one.properties })),
    total: found.total,
    hasMore: found.after !== undefined,
    ...(found.after !== undefined && { after: found.after }),
  };
}

async function format(portal: Portal, request: FormatRequest): Promise<readonly PropertyValues[]> {
  const { api, account, owners } = portal;
  const kind = kindNamed(portal.kinds, request.objectType);
  const properties = await api.properties(kind.typeId);
  const pipelines = await api.pipelines(kind.typeId);
  const { companyCurrency, timeZone } = account;
  const setting = { owners, pipelines, companyCurrency, timeZone };
  return request.propertiesList.map((values) =>
    Object.fromEntries(
      Object.entries(values).map(([name, value]) => {
        const property = properties.find((one) => one.name === name);
        return [name, property && value !== null ? displayValue(property, values, setting) : value];
      }),
    ),
  );
}
