import { z } from 'zod';
import { Problem } from '../../errors.ts';
import type { AssociationType } from '../write.ts';
import type { LabelName } from './links.ts';
import { CUSTOM_OBJECTS, type CustomObject, type RecordKind, STANDARD_TYPE_IDS } from './object.ts';

const associationType = z.object({ category: z.string(), typeId: z.number().int() });
const bothWays = z.object({ forward: associationType, inverse: associationType });

const schemaState = z.object({
  version: z.literal(1),
  objects: z.record(
    z.enum(CUSTOM_OBJECTS),
    z.object({ objectTypeId: z.string(), fullyQualifiedName: z.string() }),
  ),
  /** Associations without a label, by `from>to`, both directions. */
  links: z.record(z.string(), associationType),
  /** Our labels; `forward` is the direction in which links.ts names them. */
  labels: z.record(z.string(), bothWays.extend({ from: z.string(), to: z.string() })),
});

/** The numbers a portal has for our names. They differ in every portal: read once, kept in the database, never in code. */
export type SchemaState = z.infer<typeof schemaState>;

/** Reads a state as stored. Throws a ZodError when it is not one. */
export function parseSchemaState(value: unknown): SchemaState {
  return schemaState.parse(value);
}

/** The object type id that goes into API paths: `2-…` of ours, `0-…` of HubSpot's. */
export function objectTypeIdOf(state: SchemaState, kind: RecordKind): string {
  return isCustom(kind) ? state.objects[kind].objectTypeId : STANDARD_TYPE_IDS[kind];
}

/** Which of our names an object type id of a webhook or an answer is; null: none of them. */
export function recordKindOf(state: SchemaState, objectTypeId: string): RecordKind | null {
  for (const kind of CUSTOM_OBJECTS) if (state.objects[kind].objectTypeId === objectTypeId) return kind;
  for (const kind of ['contact', 'company', 'deal', 'task'] as const) {
    if (STANDARD_TYPE_IDS[kind] === objectTypeId) return kind;
  }
  return null;
}

/** The association without a label, for writing a link `from` → `to`. Throws a Problem `schema-missing`. */
export function linkTypeOf(state: SchemaState, from: RecordKind, to: RecordKind): AssociationType {
  const type = state.links[linkKey(from, to)];
  if (type === undefined) throw missing(`the association ${from} to ${to}`);
  return type;
}

/** Our label, for writing or recognising it on links that start at a record of kind `from`. */
export function labelTypeOf(state: SchemaState, label: LabelName, from: RecordKind): AssociationType {
  const known = state.labels[label];
  if (known?.from === from) return known.forward;
  if (known?.to === from) return known.inverse;
  throw missing(`the label ${label} on ${from}`);
}

export function linkKey(from: RecordKind, to: RecordKind): string {
  return `${from}>${to}`;
}

function isCustom(kind: RecordKind): kind is CustomObject {
  return CUSTOM_OBJECTS.some((object) => object === kind);
}

function missing(what: string): Problem {
  return new Problem('schema-missing', `this portal has not ${what}: run "partnerships schema apply"`);
}
