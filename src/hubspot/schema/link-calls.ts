import { Problem } from '../../errors.ts';
import type { HubSpotRequest } from '../request.ts';
import { API_VERSION } from '../version.ts';
import { batchAnswer, labelsAnswer, limitsAnswer } from './answers.ts';
import type { ListedType, SchemaPort } from './port.ts';

const ASSOCIATIONS = `/crm/associations/${API_VERSION}`;
const CONFIGURATIONS = `${ASSOCIATIONS}/definitions/configurations`;

type LinkCalls = Pick<
  SchemaPort,
  'listTypes' | 'listLimits' | 'createDefinition' | 'createLabel' | 'setLimit'
>;

/** The calls about associations between two kinds of record. */
export function createLinkCalls(request: HubSpotRequest): LinkCalls {
  return {
    listTypes: (from, to) => listTypes(request, from, to),
    listLimits: (from, to) => listLimits(request, from, to),
    createDefinition: async (from, to, name) => {
      await request({
        method: 'POST',
        path: `/crm-object-schemas/${API_VERSION}/schemas/${from}/associations`,
        body: { fromObjectTypeId: from, toObjectTypeId: to, name },
      });
    },
    createLabel: async (from, to, label) => {
      await request({ method: 'POST', path: `${ASSOCIATIONS}/${from}/${to}/labels`, body: { ...label } });
    },
    setLimit: async (from, to, { category, typeId, max, replaces }) => {
      const path = `${CONFIGURATIONS}/${from}/${to}/batch/${replaces ? 'update' : 'create'}`;
      const inputs = [{ category, typeId, maxToObjectIds: max }];
      refuseErrors(await request({ method: 'POST', path, body: { inputs } }));
    },
  };
}

async function listTypes(request: HubSpotRequest, from: string, to: string): Promise<ListedType[]> {
  const answer = await request({ method: 'GET', path: `${ASSOCIATIONS}/${from}/${to}/labels` });
  return labelsAnswer.parse(answer).results.map(({ category, typeId, label }) => ({
    category,
    typeId,
    label: label === undefined || label === '' ? null : label,
  }));
}

async function listLimits(request: HubSpotRequest, from: string, to: string): Promise<Map<number, number>> {
  const answer = await request({ method: 'GET', path: `${CONFIGURATIONS}/${from}/${to}` });
  return new Map(
    limitsAnswer
      .parse(answer)
      .results.flatMap(({ typeId, userEnforcedMaxToObjectIds: max }) =>
        typeof max === 'number' ? [[typeId, max] as const] : [],
      ),
  );
}

function refuseErrors(answer: unknown): void {
  const { numErrors, errors } = batchAnswer.parse(answer);
  if ((numErrors ?? 0) === 0 && (errors ?? []).length === 0) return;
  const words = (errors ?? []).map(({ message }) => message).join(' — ');
  throw new Problem('hubspot-refused', words === '' ? 'HubSpot refused the limit without a reason' : words);
}
