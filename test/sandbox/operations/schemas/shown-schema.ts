import { isoOf } from '../../clock.ts';
import type { AssociationType } from '../../state/association-type.ts';
import type { ObjectType } from '../../state/object-type.ts';
import type { Portal } from '../../state/portal.ts';
import { shownProperty } from '../properties/shown-property.ts';

/** `ObjectTypeDefinition`: the type without its properties. */
export function shownDefinition(portal: Portal, type: ObjectType): Record<string, unknown> {
  return {
    id: type.objectTypeId.replace('2-', ''),
    objectTypeId: type.objectTypeId,
    fullyQualifiedName: type.fullyQualifiedName,
    name: type.name,
    labels: type.labels,
    ...(type.description === undefined ? {} : { description: type.description }),
    primaryDisplayProperty: type.primaryDisplayProperty,
    secondaryDisplayProperties: type.secondaryDisplayProperties,
    requiredProperties: type.requiredProperties,
    searchableProperties: type.searchableProperties,
    allowsSensitiveProperties: type.allowsSensitiveProperties,
    archived: type.archivedAt !== undefined,
    portalId: Number(portal.id),
    createdAt: isoOf(type.createdAt),
    updatedAt: isoOf(type.updatedAt),
  };
}

/** `ObjectSchema`: with properties and the pairs it can be associated with. */
export function shownSchema(portal: Portal, type: ObjectType): Record<string, unknown> {
  return {
    ...shownDefinition(portal, type),
    properties: [...type.properties.values()].map(shownProperty),
    associations: [...portal.associationTypes.byId.values()]
      .filter((association) => association.label === null && touches(association, type))
      .map((association) => shownPair(association, type)),
  };
}

export function shownPair(association: AssociationType, type: ObjectType): Record<string, unknown> {
  return {
    id: String(association.typeId),
    fromObjectTypeId: association.fromTypeId,
    toObjectTypeId: association.toTypeId,
    name: association.name,
    createdAt: isoOf(type.createdAt),
    updatedAt: isoOf(type.createdAt),
  };
}

function touches(association: AssociationType, type: ObjectType): boolean {
  return association.fromTypeId === type.objectTypeId || association.toTypeId === type.objectTypeId;
}
