import { Problem } from '../../../src/errors.ts';
import { type CustomSpec, STANDARD_TYPE_IDS } from '../../../src/hubspot/schema/object.ts';
import type { ListedType, SchemaPort } from '../../../src/hubspot/schema/port.ts';
import type { ObjectHead, ObjectLimit, PresentProperty } from '../../../src/hubspot/schema/present.ts';
import type { PropertySpec } from '../../../src/hubspot/schema/property.ts';

type Fields = { properties: Map<string, PresentProperty>; groups: Set<string> };
type Type = ListedType & { max: number | null };

export type FakePortal = {
  readonly port: SchemaPort;
  readonly objects: ObjectHead[];
  readonly fields: Map<string, Fields>;
  readonly types: Map<string, Type[]>;
  /** Names of calls that changed something, in order. */
  readonly writes: string[];
  limit: ObjectLimit;
  /** Refuses the call of this name from now on. */
  refuse: { call: string; problem: Problem } | null;
  /** Whether a property API of the present version keeps the currency flag, and that of the one before. */
  currency: { now: boolean; before: boolean };
};

/** A portal in memory that keeps what it is told, as far as the schema's calls can see. */
export function createFakePortal(): FakePortal {
  const portal: FakePortal = {
    objects: [],
    fields: new Map(),
    types: new Map(),
    writes: [],
    limit: { kind: 'known', limit: 10, usage: 0 },
    refuse: null,
    currency: { now: true, before: true },
    port: createPort(() => portal),
  };
  for (const id of Object.values(STANDARD_TYPE_IDS)) portal.fields.set(id, blank());
  addPair(portal, STANDARD_TYPE_IDS.task, STANDARD_TYPE_IDS.company, 'HUBSPOT_DEFINED');
  return portal;
}

/** Somebody's own object, made before we came. */
export function addForeignObject(
  portal: FakePortal,
  head: Partial<ObjectHead> & { name: string },
): ObjectHead {
  const objectTypeId = `2-${900 + portal.objects.length}`;
  const object: ObjectHead = {
    objectTypeId,
    fullyQualifiedName: `p1001_${head.name}`,
    singular: head.name,
    plural: `${head.name}s`,
    archived: false,
    ...head,
  };
  portal.objects.push(object);
  portal.fields.set(objectTypeId, blank());
  // HubSpot links every custom object with activities.
  addPair(portal, objectTypeId, STANDARD_TYPE_IDS.task, 'HUBSPOT_DEFINED');
  return object;
}

function createPort(here: () => FakePortal): SchemaPort {
  return {
    readLimit: async () => here().limit,
    listObjects: async () => [...here().objects],
    readFields: async (id) => structuredClone(fieldsOf(here(), id)),
    listTypes: async (from, to) =>
      typesOf(here(), from, to).map(({ category, typeId, label }) => ({ category, typeId, label })),
    listLimits: async (from, to) =>
      new Map(typesOf(here(), from, to).flatMap(({ typeId, max }) => (max === null ? [] : [[typeId, max]]))),
    createObject: async (spec, associated) => {
      wrote(here(), 'createObject');
      return makeObject(here(), spec, associated);
    },
    createGroup: async (id, { name }) => {
      wrote(here(), 'createGroup');
      if (fieldsOf(here(), id).groups.has(name)) throw new Problem('hubspot-conflict', `${name} exists`);
      fieldsOf(here(), id).groups.add(name);
    },
    createProperties: async (id, properties, group) => {
      wrote(here(), 'createProperties');
      return properties.map((property) => {
        const made = shown(property, group, here().currency.now);
        fieldsOf(here(), id).properties.set(property.name, made);
        return { kind: 'made', property: made };
      });
    },
    changeProperty: async (id, name, { label, groupName, options, showCurrencySymbol }) => {
      wrote(here(), 'changeProperty');
      const flag = showCurrencySymbol === true && here().currency.now;
      return change(here(), id, name, {
        ...(label === undefined ? {} : { label }),
        ...(groupName === undefined ? {} : { group: groupName }),
        ...(options === undefined ? {} : { options }),
        ...(flag ? { showsCurrency: true } : {}),
      });
    },
    showCurrencyTheOldWay: async (id, name) => {
      wrote(here(), 'showCurrencyTheOldWay');
      return change(here(), id, name, here().currency.before ? { showsCurrency: true } : {});
    },
    createDefinition: async (from, to) => {
      wrote(here(), 'createDefinition');
      addPair(here(), from, to, 'USER_DEFINED');
    },
    createLabel: async (from, to, { label, inverseLabel }) => {
      wrote(here(), 'createLabel');
      addTypes(here(), from, to, 'USER_DEFINED', [label, inverseLabel]);
    },
    setLimit: async (from, to, { typeId, max }) => {
      wrote(here(), 'setLimit');
      for (const type of typesOf(here(), from, to)) if (type.typeId === typeId) type.max = max;
    },
  };
}

function wrote(portal: FakePortal, call: string): void {
  if (portal.refuse?.call === call) throw portal.refuse.problem;
  portal.writes.push(call);
}

function makeObject(portal: FakePortal, spec: CustomSpec, associated: readonly string[]): string {
  const head = addForeignObject(portal, { name: spec.name, ...spec.labels });
  const { objectTypeId } = head;
  for (const property of spec.properties) {
    fieldsOf(portal, objectTypeId).properties.set(property.name, shown(property, spec.group.name, true));
  }
  for (const other of associated) addPair(portal, objectTypeId, other, 'USER_DEFINED');
  return objectTypeId;
}

function shown(property: PropertySpec, group: string, keepsFlag: boolean): PresentProperty {
  const { name, label, type, fieldType, unique, options, display } = property;
  return {
    name,
    label,
    type,
    fieldType,
    group,
    unique,
    options: options.map((option, displayOrder) => ({ ...option, displayOrder, hidden: false })),
    showsCurrency: display === 'currency' ? keepsFlag : null,
  };
}

function change(
  portal: FakePortal,
  id: string,
  name: string,
  more: Partial<PresentProperty>,
): PresentProperty {
  const { properties } = fieldsOf(portal, id);
  const property = properties.get(name);
  if (property === undefined) throw new Problem('hubspot-not-found', `no property ${name}`);
  const changed = { ...property, ...more };
  properties.set(name, changed);
  return changed;
}

export function fieldsOf(portal: FakePortal, id: string): Fields {
  const fields = portal.fields.get(id);
  if (fields === undefined) throw new Problem('hubspot-not-found', `no object type ${id}`);
  return fields;
}

export function typesOf(portal: FakePortal, from: string, to: string): Type[] {
  return portal.types.get(`${from}>${to}`) ?? [];
}

function addPair(portal: FakePortal, from: string, to: string, category: string): void {
  addTypes(portal, from, to, category, [null, null]);
}

function addTypes(
  portal: FakePortal,
  from: string,
  to: string,
  category: string,
  [label, inverse]: readonly [string | null, string | null],
): void {
  const used = [...portal.types.values()].flat().length;
  const add = (key: string, type: Type) => portal.types.set(key, [...(portal.types.get(key) ?? []), type]);
  add(`${from}>${to}`, { category, typeId: 500 + used, label, max: null });
  add(`${to}>${from}`, { category, typeId: 501 + used, label: inverse, max: null });
}

function blank(): Fields {
  return { properties: new Map(), groups: new Set() };
}
