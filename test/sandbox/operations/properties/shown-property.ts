import { isoOf } from '../../clock.ts';
import type { PropertyDefinition } from '../../state/property.ts';

/** A property definition as the properties and schemas APIs show it. */
export function shownProperty(property: PropertyDefinition): Record<string, unknown> {
  return {
    updatedAt: isoOf(property.updatedAt),
    createdAt: isoOf(property.createdAt),
    name: property.name,
    label: property.label,
    type: property.type,
    fieldType: property.fieldType,
    description: property.description,
    groupName: property.groupName,
    options: property.options,
    displayOrder: property.displayOrder,
    calculated: property.calculated,
    externalOptions: property.values === 'owner',
    archived: property.archivedAt !== undefined,
    ...(property.archivedAt === undefined ? {} : { archivedAt: isoOf(property.archivedAt) }),
    hasUniqueValue: property.hasUniqueValue,
    hidden: property.hidden,
    ...(property.hubspotDefined ? { hubspotDefined: true } : {}),
    ...(property.showCurrencySymbol === undefined ? {} : { showCurrencySymbol: property.showCurrencySymbol }),
    ...(property.numberDisplayHint === undefined ? {} : { numberDisplayHint: property.numberDisplayHint }),
    ...(property.calculationFormula === undefined ? {} : { calculationFormula: property.calculationFormula }),
    modificationMetadata: {
      archivable: !property.hubspotDefined,
      readOnlyDefinition: property.hubspotDefined,
      readOnlyOptions: property.hubspotDefined,
      readOnlyValue: property.readOnly,
    },
    formField: property.formField,
    dataSensitivity: 'non_sensitive',
  };
}
