import { validationError } from '../http/refusal.ts';
import type { ObjectType } from './object-type.ts';
import type { Portal } from './portal.ts';

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

export function associationTypesOf(portal: Portal, from: string, to: string): AssociationType[] {
  return portal.associationTypes.byPair.get(pairKey(from, to)) ?? [];
}

export function unlabelledType(portal: Portal, from: string, to: string): AssociationType | undefined {
  return associationTypesOf(portal, from, to).find((type) => type.label === null);
}

/** The type a request names, which must belong to this pair and direction. */
export function requestedAssociationType(
  portal: Portal,
  from: ObjectType,
  to: ObjectType,
  spec: { associationCategory: string; associationTypeId: number },
): AssociationType {
  const type = portal.associationTypes.byId.get(spec.associationTypeId);
  const fits =
    type?.fromTypeId === from.objectTypeId &&
    type.toTypeId === to.objectTypeId &&
    type.category === spec.associationCategory;
  if (!type || !fits) {
    throw validationError(
      `No association type ${spec.associationCategory} ${spec.associationTypeId} exists from ${from.name} to ${to.name}`,
      [{ message: 'invalid association type', code: 'INVALID_ASSOCIATION_TYPE' }],
    );
  }
  return type;
}

/** Makes the two directions of an unlabelled association that only this portal has, with ids of its own. */
export function definePortalPair(
  portal: Portal,
  from: string,
  to: string,
  name: string,
  category: AssociationCategory,
): AssociationType {
  const typeId = portal.ids.nextAssociationTypeId();
  const inverseTypeId = from === to ? typeId : portal.ids.nextAssociationTypeId();
  const forward = {
    typeId,
    category,
    fromTypeId: from,
    toTypeId: to,
    label: null,
    name,
    inverseTypeId,
    isPrimary: false,
  };
  addAssociationType(portal.associationTypes, forward);
  if (inverseTypeId !== typeId) {
    addAssociationType(portal.associationTypes, {
      ...forward,
      typeId: inverseTypeId,
      inverseTypeId: typeId,
      fromTypeId: to,
      toTypeId: from,
    });
  }
  return forward;
}

function pairKey(from: string, to: string): string {
  return `${from}>${to}`;
}
