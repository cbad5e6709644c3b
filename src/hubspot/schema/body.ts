import type { CustomSpec } from './object.ts';
import type { PresentOption } from './present.ts';
import type { PropertySpec } from './property.ts';

/**
 * The body that makes a custom object (hubspot.md 4.2): every field HubSpot calls required, also where the guide's
 * example leaves it out (R58). Without `group` HubSpot files the properties under the object's own group.
 */
export function objectBody(
  spec: CustomSpec,
  associatedObjects: readonly string[],
  group: string | null,
): Record<string, unknown> {
  return {
    name: spec.name,
    labels: spec.labels,
    description: spec.description,
    primaryDisplayProperty: spec.primaryDisplay,
    secondaryDisplayProperties: spec.secondaryDisplay,
    requiredProperties: spec.required,
    searchableProperties: spec.searchable,
    properties: spec.properties.map((property) => propertyBody(property, group)),
    associatedObjects,
    allowsSensitiveProperties: false,
    shouldCreateSameObjectAssociation: false,
  };
}

export function propertyBody(property: PropertySpec, group: string | null): Record<string, unknown> {
  const { name, label, description, type, fieldType, unique, options, display } = property;
  return {
    name,
    label,
    description,
    type,
    fieldType,
    ...(group === null ? {} : { groupName: group }),
    hasUniqueValue: unique,
    formField: false,
    ...(options.length === 0 ? {} : { options: optionsBody(options) }),
    ...(display === 'currency' ? { showCurrencySymbol: true } : {}),
  };
}

function optionsBody(options: PropertySpec['options']): PresentOption[] {
  return options.map(({ value, label }, place) => ({ value, label, displayOrder: place, hidden: false }));
}

/** The whole list HubSpot is to have: what is there stays as it is, ours is added behind it. */
export function extendedOptions(
  keep: readonly PresentOption[],
  add: PropertySpec['options'],
): PresentOption[] {
  const last = Math.max(-1, ...keep.map(({ displayOrder }) => displayOrder));
  return [
    ...keep,
    ...add.map(({ value, label }, place) => ({
      value,
      label,
      displayOrder: last + 1 + place,
      hidden: false,
    })),
  ];
}
