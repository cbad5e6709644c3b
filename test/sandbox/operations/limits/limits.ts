import { type Operation, ok } from '../../http/operation.ts';
import { validationError } from '../../http/refusal.ts';
import { associationTypesOf } from '../../state/association-types.ts';
import type { ObjectType } from '../../state/object-type.ts';
import { objectTypeOfPath } from '../../state/object-types.ts';
import type { Portal } from '../../state/portal.ts';
import { LABELS_PER_PAIR } from '../associations/labels.ts';

const PATH = '/crm/limits/:version';
const PROPERTIES_PER_OBJECT = 1_000;
const RECORDS = 3_000_000;
const CALCULATED_PROPERTIES = 200;
const PIPELINES = 100;

export const customObjectLimit: Operation = {
  method: 'GET',
  path: `${PATH}/custom-object-types`,
  run({ portal }) {
    const usage = [...portal.types.values()].filter((type) => type.isCustom).length;
    return ok(used(portal.account.customObjectLimit, usage));
  },
};

export const customPropertyLimit: Operation = {
  method: 'GET',
  path: `${PATH}/custom-properties`,
  run({ portal }) {
    const byObjectType = [...portal.types.values()].map((type) => {
      const own = [...type.properties.values()].filter((property) => !property.hubspotDefined).length;
      return { ...named(type), ...used(PROPERTIES_PER_OBJECT, own) };
    });
    const usage = byObjectType.reduce((sum, entry) => sum + entry.usage, 0);
    const overall = overallOf(PROPERTIES_PER_OBJECT * byObjectType.length, usage);
    return ok({
      byObjectType,
      ...overall,
    });
  },
};

export const recordLimit: Operation = {
  method: 'GET',
  path: `${PATH}/records`,
  run({ portal }) {
    const types = [...portal.types.values()];
    const custom = types
      .filter((type) => type.isCustom)
      .map((type) => ({ ...named(type), usage: living(portal, type) }));
    const overall = overallOf(
      RECORDS,
      custom.reduce((sum, entry) => sum + entry.usage, 0),
    );
    return ok({
      hubspotDefinedObjectTypes: types
        .filter((type) => !type.isCustom)
        .map((type) => ({ ...named(type), ...used(RECORDS, living(portal, type)) })),
      customObjectTypes: {
        byObjectType: custom,
        ...overall,
      },
    });
  },
};

export const calculatedPropertyLimit: Operation = {
  method: 'GET',
  path: `${PATH}/calculated-properties`,
  run({ portal }) {
    const byObjectType = [...portal.types.values()].map((type) => {
      const own = [...type.properties.values()].filter(
        (property) => property.calculated && !property.hubspotDefined,
      );
      return { ...named(type), usage: own.length };
    });
    const overall = overallOf(
      CALCULATED_PROPERTIES,
      byObjectType.reduce((sum, entry) => sum + entry.usage, 0),
    );
    return ok({
      byObjectType,
      ...overall,
    });
  },
};

export const pipelineLimit: Operation = {
  method: 'GET',
  path: `${PATH}/pipelines`,
  run({ portal }) {
    const types = [...portal.types.values()];
    const usageOf = (type: ObjectType) => portal.pipelines.get(type.objectTypeId)?.length ?? 0;
    const custom = types
      .filter((type) => type.isCustom)
      .map((type) => ({ ...named(type), usage: usageOf(type) }));
    const overall = overallOf(
      PIPELINES,
      custom.reduce((sum, entry) => sum + entry.usage, 0),
    );
    return ok({
      hubspotDefinedObjectTypes: types
        .filter((type) => !type.isCustom)
        .map((type) => ({ ...named(type), ...used(PIPELINES, usageOf(type)) })),
      customObjectTypes: {
        byObjectType: custom,
        ...overall,
      },
    });
  },
};

export const labelLimit: Operation = {
  method: 'GET',
  path: `${PATH}/associations/labels`,
  run({ portal, query }) {
    const names = [query.get('fromObjectTypeId'), query.get('toObjectTypeId')];
    const [from, to] = names.map((name) => (name === null ? undefined : objectTypeOfPath(portal, name)));
    if (!from || !to) throw validationError('The sandbox needs fromObjectTypeId and toObjectTypeId');
    const labels = associationTypesOf(portal, from.objectTypeId, to.objectTypeId)
      .filter((type) => type.category === 'USER_DEFINED')
      .flatMap((type) => type.label ?? []);
    const entry = { fromObjectType: named(from), toObjectType: named(to), allLabels: labels };
    return ok({ results: [{ ...entry, ...used(LABELS_PER_PAIR, labels.length) }] });
  },
};

function used(limit: number, usage: number) {
  return { limit, usage, percentage: limit === 0 ? 100 : (usage / limit) * 100 };
}

function overallOf(limit: number, usage: number) {
  const { percentage } = used(limit, usage);
  return { overallLimit: limit, overallUsage: usage, overallPercentage: percentage };
}

function named(type: ObjectType) {
  return {
    objectTypeId: type.objectTypeId,
    singularLabel: type.labels.singular,
    pluralLabel: type.labels.plural,
  };
}

function living(portal: Portal, type: ObjectType): number {
  return portal.tableOf(type.objectTypeId).rows.filter((record) => record.archivedAt === undefined).length;
}
