import { Problem } from '../../errors.ts';
import type { AssociationType } from '../write.ts';
import { findLabel } from './find-label.ts';
import { bothDirections } from './links.ts';
import { findObject } from './ours.ts';
import type { SchemaPort } from './port.ts';
import { linkBetween, type PresentSchema } from './present.ts';
import { readPresent } from './read-present.ts';
import { linkKey, parseSchemaState, type SchemaState } from './state.ts';
import { type WantedSchema, wantedSchema } from './wanted.ts';

/**
 * Discovers the portal's numbers for our names (R52, R58). Throws a Problem `schema-missing` that names all that the
 * portal has not, and counts those that are objects in its facts. `known` is the state as stored, to recognise labels that a person renamed.
 */
export async function readSchemaState(
  port: SchemaPort,
  known: SchemaState | null = null,
): Promise<SchemaState> {
  const wanted = wantedSchema();
  return schemaStateOf(wanted, await readPresent(port, wanted), known);
}

/** The same from what was read already. */
export function schemaStateOf(
  wanted: WantedSchema,
  present: PresentSchema,
  known: SchemaState | null,
): SchemaState {
  const missing: string[] = [];
  const objects = objectsOf(wanted, present, missing);
  const missingObjects = missing.length;
  const state = {
    version: 1,
    objects,
    links: linksOf(wanted, present, missing),
    labels: labelsOf(wanted, present, known, missing),
  };
  if (missing.length > 0) {
    throw new Problem(
      'schema-missing',
      `this portal has not ${missing.join(', ')}: run "partnerships schema apply"`,
      { facts: { missing: missing.length, missingObjects } },
    );
  }
  return parseSchemaState(state);
}

function objectsOf(wanted: WantedSchema, present: PresentSchema, missing: string[]) {
  const objects: Record<string, { objectTypeId: string; fullyQualifiedName: string }> = {};
  for (const spec of wanted.custom) {
    const found = findObject(spec, present, wanted);
    if (found.kind === 'ours' || found.kind === 'adopted') {
      const { objectTypeId, fullyQualifiedName } = found.object;
      objects[spec.object] = { objectTypeId, fullyQualifiedName };
    } else missing.push(`the object ${spec.object}`);
  }
  return objects;
}

function linksOf({ pairs }: WantedSchema, present: PresentSchema, missing: string[]) {
  const links: Record<string, AssociationType> = {};
  for (const pair of pairs) {
    for (const { from, to } of bothDirections(pair)) {
      const plain = linkBetween(present, from, to)?.types.find(({ label }) => label === null);
      if (plain !== undefined) links[linkKey(from, to)] = { category: plain.category, typeId: plain.typeId };
      // What HubSpot defines is asked for where it is used: nothing of ours waits for it.
      else if (pair.origin === 'ours') missing.push(`the association ${from} to ${to}`);
    }
  }
  return links;
}

function labelsOf(
  { labels }: WantedSchema,
  present: PresentSchema,
  known: SchemaState | null,
  missing: string[],
) {
  const found: Record<string, unknown> = {};
  for (const spec of labels) {
    const { forward, inverse } = findLabel(spec, present, known);
    if (forward === null || inverse === null) missing.push(`the label "${spec.text}" on ${spec.from}`);
    else found[spec.label] = { from: spec.from, to: spec.to, forward, inverse };
  }
  return found;
}
