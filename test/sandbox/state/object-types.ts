import { validationError } from '../http/refusal.ts';
import type { ObjectType } from './object-type.ts';
import type { Portal } from './portal.ts';

/**
 * Finds the type a path names. Standard types go by id, singular and plural name; custom ones only by `2-...` or
 * `p{portalId}_name`, since base names are no longer accepted in paths.
 */
export function objectTypeOfPath(portal: Portal, text: string): ObjectType {
  const type = portal.typeByPathName.get(text.toLowerCase());
  if (type && type.archivedAt === undefined) return type;
  throw validationError(`Unable to infer object type from: ${text}`);
}

/** The same without a refusal, for those who only want to know. */
export function objectTypeOfPathName(portal: Portal, text: string): ObjectType | undefined {
  return portal.typeByPathName.get(text.toLowerCase());
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
