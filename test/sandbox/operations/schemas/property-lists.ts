import { validationError } from '../../http/refusal.ts';
import type { ObjectType } from '../../state/object-type.ts';

export type PropertyLists = {
  primaryDisplayProperty?: string | undefined;
  secondaryDisplayProperties?: string[] | undefined;
  requiredProperties?: string[] | undefined;
  searchableProperties?: string[] | undefined;
};

/** Required, searchable and display properties must exist. */
export function checkPropertyLists(type: ObjectType, lists: PropertyLists): void {
  const named = [
    ...(lists.primaryDisplayProperty === undefined ? [] : [lists.primaryDisplayProperty]),
    ...(lists.secondaryDisplayProperties ?? []),
    ...(lists.requiredProperties ?? []),
    ...(lists.searchableProperties ?? []),
  ];
  const unknown = named.find((name) => !type.properties.has(name));
  if (unknown !== undefined) throw validationError(`Property ${unknown} does not exist on ${type.name}`);
  if ((lists.searchableProperties?.length ?? 0) > 20)
    throw validationError('At most 20 searchable properties are allowed');
}
