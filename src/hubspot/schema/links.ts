import { type RecordKind, STANDARD_TYPE_IDS } from './object.ts';

/** Two kinds of record that may be linked. `from` and `to` are the order in which a label's texts are given. */
export type PairSpec = {
  readonly from: RecordKind;
  readonly to: RecordKind;
  /** `ours`: we define it. `built-in`: HubSpot defines it for every custom object, we only look up its type ids. */
  readonly origin: 'ours' | 'built-in';
};

export type LabelName =
  | 'partner_company'
  | 'champion'
  | 'signatory'
  | 'billing'
  | 'sourced'
  | 'influenced'
  | 'referred_company'
  | 'referred_contact'
  | 'originating_activity';

export type LabelSpec = {
  readonly label: LabelName;
  readonly from: RecordKind;
  readonly to: RecordKind;
  /** What a person reads on the `from` record beside the other one (R52). */
  readonly text: string;
  /** What a person reads on the `to` record. */
  readonly inverse: string;
  /** Most links with this label per record, in both directions; null: any number. */
  readonly limit: number | null;
};

/** Which records can be linked (data-model §3; tasks: R53). */
export const PAIRS: readonly PairSpec[] = [
  { from: 'partner', to: 'company', origin: 'ours' },
  { from: 'partner', to: 'contact', origin: 'ours' },
  { from: 'partner', to: 'deal', origin: 'ours' },
  { from: 'referral', to: 'partner', origin: 'ours' },
  { from: 'referral', to: 'company', origin: 'ours' },
  { from: 'referral', to: 'contact', origin: 'ours' },
  { from: 'referral', to: 'deal', origin: 'ours' },
  { from: 'partner_credit', to: 'deal', origin: 'ours' },
  { from: 'partner_credit', to: 'partner', origin: 'ours' },
  { from: 'partner_credit', to: 'referral', origin: 'ours' },
  { from: 'referral', to: 'partner_activity', origin: 'ours' },
  { from: 'partner_activity', to: 'partner', origin: 'ours' },
  { from: 'partner_activity', to: 'contact', origin: 'ours' },
  { from: 'partner_activity', to: 'deal', origin: 'ours' },
  { from: 'task', to: 'partner_activity', origin: 'built-in' },
  { from: 'task', to: 'partner', origin: 'built-in' },
  { from: 'task', to: 'company', origin: 'built-in' },
];

/** The labels a person sees, and on which record which text (data-model §3, R52). */
export const LABELS: readonly LabelSpec[] = [
  same('partner_company', 'partner', 'company', 'Partner company', 1),
  same('champion', 'partner', 'contact', 'Champion'),
  same('signatory', 'partner', 'contact', 'Signatory'),
  same('billing', 'partner', 'contact', 'Billing'),
  {
    label: 'sourced',
    from: 'partner',
    to: 'deal',
    text: 'Sourced',
    inverse: 'Sourced by',
    limit: null,
  },
  {
    label: 'influenced',
    from: 'partner',
    to: 'deal',
    text: 'Influenced',
    inverse: 'Influenced by',
    limit: null,
  },
  same('referred_company', 'referral', 'company', 'Referred client'),
  same('referred_contact', 'referral', 'contact', 'Referred client'),
  same('originating_activity', 'referral', 'partner_activity', 'Originating activity'),
];

/** A label that reads the same on both records. */
function same(
  label: LabelName,
  from: RecordKind,
  to: RecordKind,
  text: string,
  limit: number | null = null,
): LabelSpec {
  return { label, from, to, text, inverse: text, limit };
}

/** Internal name of a label's definition: letters, digits and underscores, unique in the portal. */
export function definitionName({ label, from, to }: LabelSpec): string {
  return `${from}_to_${to}_${label}`;
}

/** Name of the association without a label. */
export function pairName({ from, to }: Pick<PairSpec, 'from' | 'to'>): string {
  return `${from}_to_${to}`;
}

/** The two directions of a pair. HubSpot numbers each on its own. */
export function bothDirections({ from, to }: Pick<PairSpec, 'from' | 'to'>): Pick<PairSpec, 'from' | 'to'>[] {
  return [
    { from, to },
    { from: to, to: from },
  ];
}

/** Type ids of HubSpot's own objects that records of a kind can be linked to: given when the object is made. */
export function standardPartners(pairs: readonly PairSpec[], from: RecordKind): string[] {
  return pairs.flatMap((pair) =>
    pair.from === from && isAttachable(pair.to) ? [STANDARD_TYPE_IDS[pair.to]] : [],
  );
}

export function isAttachable(kind: RecordKind): kind is 'contact' | 'company' | 'deal' {
  return kind === 'contact' || kind === 'company' || kind === 'deal';
}
