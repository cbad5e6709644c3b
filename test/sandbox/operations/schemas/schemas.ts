import { z } from 'zod';
import { created, noContent, type Operation, ok } from '../../http/operation.ts';
import { notFound, validationError } from '../../http/refusal.ts';
import { parseBody, requiredSince202609 } from '../../http/request-body.ts';
import { removeAssociationType } from '../../state/association-type.ts';
import { definePortalPair, unlabelledType } from '../../state/association-types.ts';
import type { ObjectType } from '../../state/object-type.ts';
import { objectTypeOfPath, removeObjectType } from '../../state/object-types.ts';
import type { Portal } from '../../state/portal.ts';
import { defined } from '../properties/property-input.ts';
import { checkPropertyLists } from './property-lists.ts';
import { shownDefinition, shownPair, shownSchema } from './shown-schema.ts';

const PATH = '/crm-object-schemas/:version/schemas';

export const listSchemas: Operation = {
  method: 'GET',
  path: PATH,
  run({ portal, query }) {
    if (query.get('archived') === 'true') return ok({ results: [] });
    const custom = [...portal.types.values()].filter((type) => type.isCustom);
    return ok({ results: custom.map((type) => shownSchema(portal, type)) });
  },
};

export const getSchema: Operation = {
  method: 'GET',
  path: `${PATH}/:objectType`,
  run: ({ portal, param }) => ok(shownSchema(portal, schemaOfPath(portal, param('objectType')))),
};

export const updateSchema: Operation = {
  method: 'PATCH',
  path: `${PATH}/:objectType`,
  run({ portal, version, param, body }) {
    const type = customOfPath(portal, param('objectType'));
    const { clearDescription, labels, ...lists } = parseBody(
      z.object({
        clearDescription: requiredSince202609(version, z.boolean(), false),
        description: z.string().optional(),
        labels: z.object({ singular: z.string().optional(), plural: z.string().optional() }).optional(),
        primaryDisplayProperty: z.string().optional(),
        secondaryDisplayProperties: z.array(z.string()).optional(),
        requiredProperties: z.array(z.string()).optional(),
        searchableProperties: z.array(z.string()).optional(),
        allowsSensitiveProperties: z.boolean().optional(),
      }),
      body,
    );
    checkPropertyLists(type, lists);
    Object.assign(type, defined(lists), { updatedAt: portal.now() });
    if (labels) type.labels = { ...type.labels, ...defined(labels) };
    if (clearDescription) delete type.description;
    return ok(shownDefinition(portal, type));
  },
};

/** Refused while records exist; the name is free only after `?archived=true`, which the sandbox treats alike. */
export const deleteSchema: Operation = {
  method: 'DELETE',
  path: `${PATH}/:objectType`,
  run({ portal, param }) {
    const type = customOfPath(portal, param('objectType'));
    const rows = portal.tableOf(type.objectTypeId).rows;
    if (rows.some((record) => record.archivedAt === undefined && record.mergedInto === undefined)) {
      throw validationError(`Object type ${type.name} still has records`);
    }
    removeObjectType(portal, type);
    for (const association of [...portal.associationTypes.byId.values()]) {
      if (association.fromTypeId === type.objectTypeId || association.toTypeId === type.objectTypeId) {
        removeAssociationType(portal.associationTypes, association);
      }
    }
    return noContent();
  },
};

const pairInput = z.object({
  fromObjectTypeId: z.string(),
  toObjectTypeId: z.string(),
  name: z.string().optional(),
});

export const createSchemaAssociation: Operation = {
  method: 'POST',
  path: `${PATH}/:objectType/associations`,
  run({ portal, param, body }) {
    const type = customOfPath(portal, param('objectType'));
    const input = parseBody(pairInput, body);
    const from = objectTypeOfPath(portal, input.fromObjectTypeId);
    const to = objectTypeOfPath(portal, input.toObjectTypeId);
    if (from !== type && to !== type) throw validationError(`Neither end of the association is ${type.name}`);
    if (unlabelledType(portal, from.objectTypeId, to.objectTypeId)) {
      throw validationError(`${from.name} and ${to.name} can already be associated`);
    }
    const name = input.name ?? `${from.name}_to_${to.name}`;
    const pair = definePortalPair(portal, from.objectTypeId, to.objectTypeId, name, 'USER_DEFINED');
    return created(shownPair(pair, type));
  },
};

export const deleteSchemaAssociation: Operation = {
  method: 'DELETE',
  path: `${PATH}/:objectType/associations/:associationId`,
  run({ portal, param }) {
    const type = portal.associationTypes.byId.get(Number(param('associationId')));
    if (!type) throw notFound(`Association ${param('associationId')} does not exist`);
    const inverse = portal.associationTypes.byId.get(type.inverseTypeId);
    removeAssociationType(portal.associationTypes, type);
    if (inverse && inverse !== type) removeAssociationType(portal.associationTypes, inverse);
    return noContent();
  },
};

/** Schemas of standard objects can be read too. */
function schemaOfPath(portal: Portal, name: string): ObjectType {
  const type = portal.typeByPathName.get(name.toLowerCase());
  if (!type) throw notFound(`Object type ${name} does not exist`);
  return type;
}

function customOfPath(portal: Portal, name: string): ObjectType {
  const type = schemaOfPath(portal, name);
  if (!type.isCustom) throw validationError(`${type.name} is defined by HubSpot and cannot be changed here`);
  return type;
}
