import type { CustomSpec, ObjectSpec } from './object.ts';
import type { PresentFields, PresentProperty } from './present.ts';
import type { PropertySpec } from './property.ts';
import type { Step } from './step.ts';

/** A new object comes with its properties (R43); its group can only be made once the object is there. */
export function planNewFields(spec: CustomSpec): Step[] {
  return [
    { kind: 'create-object', object: spec.object, spec },
    { kind: 'create-group', object: spec.object, group: spec.group },
  ];
}

/** Steps for the properties of an object that exists. */
export function planFields(spec: ObjectSpec, present: PresentFields): Step[] {
  const steps: Step[] = [];
  if (!present.groups.has(spec.group.name)) {
    steps.push({ kind: 'create-group', object: spec.object, group: spec.group });
  }
  const strays: string[] = [];
  for (const property of spec.properties) {
    const found = present.properties.get(property.name);
    if (found === undefined) {
      steps.push({ kind: 'create-property', object: spec.object, property, group: spec.group.name });
      continue;
    }
    steps.push(...planProperty(spec, property, found));
    if (isStray(spec, found)) strays.push(found.name);
  }
  if (strays.length > 0) {
    steps.push({
      kind: 'move-to-group',
      object: spec.object,
      group: spec.group.name,
      properties: strays,
    });
  }
  return steps;
}

/** HubSpot files a new object's properties under its own group where it does not know ours yet. */
function isStray(spec: ObjectSpec, found: PresentProperty): boolean {
  return spec.kind === 'custom' && found.group === `${spec.name}_information`;
}

function planProperty(spec: ObjectSpec, property: PropertySpec, found: PresentProperty): Step[] {
  const { object } = spec;
  const difference = differenceOf(property, found);
  if (difference !== null) {
    return [{ kind: 'conflict', object, property: property.name, ...difference }];
  }
  const steps: Step[] = [];
  const values = new Set(found.options.map(({ value }) => value));
  const add = property.options.filter(({ value }) => !values.has(value));
  if (add.length > 0) {
    steps.push({ kind: 'update-options', object, property: property.name, add, keep: found.options });
  }
  if (property.formerLabels.includes(found.label)) {
    const { name, label } = property;
    steps.push({ kind: 'update-label', object, property: name, from: found.label, to: label });
  }
  if (property.display === 'currency' && found.showsCurrency === false) {
    steps.push({ kind: 'show-currency', object, property: property.name });
  }
  return steps;
}

/** What cannot be changed, or would lose data if it were: the type, one or many choices, uniqueness. */
function differenceOf(
  property: PropertySpec,
  found: PresentProperty,
): { readonly wanted: string; readonly found: string } | null {
  const wanted = shapeOf(property);
  const shape = shapeOf(found);
  if (wanted !== shape) return { wanted, found: shape };
  if (property.unique && !found.unique) return { wanted: 'unique', found: 'not unique' };
  return null;
}

function shapeOf({ type, fieldType }: { readonly type: string; readonly fieldType: string }): string {
  if (type !== 'enumeration') return type;
  return fieldType === 'checkbox' ? 'list of several' : 'list of one';
}
