import { z } from 'zod';
import { Problem } from '../../errors.ts';
import { inChunks, OBJECT_BATCH } from '../chunks.ts';
import type { HubSpotRequest } from '../request.ts';
import { API_VERSION } from '../version.ts';
import { propertyAnswer } from './answers.ts';
import { propertyBody } from './body.ts';
import { isThere } from './is-there.ts';
import type { NewProperty } from './port.ts';
import type { PropertySpec } from './property.ts';

const batch = z.object({
  results: z.array(propertyAnswer),
  errors: z
    .array(
      z.object({
        message: z.string().optional(),
        category: z.string().optional(),
        context: z.record(z.string(), z.array(z.string())).optional(),
      }),
    )
    .optional(),
});

/** Makes any number of properties; what became of each, in their order. Outages and rate limits reject. */
export function createProperties(
  request: HubSpotRequest,
  objectTypeId: string,
  properties: readonly PropertySpec[],
  group: string,
): Promise<NewProperty[]> {
  const path = `/crm/properties/${API_VERSION}/${objectTypeId}`;
  return inChunks(properties, OBJECT_BATCH, async (chunk) => {
    const inputs = chunk.map((property) => propertyBody(property, group));
    let answer: unknown;
    try {
      answer = await request({ method: 'POST', path: `${path}/batch/create`, body: { inputs } });
    } catch (error) {
      if (!isRefusal(error)) throw error;
      // One bad input refuses the whole batch: each on its own shows which (R40).
      return oneByOne(request, path, inputs);
    }
    return matched(chunk, batch.parse(answer));
  });
}

/** An answer is matched by name, never by position (R40). */
function matched(
  properties: readonly PropertySpec[],
  { results, errors = [] }: z.infer<typeof batch>,
): NewProperty[] {
  return properties.map(({ name }): NewProperty => {
    const made = results.find((property) => property.name === name);
    if (made !== undefined) return { kind: 'made', property: made };
    const error =
      errors.find(
        ({ context, message }) => namesIt(context, name) || message?.includes(`'${name}'`) === true,
      ) ?? (errors.length === 1 ? errors[0] : undefined);
    if (error?.category === 'OBJECT_ALREADY_EXISTS') return { kind: 'there' };
    const words = error?.message ?? 'HubSpot neither made the property nor said why';
    return { kind: 'refused', problem: new Problem('hubspot-refused', words, { facts: { property: name } }) };
  });
}

function namesIt(context: Record<string, string[]> | undefined, name: string): boolean {
  return Object.values(context ?? {}).some((values) => values.includes(name));
}

async function oneByOne(
  request: HubSpotRequest,
  path: string,
  inputs: readonly Record<string, unknown>[],
): Promise<NewProperty[]> {
  const made: NewProperty[] = [];
  for (const body of inputs) {
    try {
      made.push({
        kind: 'made',
        property: propertyAnswer.parse(await request({ method: 'POST', path, body })),
      });
    } catch (error) {
      if (isThere(error)) made.push({ kind: 'there' });
      else if (isRefusal(error)) made.push({ kind: 'refused', problem: error });
      else throw error;
    }
  }
  return made;
}

function isRefusal(error: unknown): error is Problem {
  return error instanceof Problem && (error.code === 'hubspot-refused' || error.code === 'hubspot-conflict');
}
