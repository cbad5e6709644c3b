import type { PropertyDefinition, PropertyGroup } from './property.ts';

/** A standard or custom object type with its properties. */
export type ObjectType = {
  objectTypeId: string;
  /** `deal` or `partner`. */
  name: string;
  /** `p1001_partner`; for standard types the upper-case name (`DEAL`). */
  fullyQualifiedName: string;
  labels: { singular: string; plural: string };
  description?: string;
  isCustom: boolean;
  /** What paths accept beside the id. */
  pathNames: string[];
  /** The name in `objectType` of a webhook subscription. */
  webhookName: string;
  modifiedProperty: 'hs_lastmodifieddate' | 'lastmodifieddate';
  createdProperty: 'createdate' | 'hs_createdate';
  defaultProperties: string[];
  properties: Map<string, PropertyDefinition>;
  archivedProperties: Map<string, PropertyDefinition>;
  groups: Map<string, PropertyGroup>;
  primaryDisplayProperty?: string;
  secondaryDisplayProperties: string[];
  requiredProperties: string[];
  searchableProperties: string[];
  allowsSensitiveProperties: boolean;
  createdAt: number;
  updatedAt: number;
  archivedAt?: number;
};
