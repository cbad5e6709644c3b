import type { LabelName, LabelSpec, PairSpec } from './links.ts';
import type { CustomObject, CustomSpec, GroupSpec, RecordKind } from './object.ts';
import type { ObjectHead, PresentOption } from './present.ts';
import type { OptionSpec, PropertySpec } from './property.ts';

type Owner = CustomObject | 'deal' | 'company';

/** One change that brings a portal nearer to the schema. Nothing a person made is ever removed or retyped. */
export type Change =
  | { readonly kind: 'create-object'; readonly object: CustomObject; readonly spec: CustomSpec }
  | { readonly kind: 'create-group'; readonly object: Owner; readonly group: GroupSpec }
  | {
      readonly kind: 'create-property';
      readonly object: Owner;
      readonly property: PropertySpec;
      readonly group: string;
    }
  /** Properties that HubSpot put into the object's own group when it made the object. */
  | {
      readonly kind: 'move-to-group';
      readonly object: Owner;
      readonly group: string;
      readonly properties: readonly string[];
    }
  | {
      readonly kind: 'update-options';
      readonly object: Owner;
      readonly property: string;
      readonly add: readonly OptionSpec[];
      /** All that stay: HubSpot replaces the whole list. */
      readonly keep: readonly PresentOption[];
    }
  | {
      readonly kind: 'update-label';
      readonly object: Owner;
      readonly property: string;
      readonly from: string;
      readonly to: string;
    }
  | { readonly kind: 'show-currency'; readonly object: Owner; readonly property: string }
  | { readonly kind: 'create-association-definition'; readonly pair: PairSpec }
  | { readonly kind: 'create-label'; readonly label: LabelSpec }
  | {
      readonly kind: 'set-limit';
      readonly label: LabelName;
      readonly from: RecordKind;
      readonly to: RecordKind;
      /** The label's text in this direction. */
      readonly text: string;
      readonly max: number;
      /** True where somebody set another limit. */
      readonly replaces: boolean;
    };

/** Something only a person can resolve. Shown, never done. */
export type Obstacle =
  /** A property of our name that is something else (R45). */
  | {
      readonly kind: 'conflict';
      readonly object: Owner;
      readonly property: string;
      readonly wanted: string;
      readonly found: string;
    }
  /** An object of our name or label that is not ours (R45). */
  | {
      readonly kind: 'collision';
      readonly object: CustomObject;
      readonly found: ObjectHead;
      readonly by: 'name' | 'label';
    }
  /** Their object cannot take our properties: some of our names are something else there. */
  | {
      readonly kind: 'adoption-refused';
      readonly object: CustomObject;
      readonly found: ObjectHead;
      readonly properties: readonly string[];
    }
  /** An archived object has our name: creating ours would delete it for good, records and all. */
  | { readonly kind: 'archived-object'; readonly object: CustomObject; readonly found: ObjectHead }
  /** The account may not define as many custom objects as we need; a limit of 0 means no Enterprise. */
  | {
      readonly kind: 'too-few-objects';
      readonly needed: number;
      readonly limit: number;
      readonly usage: number;
    };

export type Step = Change | Obstacle;

export function isObstacle(step: Step): step is Obstacle {
  return (
    step.kind === 'conflict' ||
    step.kind === 'collision' ||
    step.kind === 'adoption-refused' ||
    step.kind === 'archived-object' ||
    step.kind === 'too-few-objects'
  );
}
