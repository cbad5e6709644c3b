export type AssociationCategory = 'HUBSPOT_DEFINED' | 'USER_DEFINED' | 'INTEGRATOR_DEFINED';

/** One direction of a kind of association. */
export type AssociationType = {
  typeId: number;
  category: AssociationCategory;
  fromTypeId: string;
  toTypeId: string;
  /** null for the unlabelled type of a pair. */
  label: string | null;
  name: string;
  /** The same association seen from the other end; equal to `typeId` for symmetric ones. */
  inverseTypeId: number;
  /** At most one target per record; a new one takes the place of the old (the primary company). */
  isPrimary: boolean;
  maxToObjectIds?: number;
};

export type AssociationTypes = { byId: Map<number, AssociationType>; byPair: Map<string, AssociationType[]> };

export function createAssociationTypes(): AssociationTypes {
  return { byId: new Map(), byPair: new Map() };
}

export function addAssociationType(registry: AssociationTypes, type: AssociationType): void {
  registry.byId.set(type.typeId, type);
  const pair = pairKey(type.fromTypeId, type.toTypeId);
  registry.byPair.set(pair, [...(registry.byPair.get(pair) ?? []), type]);
}

export function removeAssociationType(registry: AssociationTypes, type: AssociationType): void {
  registry.byId.delete(type.typeId);
  const pair = pairKey(type.fromTypeId, type.toTypeId);
  registry.byPair.set(
    pair,
    (registry.byPair.get(pair) ?? []).filter((other) => other !== type),
  );
}

export function pairKey(from: string, to: string): string {
  return `${from}>${to}`;
}
