import { z } from 'zod';
import type { ApiVersion } from '../../http/api-version.ts';
import { created, type Operation } from '../../http/operation.ts';
import { conflict, Refusal, validationError } from '../../http/refusal.ts';
import { parseBody, requiredSince202609 } from '../../http/request-body.ts';
import { EVERYWHERE } from '../../seed/standard-type.ts';
import { definePortalPair } from '../../state/association-types.ts';
import type { ObjectType } from '../../state/object-type.ts';
import { addObjectType, objectTypeOfPath, removeObjectType } from '../../state/object-types.ts';
import type { Portal } from '../../state/portal.ts';
import { defineProperty, type PropertyDefinition } from '../../state/property.ts';
import { addProperty, propertyInput } from '../properties/property-input.ts';
import { checkPropertyLists } from './property-lists.ts';
import { shownSchema } from './shown-schema.ts';

const ACTIVITIES = ['0-48', '0-49', '0-47', '0-46', '0-27'];

function schemaInput(version: ApiVersion) {
  const names = z.array(z.string());
  return z.object({
    name: z.string(),
    description: z.string().optional(),
    labels: z.object({ singular: z.string(), plural: z.string() }),
    primaryDisplayProperty: z.string().optional(),
    properties: z.array(propertyInput(version, 'optional')).min(1),
    requiredProperties: names,
    searchableProperties: requiredSince202609(version, names, []),
    secondaryDisplayProperties: requiredSince202609(version, names, []),
    associatedObjects: requiredSince202609(version, names, []),
    allowsSensitiveProperties: requiredSince202609(version, z.boolean(), false),
  });
}

export const createSchema: Operation = {
  method: 'POST',
  path: '/crm-object-schemas/:version/schemas',
  run({ portal, version, body }) {
    const input = parseBody(schemaInput(version), body);
    checkName(portal, input);
    const targets = input.associatedObjects.map((name) => objectTypeOfPath(portal, name));
    const type = blankType(portal, input);
    addObjectType(portal, type);
    try {
      for (const property of input.properties) {
        if (property.groupName !== undefined && portal.assume.schemaPostUnknownGroup === 'created') {
          addGroup(type, property.groupName);
        }
        addProperty(portal, type, property, true);
      }
      checkPropertyLists(type, input);
    } catch (error) {
      removeObjectType(portal, type);
      throw error;
    }
    for (const id of ACTIVITIES) {
      definePortalPair(portal, type.objectTypeId, id, `${type.name}_to_activity_${id}`, 'HUBSPOT_DEFINED');
    }
    for (const target of targets) {
      definePortalPair(
        portal,
        type.objectTypeId,
        target.objectTypeId,
        `${type.name}_to_${target.name}`,
        'USER_DEFINED',
      );
    }
    return created(shownSchema(portal, type));
  },
};

function checkName(
  portal: Portal,
  input: { name: string; labels: { singular: string; plural: string } },
): void {
  if (!/^[A-Za-z][A-Za-z0-9_]*$/.test(input.name)) {
    throw validationError(
      `The name ${input.name} may only have letters, digits and _, and starts with a letter`,
    );
  }
  const custom = [...portal.types.values()].filter((type) => type.isCustom);
  const twin = [...portal.types.values()].find(
    (type) =>
      type.name === input.name ||
      type.labels.singular.toLowerCase() === input.labels.singular.toLowerCase() ||
      type.labels.plural.toLowerCase() === input.labels.plural.toLowerCase(),
  );
  if (twin) {
    throw conflict(
      `Unable to create object type ${input.name}: ${twin.name} (${twin.objectTypeId}) already has that name or label`,
      'OBJECT_ALREADY_EXISTS',
    );
  }
  if (custom.length >= portal.account.customObjectLimit) {
    throw new Refusal({
      status: 400,
      category: 'VALIDATION_ERROR',
      message: `The portal ${portal.id} is limited to ${portal.account.customObjectLimit} custom object definitions`,
    });
  }
}

function blankType(portal: Portal, input: z.output<ReturnType<typeof schemaInput>>): ObjectType {
  const at = portal.now();
  const groupName = `${input.name}_information`;
  const properties = new Map<string, PropertyDefinition>();
  for (const [name, type, label, more] of EVERYWHERE) {
    properties.set(name, defineProperty({ name, type, label, groupName, hubspotDefined: true, ...more }, at));
  }
  const fullyQualifiedName = `p${portal.id}_${input.name}`;
  const type: ObjectType = {
    objectTypeId: portal.ids.nextObjectTypeId(),
    name: input.name,
    fullyQualifiedName,
    labels: input.labels,
    ...(input.description === undefined ? {} : { description: input.description }),
    isCustom: true,
    pathNames: [fullyQualifiedName],
    webhookName: `p_${input.name}`,
    modifiedProperty: 'hs_lastmodifieddate',
    createdProperty: 'hs_createdate',
    defaultProperties: ['hs_createdate', 'hs_lastmodifieddate', 'hs_object_id'],
    properties,
    archivedProperties: new Map(),
    groups: new Map(),
    ...(input.primaryDisplayProperty === undefined
      ? {}
      : { primaryDisplayProperty: input.primaryDisplayProperty }),
    secondaryDisplayProperties: input.secondaryDisplayProperties,
    requiredProperties: input.requiredProperties,
    searchableProperties: input.searchableProperties,
    allowsSensitiveProperties: input.allowsSensitiveProperties,
    createdAt: at,
    updatedAt: at,
  };
  addGroup(type, groupName);
  return type;
}

function addGroup(type: ObjectType, name: string): void {
  if (!type.groups.has(name)) type.groups.set(name, { name, label: name, displayOrder: -1, archived: false });
}
