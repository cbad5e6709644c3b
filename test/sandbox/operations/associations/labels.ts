import { z } from 'zod';
import { noContent, type Operation, ok } from '../../http/operation.ts';
import { notFound, validationError } from '../../http/refusal.ts';
import { parseBody } from '../../http/request-body.ts';
import {
  type AssociationType,
  addAssociationType,
  removeAssociationType,
} from '../../state/association-type.ts';
import { associationTypesOf } from '../../state/association-types.ts';
import type { ObjectType } from '../../state/object-type.ts';
import { objectTypeOfPath } from '../../state/object-types.ts';
import type { Portal } from '../../state/portal.ts';

const PATH = '/crm/associations/:version/:fromType/:toType/labels';
export const LABELS_PER_PAIR = 10;

export const listLabels: Operation = {
  method: 'GET',
  path: PATH,
  run({ portal, param }) {
    const from = objectTypeOfPath(portal, param('fromType'));
    const to = objectTypeOfPath(portal, param('toType'));
    return ok({ results: associationTypesOf(portal, from.objectTypeId, to.objectTypeId).map(shownLabel) });
  },
};

const labelInput = z.object({
  name: z.string(),
  label: z.string().min(1),
  inverseLabel: z.string().min(1).optional(),
});

/** Makes a label (or a pair of labels); answers with both directions, the inverse first, as the guide's sample does. */
export const createLabel: Operation = {
  method: 'POST',
  path: PATH,
  run({ portal, param, body }) {
    const from = objectTypeOfPath(portal, param('fromType'));
    const to = objectTypeOfPath(portal, param('toType'));
    const input = parseBody(labelInput, body);
    checkLabel(portal, from, to, input);
    const typeId = portal.ids.nextAssociationTypeId();
    const isSymmetric = from === to && input.inverseLabel === undefined;
    const inverseTypeId = isSymmetric ? typeId : portal.ids.nextAssociationTypeId();
    const shared = { category: 'USER_DEFINED' as const, name: input.name, isPrimary: false };
    const forward: AssociationType = {
      ...shared,
      typeId,
      inverseTypeId,
      label: input.label,
      fromTypeId: from.objectTypeId,
      toTypeId: to.objectTypeId,
    };
    addAssociationType(portal.associationTypes, forward);
    if (isSymmetric) return ok({ results: [shownLabel(forward)] });
    const inverse: AssociationType = {
      ...shared,
      typeId: inverseTypeId,
      inverseTypeId: typeId,
      label: input.inverseLabel ?? input.label,
      fromTypeId: to.objectTypeId,
      toTypeId: from.objectTypeId,
    };
    addAssociationType(portal.associationTypes, inverse);
    return ok({ results: [shownLabel(inverse), shownLabel(forward)] });
  },
};

const updateInput = z.object({
  associationTypeId: z.number().int(),
  label: z.string().min(1),
  inverseLabel: z.string().min(1).optional(),
});

export const updateLabel: Operation = {
  method: 'PUT',
  path: PATH,
  run({ portal, param, body }) {
    const from = objectTypeOfPath(portal, param('fromType'));
    const to = objectTypeOfPath(portal, param('toType'));
    const input = parseBody(updateInput, body);
    const type = ownLabel(portal, from, to, input.associationTypeId);
    type.label = input.label;
    const inverse = portal.associationTypes.byId.get(type.inverseTypeId);
    if (inverse && inverse !== type) inverse.label = input.inverseLabel ?? input.label;
    return noContent();
  },
};

/** A label in use cannot be deleted. */
export const deleteLabel: Operation = {
  method: 'DELETE',
  path: `${PATH}/:associationTypeId`,
  run({ portal, param }) {
    const from = objectTypeOfPath(portal, param('fromType'));
    const to = objectTypeOfPath(portal, param('toType'));
    const type = ownLabel(portal, from, to, Number(param('associationTypeId')));
    for (const targets of portal.links.get(`${type.fromTypeId}>${type.toTypeId}`)?.values() ?? []) {
      for (const typeIds of targets.values()) {
        if (typeIds.includes(type.typeId)) throw validationError(`The label ${type.label ?? ''} is in use`);
      }
    }
    const inverse = portal.associationTypes.byId.get(type.inverseTypeId);
    removeAssociationType(portal.associationTypes, type);
    if (inverse && inverse !== type) removeAssociationType(portal.associationTypes, inverse);
    return noContent();
  },
};

function shownLabel(type: AssociationType) {
  return { category: type.category, typeId: type.typeId, label: type.label };
}

function checkLabel(
  portal: Portal,
  from: ObjectType,
  to: ObjectType,
  input: z.output<typeof labelInput>,
): void {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(input.name)) {
    throw validationError(`The name ${input.name} may contain no hyphen and not start with a digit`);
  }
  const present = associationTypesOf(portal, from.objectTypeId, to.objectTypeId);
  if (!present.some((type) => type.label === null)) {
    throw validationError(`${from.name} and ${to.name} cannot be associated; define the association first`);
  }
  const own = present.filter((type) => type.category === 'USER_DEFINED' && type.label !== null);
  if (own.some((type) => type.name === input.name || type.label === input.label)) {
    throw validationError(`An association label ${input.label} (${input.name}) already exists for this pair`);
  }
  if (own.length >= LABELS_PER_PAIR)
    throw validationError(`At most ${LABELS_PER_PAIR} labels are allowed per pair`);
}

function ownLabel(portal: Portal, from: ObjectType, to: ObjectType, typeId: number): AssociationType {
  const type = portal.associationTypes.byId.get(typeId);
  const isOfPair = type?.fromTypeId === from.objectTypeId && type.toTypeId === to.objectTypeId;
  if (!type || !isOfPair) throw notFound(`No association type ${typeId} exists for this pair`);
  if (type.category !== 'USER_DEFINED' || type.label === null)
    throw validationError('Only own labels can be changed');
  return type;
}
