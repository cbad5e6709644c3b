import type { CustomSpec } from './object.ts';
import type { PresentObject, PresentSchema } from './present.ts';
import type { WantedSchema } from './wanted.ts';

export type Found =
  | { readonly kind: 'absent' }
  | { readonly kind: 'ours'; readonly object: PresentObject }
  /** The customer's own, which we were told to use. */
  | { readonly kind: 'adopted'; readonly object: PresentObject }
  | { readonly kind: 'taken'; readonly object: PresentObject; readonly by: 'name' | 'label' }
  | { readonly kind: 'archived'; readonly object: PresentObject };

/**
 * Which object of the portal is meant by one of ours. It is ours when it has our property group or our key
 * property, under whatever name; an object of our name or label without either is somebody else's (R45).
 */
export function findObject(spec: CustomSpec, present: PresentSchema, wanted: WantedSchema): Found {
  const living = present.custom.filter(({ archived }) => !archived);
  const named = living.find((object) => sameText(object.name, spec.name));
  const mine =
    named?.fields.groups.has(spec.group.name) === true
      ? named
      : living.find((object) => hasOurKey(object, spec));
  if (mine !== undefined) return { kind: 'ours', object: mine };
  const labelled = living.find((object) => hasLabelOf(object, spec));
  const taken = named ?? labelled;
  if (taken !== undefined) {
    if (wanted.adopt.has(spec.object)) return { kind: 'adopted', object: taken };
    return { kind: 'taken', object: taken, by: named === undefined ? 'label' : 'name' };
  }
  const gone = present.custom.find((object) => object.archived && sameText(object.name, spec.name));
  return gone === undefined ? { kind: 'absent' } : { kind: 'archived', object: gone };
}

/** True when the object may be the one: only of those are properties and groups read. */
export function isCandidate(
  object: Pick<PresentObject, 'name' | 'singular' | 'plural'>,
  spec: CustomSpec,
): boolean {
  return (
    sameText(object.name, spec.name) ||
    sameText(object.name, spec.object) ||
    sameText(object.name, `partnership_${spec.object}`) ||
    hasLabelOf(object, spec)
  );
}

function hasOurKey({ fields }: PresentObject, spec: CustomSpec): boolean {
  return fields.properties.get(spec.key)?.unique === true;
}

function hasLabelOf(
  { singular, plural }: Pick<PresentObject, 'singular' | 'plural'>,
  spec: CustomSpec,
): boolean {
  return sameText(singular, spec.labels.singular) || sameText(plural, spec.labels.plural);
}

function sameText(left: string, right: string): boolean {
  return left.trim().toLowerCase() === right.trim().toLowerCase();
}
