import type { Problem } from '../../errors.ts';
import type { AssociationType } from '../write.ts';
import type { CustomSpec, GroupSpec } from './object.ts';
import type {
  ObjectHead,
  ObjectLimit,
  PresentFields,
  PresentOption,
  PresentProperty,
  PresentType,
} from './present.ts';
import type { PropertySpec } from './property.ts';

/**
 * The calls of HubSpot that reading and applying the schema needs. Objects are named by their type ids. Every call
 * rejects with a Problem; `hubspot-conflict` means that what was to be made is there already.
 */
export type SchemaPort = {
  readonly readLimit: () => Promise<ObjectLimit>;
  readonly listObjects: () => Promise<readonly ObjectHead[]>;
  readonly readFields: (objectTypeId: string) => Promise<PresentFields>;
  /** Types for links from → to, the one without a label included. */
  readonly listTypes: (from: string, to: string) => Promise<readonly ListedType[]>;
  /** Most links per `from` record, by type id, where somebody set a limit. */
  readonly listLimits: (from: string, to: string) => Promise<ReadonlyMap<number, number>>;
  /** Makes the object with all its properties and its associations with the given objects. Gives its type id. */
  readonly createObject: (spec: CustomSpec, associated: readonly string[]) => Promise<string>;
  readonly createGroup: (objectTypeId: string, group: GroupSpec) => Promise<void>;
  /** What became of each, in the order given. */
  readonly createProperties: (
    objectTypeId: string,
    properties: readonly PropertySpec[],
    group: string,
  ) => Promise<readonly NewProperty[]>;
  readonly changeProperty: (
    objectTypeId: string,
    name: string,
    change: PropertyChange,
  ) => Promise<PresentProperty>;
  /** The same with the API version before, which takes the currency flag where the present one drops it (R43). */
  readonly showCurrencyTheOldWay: (objectTypeId: string, name: string) => Promise<PresentProperty>;
  readonly createDefinition: (from: string, to: string, name: string) => Promise<void>;
  readonly createLabel: (from: string, to: string, label: NewLabel) => Promise<void>;
  readonly setLimit: (from: string, to: string, limit: NewLimit) => Promise<void>;
};

export type ListedType = Omit<PresentType, 'limit'>;

export type PropertyChange = {
  readonly label?: string;
  readonly groupName?: string;
  readonly options?: readonly PresentOption[];
  readonly showCurrencySymbol?: true;
};

export type NewProperty =
  | { readonly kind: 'made'; readonly property: PresentProperty }
  | { readonly kind: 'there' }
  | { readonly kind: 'refused'; readonly problem: Problem };

export type NewLabel = { readonly name: string; readonly label: string; readonly inverseLabel: string };
export type NewLimit = AssociationType & { readonly max: number; readonly replaces: boolean };
