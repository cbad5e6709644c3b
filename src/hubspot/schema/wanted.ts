import { LABELS, type LabelSpec, PAIRS, type PairSpec } from './links.ts';
import type { CustomObject, CustomSpec, StampedSpec } from './object.ts';
import { company } from './objects/company.ts';
import { deal } from './objects/deal.ts';
import { partner } from './objects/partner.ts';
import { partnerActivity } from './objects/partner-activity.ts';
import { partnerCredit } from './objects/partner-credit.ts';
import { referral } from './objects/referral.ts';

/** What a portal should have, and how names that were taken are resolved (R45). */
export type WantedSchema = {
  readonly custom: readonly CustomSpec[];
  readonly stamped: readonly StampedSpec[];
  readonly pairs: readonly PairSpec[];
  readonly labels: readonly LabelSpec[];
  /** Objects of the customer's that we may add our properties to. */
  readonly adopt: ReadonlySet<CustomObject>;
};

export type NameChoices = {
  readonly adopt?: ReadonlySet<CustomObject>;
  /** Other internal names, such as `partner` as `partnership_partner`. */
  readonly names?: ReadonlyMap<CustomObject, string>;
};

/** The schema of this release, under the names chosen for this portal. */
export function wantedSchema({ adopt = new Set(), names = new Map() }: NameChoices = {}): WantedSchema {
  return {
    custom: [partner, referral, partnerCredit, partnerActivity].map((spec) => renamed(spec, names)),
    stamped: [deal, company],
    pairs: PAIRS,
    labels: LABELS,
    adopt,
  };
}

/** Under another name the label changes too, so that people can tell the two objects apart. */
function renamed(spec: CustomSpec, names: ReadonlyMap<CustomObject, string>): CustomSpec {
  const name = names.get(spec.object);
  if (name === undefined || name === spec.name) return spec;
  const prefixed = (label: string) => `Partnership ${label.charAt(0).toLowerCase()}${label.slice(1)}`;
  const { singular, plural } = spec.labels;
  return { ...spec, name, labels: { singular: prefixed(singular), plural: prefixed(plural) } };
}

/** Every object with properties, custom ones first. */
export function objectSpecs(wanted: WantedSchema): (CustomSpec | StampedSpec)[] {
  return [...wanted.custom, ...wanted.stamped];
}
