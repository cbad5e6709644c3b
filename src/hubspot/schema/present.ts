import type { AssociationType } from '../write.ts';
import type { RecordKind, StampedObject } from './object.ts';

/** What a portal has. Read by `readPresent`, compared by `planSchema`. */
export type PresentSchema = {
  readonly limit: ObjectLimit;
  /** Every custom object of the portal; properties and groups are read only of those that may be ours. */
  readonly custom: readonly PresentObject[];
  readonly stamped: ReadonlyMap<StampedObject, PresentFields>;
  readonly links: readonly PresentLink[];
};

/** How many custom objects the account may define. Without Enterprise it is none, or HubSpot refuses to say. */
export type ObjectLimit =
  | { readonly kind: 'known'; readonly limit: number; readonly usage: number }
  | { readonly kind: 'unreadable'; readonly why: string };

export type PresentObject = ObjectHead & { readonly fields: PresentFields };

export type ObjectHead = {
  readonly name: string;
  readonly objectTypeId: string;
  readonly fullyQualifiedName: string;
  readonly singular: string;
  readonly plural: string;
  readonly archived: boolean;
};

export type PresentFields = {
  readonly properties: ReadonlyMap<string, PresentProperty>;
  readonly groups: ReadonlySet<string>;
};

export type PresentOption = {
  readonly value: string;
  readonly label: string;
  readonly displayOrder: number;
  readonly hidden: boolean;
  readonly description?: string;
};

export type PresentProperty = {
  readonly name: string;
  readonly label: string;
  readonly type: string;
  readonly fieldType: string;
  readonly group: string;
  readonly unique: boolean;
  readonly options: readonly PresentOption[];
  /** null: the API did not say, so it is not compared (R43). */
  readonly showsCurrency: boolean | null;
};

export type PresentLink = {
  readonly from: RecordKind;
  readonly to: RecordKind;
  /** As answered for this direction; never assumed (R52). */
  readonly types: readonly PresentType[];
};

export type PresentType = AssociationType & {
  /** null: the association without a label. */
  readonly label: string | null;
  /** Most links of this type per `from` record; null: none set, or not read because we want none. */
  readonly limit: number | null;
};

/** What an object without anything of ours looks like. */
export const NO_FIELDS: PresentFields = { properties: new Map(), groups: new Set() };

export function linkBetween(
  present: PresentSchema,
  from: RecordKind,
  to: RecordKind,
): PresentLink | undefined {
  return present.links.find((link) => link.from === from && link.to === to);
}
