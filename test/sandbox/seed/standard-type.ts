import type { ObjectType } from '../state/object-type.ts';
import { defineProperty, type PropertyDefinition, type PropertyType } from '../state/property.ts';

/** name, type, label and whatever differs: enough to define one of HubSpot's own properties. */
export type PropertySketch = readonly [
  name: string,
  type: PropertyType,
  label: string,
  more?: Partial<PropertyDefinition>,
];

export type StandardSketch = {
  objectTypeId: string;
  name: string;
  plural: string;
  labels: { singular: string; plural: string };
  webhookName?: string;
  pathNames?: string[];
  modifiedProperty?: 'lastmodifieddate';
  defaultProperties: string[];
  searchable?: string[];
  primary: string;
  properties: readonly PropertySketch[];
};

const COMPUTED = { readOnly: true, calculated: true } as const;

/** Properties that HubSpot puts on every object. */
export const EVERYWHERE: readonly PropertySketch[] = [
  ['hs_object_id', 'number', 'Record ID', { readOnly: true }],
  ['hs_createdate', 'datetime', 'Object create date/time', { readOnly: true }],
  ['hs_lastmodifieddate', 'datetime', 'Last modified date', { readOnly: true }],
  ['hs_created_by_user_id', 'number', 'Created by user ID', { readOnly: true }],
  ['hs_object_source', 'string', 'Record creation source', { readOnly: true }],
  ['hs_object_source_id', 'string', 'Record creation source ID', { readOnly: true }],
  ['hs_merged_object_ids', 'enumeration', 'Merged record IDs', { readOnly: true, fieldType: 'checkbox' }],
  ['hubspot_owner_id', 'enumeration', 'Owner', { values: 'owner' }],
];

/** Builds one of HubSpot's own types from its sketch. */
export function standardType(sketch: StandardSketch, at: number): ObjectType {
  const groupName = `${sketch.name}information`;
  const properties = new Map<string, PropertyDefinition>();
  const created: PropertySketch[] = sketch.defaultProperties.includes('createdate')
    ? [['createdate', 'datetime', 'Create date', { readOnly: sketch.name !== 'deal' }]]
    : [];
  for (const [name, type, label, more] of [...EVERYWHERE, ...created, ...sketch.properties]) {
    properties.set(name, defineProperty({ name, type, label, groupName, hubspotDefined: true, ...more }, at));
  }
  const modifiedProperty = sketch.modifiedProperty ?? 'hs_lastmodifieddate';
  if (modifiedProperty === 'lastmodifieddate') properties.delete('hs_lastmodifieddate');
  return {
    objectTypeId: sketch.objectTypeId,
    name: sketch.name,
    fullyQualifiedName: sketch.name.toUpperCase(),
    labels: sketch.labels,
    isCustom: false,
    pathNames: [sketch.name, sketch.plural, ...(sketch.pathNames ?? [])],
    webhookName: sketch.webhookName ?? sketch.name,
    modifiedProperty,
    createdProperty: created.length > 0 ? 'createdate' : 'hs_createdate',
    defaultProperties: sketch.defaultProperties,
    properties,
    archivedProperties: new Map(),
    groups: new Map([
      [
        groupName,
        { name: groupName, label: `${sketch.labels.singular} information`, displayOrder: 0, archived: false },
      ],
    ]),
    primaryDisplayProperty: sketch.primary,
    secondaryDisplayProperties: [],
    requiredProperties: [],
    searchableProperties: sketch.searchable ?? [sketch.primary],
    allowsSensitiveProperties: false,
    createdAt: at,
    updatedAt: at,
  };
}

/** A property HubSpot computes: read-only, and silent in webhooks unless an assumption says otherwise. */
export function computed(name: string, type: PropertyType, label: string): PropertySketch {
  return [name, type, label, COMPUTED];
}
