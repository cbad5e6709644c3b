import type { HubSpotRequest } from '../request.ts';
import { API_VERSION } from '../version.ts';
import { groupsAnswer, propertiesAnswer } from './answers.ts';
import type { PresentFields } from './present.ts';

/** The living properties and groups of one object. */
export async function readFields(request: HubSpotRequest, objectTypeId: string): Promise<PresentFields> {
  const path = `/crm/properties/${API_VERSION}/${objectTypeId}`;
  const [properties, groups] = await Promise.all([
    request({ method: 'GET', path }),
    request({ method: 'GET', path: `${path}/groups` }),
  ]);
  return {
    properties: new Map(
      propertiesAnswer.parse(properties).results.map((property) => [property.name, property]),
    ),
    groups: new Set(
      groupsAnswer
        .parse(groups)
        .results.filter(({ archived }) => archived !== true)
        .map(({ name }) => name),
    ),
  };
}
