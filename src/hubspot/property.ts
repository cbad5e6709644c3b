import { z } from 'zod';
import { Problem } from '../errors.ts';
import { parseAnswer } from './answer.ts';
import type { HubSpotRequest } from './request.ts';
import { API_VERSION } from './version.ts';

const answer = z.object({
  name: z.string(),
  label: z.string(),
  type: z.string(),
  options: z.array(z.object({ value: z.string(), label: z.string() })).default([]),
});

/** A property of the portal, with the labels of its options by value. */
export type PropertyOfPortal = {
  readonly name: string;
  readonly label: string;
  readonly type: string;
  readonly options: ReadonlyMap<string, string>;
};

/** Reads how a property is defined; null when the object has none of that name. */
export async function readProperty(
  request: HubSpotRequest,
  objectTypeId: string,
  name: string,
): Promise<PropertyOfPortal | null> {
  const path = `/crm/properties/${API_VERSION}/${objectTypeId}/${encodeURIComponent(name)}`;
  try {
    const { options, ...rest } = parseAnswer(answer, await request({ method: 'GET', path }), path);
    return { ...rest, options: new Map(options.map(({ value, label }) => [value, label])) };
  } catch (error) {
    if (error instanceof Problem && error.code === 'hubspot-not-found') return null;
    throw error;
  }
}
