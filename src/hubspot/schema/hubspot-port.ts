import { Problem } from '../../errors.ts';
import type { HubSpotRequest } from '../request.ts';
import { API_VERSION } from '../version.ts';
import { limitAnswer, objectsAnswer, propertyAnswer } from './answers.ts';
import { createObject } from './create-object.ts';
import { createProperties } from './create-properties.ts';
import { createLinkCalls } from './link-calls.ts';
import type { SchemaPort } from './port.ts';
import type { ObjectHead, ObjectLimit } from './present.ts';
import { readFields } from './read-fields.ts';

const SCHEMAS = `/crm-object-schemas/${API_VERSION}/schemas`;
const PROPERTIES = `/crm/properties/${API_VERSION}`;
// The version before: its property API still knows the currency flag (R43). Supported until September 2027.
const OLD_PROPERTIES = '/crm/properties/2026-03';

/** The schema's calls over the one HTTP client. */
export function createSchemaPort(request: HubSpotRequest): SchemaPort {
  return {
    readLimit: () => readLimit(request),
    listObjects: () => listObjects(request),
    readFields: (objectTypeId) => readFields(request, objectTypeId),
    createObject: (spec, associated) => createObject(request, spec, associated),
    createGroup: async (objectTypeId, group) => {
      await request({ method: 'POST', path: `${PROPERTIES}/${objectTypeId}/groups`, body: { ...group } });
    },
    createProperties: (objectTypeId, properties, group) =>
      createProperties(request, objectTypeId, properties, group),
    changeProperty: async (objectTypeId, name, change) =>
      propertyAnswer.parse(
        await request({ method: 'PATCH', path: `${PROPERTIES}/${objectTypeId}/${name}`, body: change }),
      ),
    showCurrencyTheOldWay: async (objectTypeId, name) =>
      propertyAnswer.parse(
        await request({
          method: 'PATCH',
          path: `${OLD_PROPERTIES}/${objectTypeId}/${name}`,
          body: { showCurrencySymbol: true },
        }),
      ),
    ...createLinkCalls(request),
  };
}

/** A refusal is not the end: the limit is a courtesy, HubSpot itself has the last word when the object is made. */
async function readLimit(request: HubSpotRequest): Promise<ObjectLimit> {
  try {
    const path = `/crm/limits/${API_VERSION}/custom-object-types`;
    return { kind: 'known', ...limitAnswer.parse(await request({ method: 'GET', path })) };
  } catch (error) {
    if (
      error instanceof Problem &&
      ['hubspot-unauthorized', 'hubspot-not-found', 'hubspot-refused'].includes(error.code)
    ) {
      return { kind: 'unreadable', why: error.message };
    }
    throw error;
  }
}

async function listObjects(request: HubSpotRequest): Promise<ObjectHead[]> {
  const read = async (query: Record<string, string>) =>
    objectsAnswer.parse(await request({ method: 'GET', path: SCHEMAS, query })).results;
  const living = await read({});
  // With `archived` HubSpot lists the living ones, too, marked as such.
  const archived = (await read({ archived: 'true' })).filter((object) => object.archived);
  return [...living, ...archived];
}
