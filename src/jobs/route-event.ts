import type { HubSpotEvent } from '../hubspot/event.ts';
import { recordKindOf, type SchemaState } from '../hubspot/schema/state.ts';
import type { WorkKind } from '../store/queue.ts';
import { PAYMENT_PROPERTIES } from './payments.ts';

/** Which work the records of an event call for. Kinds that nothing depends on call for none. */
export type Call = { readonly kind: WorkKind; readonly recordId: string };

/**
 * Maps an event to what is to be looked at again: of a record as much as the event can bear on. Who caused it does not
 * matter: no event is dropped for that (R17).
 */
export function routeEvent(event: HubSpotEvent, schema: SchemaState): Call[] {
  const kinds = event.touched.map(({ objectType }) => kindOf(objectType, schema));
  return event.touched.flatMap(({ ids }, place) => {
    const others = kinds.filter((_, other) => other !== place);
    const kind = workFor(kinds[place], event, others[0]);
    return kind === null ? [] : ids.map((recordId) => ({ kind, recordId }));
  });
}

type Kind = ReturnType<typeof recordKindOf> | undefined;

function kindOf(objectType: string, schema: SchemaState): Kind {
  return objectType in CLASSIC ? CLASSIC[objectType] : recordKindOf(schema, objectType);
}

/** The work for a record of this kind; `other` is what it was linked to, where the event says so. */
function workFor(
  kind: Kind,
  { change, property }: Pick<HubSpotEvent, 'change' | 'property'>,
  other: Kind,
): WorkKind | null {
  if (change === 'associationChange' && isUnread(kind, other)) return null;
  switch (kind) {
    case 'deal':
      return change === 'associationChange' && other === 'partner' ? 'deal-labels' : kind;
    case 'referral':
      return change === 'propertyChange' ? 'referral-values' : kind;
    case 'company':
    case 'partner':
      return kind;
    case 'contact':
      return change === 'privacyDeletion' ? 'privacy' : null;
    case 'partner_activity':
      return 'activity';
    case 'partner_credit':
      // Values of credits are ours, put back at night; what people do to the record, and what they paid, counts at once.
      return HANDLING.has(change) || isPayment(change, property) ? 'credit' : null;
    default:
      return null;
  }
}

function isPayment(change: HubSpotEvent['change'], property: string | undefined): boolean {
  return change === 'propertyChange' && PAYMENT_PROPERTIES.some((name) => name === property);
}

/**
 * Links that no decision is made on, from this end: only the app makes those of credits and from referrals to deals,
 * and what a partner has of a deal is decided on the deal.
 */
function isUnread(kind: Kind, other: Kind): boolean {
  const ends = [kind, other];
  if (ends.includes('partner_credit')) return true;
  if (ends.includes('referral') && ends.includes('deal')) return true;
  return kind === 'partner' && other === 'deal';
}

const CLASSIC: Readonly<Record<string, 'deal' | 'company' | 'contact'>> = {
  deal: 'deal',
  company: 'company',
  contact: 'contact',
};

const HANDLING: ReadonlySet<HubSpotEvent['change']> = new Set(['deletion', 'restore', 'merge']);
