import { validationError } from '../http/refusal.ts';
import {
  type AssociationCategory,
  type AssociationType,
  addAssociationType,
  pairKey,
} from './association-type.ts';
import type { ObjectType } from './object-type.ts';
import type { Portal } from './portal.ts';

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
