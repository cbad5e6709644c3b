import type { AssociationType } from '../write.ts';
import type { LabelSpec } from './links.ts';
import { linkBetween, type PresentSchema, type PresentType } from './present.ts';
import type { SchemaState } from './state.ts';

export type FoundLabel = { readonly forward: PresentType | null; readonly inverse: PresentType | null };

/** Finds one of our labels, in both directions: by the type id we stored, else by its text (R52). */
export function findLabel(spec: LabelSpec, present: PresentSchema, known: SchemaState | null): FoundLabel {
  const stored = known?.labels[spec.label];
  return {
    forward: typeOf(linkBetween(present, spec.from, spec.to)?.types ?? [], stored?.forward, spec.text),
    inverse: typeOf(linkBetween(present, spec.to, spec.from)?.types ?? [], stored?.inverse, spec.inverse),
  };
}

function typeOf(
  types: readonly PresentType[],
  stored: AssociationType | undefined,
  text: string,
): PresentType | null {
  const byId = types.find(
    ({ typeId, category }) => typeId === stored?.typeId && category === stored.category,
  );
  return byId ?? types.find(({ label }) => label === text) ?? null;
}
