import type { CustomSpec } from './object.ts';
import { type Found, findObject } from './ours.ts';
import { planFields, planNewFields } from './plan-fields.ts';
import { planLinks } from './plan-links.ts';
import { NO_FIELDS, type PresentObject, type PresentSchema } from './present.ts';
import type { SchemaState } from './state.ts';
import type { Obstacle, Step } from './step.ts';
import type { WantedSchema } from './wanted.ts';

/**
 * What has to be done to bring a portal to the schema, in the order it must be done (R30, R43, R45, R52). Pure.
 * A portal that has everything gives no step. Where an object's name is taken, or the account may not define
 * enough objects, there is nothing but those obstacles: half a schema helps nobody. Labels, descriptions, order
 * and extra options that people set are theirs and give no step. `known` recognises labels a person renamed.
 */
export function planSchema(
  wanted: WantedSchema,
  present: PresentSchema,
  known: SchemaState | null = null,
): Step[] {
  const found = wanted.custom.map((spec) => ({ spec, at: findObject(spec, present, wanted) }));
  const obstacles = [...found.flatMap(({ spec, at }) => obstaclesOf(spec, at)), ...tooFew(found, present)];
  if (obstacles.length > 0) return obstacles;
  const created = new Set(found.filter(({ at }) => at.kind === 'absent').map(({ spec }) => spec.object));
  return [
    ...found.flatMap(({ spec, at }) => planCustom(spec, at)),
    ...wanted.stamped.flatMap((spec) => planFields(spec, present.stamped.get(spec.object) ?? NO_FIELDS)),
    ...planLinks(wanted, present, created, known),
  ];
}

function obstaclesOf(spec: CustomSpec, at: Found): Obstacle[] {
  switch (at.kind) {
    case 'taken':
      return [{ kind: 'collision', object: spec.object, found: at.object, by: at.by }];
    case 'archived':
      return [{ kind: 'archived-object', object: spec.object, found: at.object }];
    case 'adopted':
      return adoptionRefused(spec, at.object);
    case 'ours':
    case 'absent':
      return [];
  }
}

/** Adding ours to theirs is refused when one of their properties is something else than ours of that name. */
function adoptionRefused(spec: CustomSpec, found: PresentObject): Obstacle[] {
  const properties = planFields(spec, found.fields).flatMap((step) =>
    step.kind === 'conflict' ? [step.property] : [],
  );
  return properties.length === 0
    ? []
    : [{ kind: 'adoption-refused', object: spec.object, found, properties }];
}

function tooFew(found: readonly { at: Found }[], { limit }: PresentSchema): Obstacle[] {
  const needed = found.filter(({ at }) => at.kind === 'absent').length;
  if (needed === 0 || limit.kind === 'unreadable' || limit.limit - limit.usage >= needed) return [];
  return [{ kind: 'too-few-objects', needed, limit: limit.limit, usage: limit.usage }];
}

function planCustom(spec: CustomSpec, at: Found): Step[] {
  if (at.kind === 'absent') return planNewFields(spec);
  return at.kind === 'ours' || at.kind === 'adopted' ? planFields(spec, at.object.fields) : [];
}
