import type { PropertySpec } from './property.ts';

/** Objects the app creates. */
export const CUSTOM_OBJECTS = ['partner', 'referral', 'partner_credit', 'partner_activity'] as const;
export type CustomObject = (typeof CUSTOM_OBJECTS)[number];

/** HubSpot's own objects that carry our stamps. */
export const STAMPED_OBJECTS = ['deal', 'company'] as const;
export type StampedObject = (typeof STAMPED_OBJECTS)[number];

/** Every kind of record the schema speaks of. */
export type RecordKind = CustomObject | StampedObject | 'contact' | 'task';

/** HubSpot's fixed object type ids (hubspot.md 4, webhooks). Those of custom objects are per portal. */
export const STANDARD_TYPE_IDS = { contact: '0-1', company: '0-2', deal: '0-3', task: '0-27' } as const;
export type StandardObject = keyof typeof STANDARD_TYPE_IDS;

export type GroupSpec = { readonly name: string; readonly label: string };

export const PARTNERSHIP_GROUP: GroupSpec = { name: 'partnership', label: 'Partnership' };
export const ATTRIBUTION_GROUP: GroupSpec = { name: 'partner_attribution', label: 'Partner attribution' };

export type StampedSpec = {
  readonly kind: 'stamped';
  readonly object: StampedObject;
  readonly group: GroupSpec;
  readonly properties: readonly PropertySpec[];
};

export type CustomSpec = {
  readonly kind: 'custom';
  readonly object: CustomObject;
  /** Internal name in the portal: `object`, unless that was taken (R45). */
  readonly name: string;
  readonly labels: { readonly singular: string; readonly plural: string };
  readonly description: string;
  readonly group: GroupSpec;
  readonly primaryDisplay: string;
  /** At most two; the first becomes a filter of the index page. */
  readonly secondaryDisplay: readonly string[];
  readonly required: readonly string[];
  readonly searchable: readonly string[];
  /** The property that no other object has and that finds a record: by it we know the object is ours. */
  readonly key: string;
  readonly properties: readonly PropertySpec[];
};

export type ObjectSpec = CustomSpec | StampedSpec;
