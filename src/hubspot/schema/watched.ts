import type { CustomObject, RecordKind } from './object.ts';
import type { WantedSchema } from './wanted.ts';

export type WatchedEvent = 'creation' | 'deletion' | 'restore' | 'merge' | 'associationChange';

/** What of a kind of record is acted on when it changes. */
export type Watched = {
  readonly object: RecordKind;
  readonly events: readonly WatchedEvent[];
  readonly properties: readonly string[];
};

const ALL_EVENTS = ['creation', 'deletion', 'restore', 'merge', 'associationChange'] as const;

const DEAL_INPUTS = [
  'dealstage',
  'pipeline',
  'amount',
  'closedate',
  'createdate',
  'deal_currency_code',
  'hs_exchange_rate',
  'hs_acv',
  'hs_arr',
  'hs_mrr',
  'hs_tcv',
];

/** What people type on a credit, and the status they may hold it back with (R46). */
const CREDIT_INPUTS = ['commission_paid_on', 'commission_reference', 'status'];

/** Every record and property that people change and we act on, and none that only we write (R46, R17). */
export function watched(wanted: WantedSchema): Watched[] {
  return [
    { object: 'deal', events: ALL_EVENTS, properties: [...DEAL_INPUTS, ...typedOn(wanted, 'deal')] },
    {
      ...{ object: 'company', events: ['deletion', 'restore', 'merge', 'associationChange'] },
      properties: ['name', 'domain'],
    },
    { object: 'contact', events: ['deletion', 'merge', 'associationChange'], properties: [] },
    ...(['partner', 'referral', 'partner_activity'] as const).map((object) => ({
      ...{ object, events: ALL_EVENTS, properties: typedOn(wanted, object) },
    })),
    { object: 'partner_credit', events: ['deletion', 'restore', 'merge'], properties: CREDIT_INPUTS },
  ];
}

function typedOn(wanted: WantedSchema, object: CustomObject | 'deal'): string[] {
  return [...wanted.custom, ...wanted.stamped]
    .filter((spec) => spec.object === object)
    .flatMap(({ properties }) => properties)
    .filter(({ writtenBy }) => writtenBy !== 'app')
    .map(({ name }) => name);
}
