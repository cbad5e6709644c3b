import { z } from 'zod';
import { batchAnswer } from '../../http/batch-answer.ts';
import { created, noContent, type Operation, ok } from '../../http/operation.ts';
import { notFound, Refusal, refusalBody, validationError } from '../../http/refusal.ts';
import { inputsOf, parseBody } from '../../http/request-body.ts';
import type { ObjectType } from '../../state/object-type.ts';
import { objectTypeOfPath } from '../../state/object-types.ts';
import type { Portal } from '../../state/portal.ts';
import type { PropertyDefinition } from '../../state/property.ts';
import { addProperty, defined, optionInput, propertyInput } from './property-input.ts';
import { shownProperty } from './shown-property.ts';

const PATH = '/crm/properties/:version/:objectType';

export const listProperties: Operation = {
  method: 'GET',
  path: PATH,
  run({ portal, param, query }) {
    const type = objectTypeOfPath(portal, param('objectType'));
    const properties = query.get('archived') === 'true' ? type.archivedProperties : type.properties;
    return ok({ results: [...properties.values()].map(shownProperty) });
  },
};

export const getProperty: Operation = {
  method: 'GET',
  path: `${PATH}/:propertyName`,
  run({ portal, param, query }) {
    const type = objectTypeOfPath(portal, param('objectType'));
    const properties = query.get('archived') === 'true' ? type.archivedProperties : type.properties;
    const property = properties.get(param('propertyName'));
    if (!property) throw noSuchProperty(param('propertyName'));
    return ok(shownProperty(property));
  },
};

export const createProperty: Operation = {
  method: 'POST',
  path: PATH,
  run({ portal, version, param, body }) {
    const type = objectTypeOfPath(portal, param('objectType'));
    const input = parseBody(propertyInput(version, 'required'), body);
    return created(shownProperty(addProperty(portal, type, input, keepsFlags(portal, version))));
  },
};

/** Each property stands alone: those that cannot be made are listed. */
export const batchCreateProperties: Operation = {
  method: 'POST',
  path: `${PATH}/batch/create`,
  run({ portal, version, param, body }) {
    const type = objectTypeOfPath(portal, param('objectType'));
    const { inputs } = parseBody(inputsOf(propertyInput(version, 'required'), 100), body);
    const results: unknown[] = [];
    const errors: Record<string, unknown>[] = [];
    for (const input of inputs) {
      try {
        results.push(shownProperty(addProperty(portal, type, input, keepsFlags(portal, version))));
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        errors.push({ ...refusalBody(error.facts, ''), context: { name: [input.name] } });
      }
    }
    return batchAnswer(portal, version, version === '2026-09' ? 200 : 201, results, errors);
  },
};

const names = z.object({ name: z.string() });

export const batchReadProperties: Operation = {
  method: 'POST',
  path: `${PATH}/batch/read`,
  run({ portal, version, param, body }) {
    const type = objectTypeOfPath(portal, param('objectType'));
    const input = parseBody(inputsOf(names, 100).and(z.object({ archived: z.boolean() })), body);
    const properties = input.archived ? type.archivedProperties : type.properties;
    const found = input.inputs.flatMap(({ name }) => properties.get(name) ?? []);
    const errors = input.inputs
      .filter(({ name }) => !properties.has(name))
      .map(({ name }) => ({ ...refusalBody(noSuchProperty(name).facts, ''), context: { name: [name] } }));
    return batchAnswer(portal, version, 200, found.map(shownProperty), errors);
  },
};

export const updateProperty: Operation = {
  method: 'PATCH',
  path: `${PATH}/:propertyName`,
  run({ portal, version, param, body }) {
    const type = objectTypeOfPath(portal, param('objectType'));
    const property = changeable(type, param('propertyName'));
    const { showCurrencySymbol, numberDisplayHint, options, ...plain } = parseBody(
      propertyInput(version, 'optional')
        .omit({ name: true, hasUniqueValue: true })
        .partial()
        .extend({ options: z.array(optionInput(version)).optional() }),
      body,
    );
    if (plain.groupName !== undefined && !type.groups.has(plain.groupName)) {
      throw validationError(`Property group ${plain.groupName} does not exist`);
    }
    Object.assign(property, defined(plain), defined({ options }), { updatedAt: portal.now() });
    if (keepsFlags(portal, version))
      Object.assign(property, defined({ showCurrencySymbol, numberDisplayHint }));
    return ok(shownProperty(property));
  },
};

export const archiveProperty: Operation = {
  method: 'DELETE',
  path: `${PATH}/:propertyName`,
  run({ portal, param }) {
    const type = objectTypeOfPath(portal, param('objectType'));
    archive(portal, type, param('propertyName'));
    return noContent();
  },
};

export const batchArchiveProperties: Operation = {
  method: 'POST',
  path: `${PATH}/batch/archive`,
  run({ portal, param, body }) {
    const type = objectTypeOfPath(portal, param('objectType'));
    for (const { name } of parseBody(inputsOf(names, 100), body).inputs) archive(portal, type, name);
    return noContent();
  },
};

function archive(portal: Portal, type: ObjectType, name: string): void {
  const property = changeable(type, name);
  property.archivedAt = portal.now();
  type.properties.delete(name);
  type.archivedProperties.set(name, property);
}

/** HubSpot's own definitions cannot be changed, options aside. */
function changeable(type: ObjectType, name: string): PropertyDefinition {
  const property = type.properties.get(name);
  if (!property) throw noSuchProperty(name);
  if (property.hubspotDefined)
    throw validationError(`Property ${name} is defined by HubSpot and cannot be changed`);
  return property;
}

function noSuchProperty(name: string): Refusal {
  return notFound(`Property ${name} does not exist`);
}

/** The 2026-09 request bodies do not list the currency flag; 2026-03 and older ones take it. */
function keepsFlags(portal: Portal, version: string): boolean {
  return version !== '2026-09' || portal.assume.currencyFlagOnProperty === 'kept';
}
