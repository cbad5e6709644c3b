import type { HubSpotEvent } from '../hubspot/event.ts';
import { recordKindOf, type SchemaState } from '../hubspot/schema/state.ts';
import type { WorkKind } from '../store/queue.ts';
import { PAYMENT_PROPERTIES } from './payments.ts';

/** Which work the records of an event call for. Kinds that nothing depends on call for none. */
export type Call = { readonly kind: WorkKind; readonly recordId: string };

/** Maps an event to the records to look at again. Who caused it does not matter: no event is dropped for that (R17). */
export function routeEvent(event: HubSpotEvent, schema: SchemaState): Call[] {
  return event.touched.flatMap(({ objectType, ids }) => {
    const kind = workFor(objectType, schema, event);
    return kind === null ? [] : ids.map((recordId) => ({ kind, recordId }));
  });
}

function workFor(
  objectType: string,
  schema: SchemaState,
  { change, property }: Pick<HubSpotEvent, 'change' | 'property'>,
): WorkKind | null {
  const kind = objectType in CLASSIC ? CLASSIC[objectType] : recordKindOf(schema, objectType);
  switch (kind) {
    case 'deal':
    case 'company':
    case 'partner':
    case 'referral':
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

const CLASSIC: Readonly<Record<string, 'deal' | 'company' | 'contact'>> = {
  deal: 'deal',
  company: 'company',
  contact: 'contact',
};

const HANDLING: ReadonlySet<HubSpotEvent['change']> = new Set(['deletion', 'restore', 'merge']);
