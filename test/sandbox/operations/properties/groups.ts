import { z } from 'zod';
import { created, noContent, type Operation, ok } from '../../http/operation.ts';
import { conflict, notFound, validationError } from '../../http/refusal.ts';
import { parseBody } from '../../http/request-body.ts';
import type { ObjectType } from '../../state/object-type.ts';
import { objectTypeOfPath } from '../../state/object-types.ts';
import type { PropertyGroup } from '../../state/property.ts';

const PATH = '/crm/properties/:version/:objectType/groups';

export const listGroups: Operation = {
  method: 'GET',
  path: PATH,
  run({ portal, param }) {
    const type = objectTypeOfPath(portal, param('objectType'));
    return ok({ results: [...type.groups.values()] });
  },
};

export const getGroup: Operation = {
  method: 'GET',
  path: `${PATH}/:groupName`,
  run: ({ portal, param }) => ok(groupOf(objectTypeOfPath(portal, param('objectType')), param('groupName'))),
};

const groupInput = z.object({
  name: z.string().min(1),
  label: z.string().min(1),
  displayOrder: z.number().int().optional(),
});

export const createGroup: Operation = {
  method: 'POST',
  path: PATH,
  run({ portal, param, body }) {
    const type = objectTypeOfPath(portal, param('objectType'));
    const input = parseBody(groupInput, body);
    if (type.groups.has(input.name)) {
      throw conflict(`Property group ${input.name} already exists`, 'OBJECT_ALREADY_EXISTS');
    }
    const group = {
      name: input.name,
      label: input.label,
      displayOrder: input.displayOrder ?? -1,
      archived: false,
    };
    type.groups.set(group.name, group);
    return created(group);
  },
};

export const updateGroup: Operation = {
  method: 'PATCH',
  path: `${PATH}/:groupName`,
  run({ portal, param, body }) {
    const group = groupOf(objectTypeOfPath(portal, param('objectType')), param('groupName'));
    const input = parseBody(
      z.object({ label: z.string().optional(), displayOrder: z.number().int().optional() }),
      body,
    );
    if (input.label !== undefined) group.label = input.label;
    if (input.displayOrder !== undefined) group.displayOrder = input.displayOrder;
    return ok(group);
  },
};

export const archiveGroup: Operation = {
  method: 'DELETE',
  path: `${PATH}/:groupName`,
  run({ portal, param }) {
    const type = objectTypeOfPath(portal, param('objectType'));
    const group = groupOf(type, param('groupName'));
    if ([...type.properties.values()].some((property) => property.groupName === group.name)) {
      throw validationError(`Property group ${group.name} still has properties`);
    }
    type.groups.delete(group.name);
    return noContent();
  },
};

function groupOf(type: ObjectType, name: string): PropertyGroup {
  const group = type.groups.get(name);
  if (!group) throw notFound(`Property group ${name} does not exist`);
  return group;
}
