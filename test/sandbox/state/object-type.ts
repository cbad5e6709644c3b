import { validationError } from '../http/refusal.ts';
import type { Portal } from './portal.ts';
import type { PropertyDefinition, PropertyGroup } from './property.ts';

/** A standard or custom object type with its properties. */
export type ObjectType = {
  objectTypeId: string;
  /** `deal` or `partner`. */
  name: string;
  /** `p1001_partner`; for standard types the upper-case name (`DEAL`). */
  fullyQualifiedName: string;
  labels: { singular: string; plural: string };
  description?: string;
  isCustom: boolean;
  /** What paths accept beside the id. */
  pathNames: string[];
  /** The name in `objectType` of a webhook subscription. */
  webhookName: string;
  modifiedProperty: 'hs_lastmodifieddate' | 'lastmodifieddate';
  createdProperty: 'createdate' | 'hs_createdate';
  defaultProperties: string[];
  properties: Map<string, PropertyDefinition>;
  archivedProperties: Map<string, PropertyDefinition>;
  groups: Map<string, PropertyGroup>;
  primaryDisplayProperty?: string;
  secondaryDisplayProperties: string[];
  requiredProperties: string[];
  searchableProperties: string[];
  allowsSensitiveProperties: boolean;
  createdAt: number;
  updatedAt: number;
  archivedAt?: number;
};

/**
 * Finds the type a path names. Standard types go by id, singular and plural name; custom ones only by `2-...` or
 * `p{portalId}_name`, since base names are no longer accepted in paths.
 */
export function objectTypeOfPath(portal: Portal, text: string): ObjectType {
  const type = portal.typeByPathName.get(text.toLowerCase());
  if (type && type.archivedAt === undefined) return type;
  throw validationError(`Unable to infer object type from: ${text}`);
}

export function addObjectType(portal: Portal, type: ObjectType): void {
  portal.types.set(type.objectTypeId, type);
  for (const name of [type.objectTypeId, ...type.pathNames]) {
    portal.typeByPathName.set(name.toLowerCase(), type);
  }
}

export function removeObjectType(portal: Portal, type: ObjectType): void {
  portal.types.delete(type.objectTypeId);
  for (const [name, other] of portal.typeByPathName) if (other === type) portal.typeByPathName.delete(name);
}

export function objectTypeById(portal: Portal, objectTypeId: string): ObjectType {
  const type = portal.types.get(objectTypeId);
  if (!type) throw new Error(`no object type ${objectTypeId}`);
  return type;
}
