import type { HubSpotEvent } from '../hubspot/event.ts';
import { recordKindOf, type SchemaState } from '../hubspot/schema/state.ts';
import type { WorkKind } from '../store/queue.ts';

/** Which work the records of an event call for. Kinds that nothing depends on call for none. */
export type Call = { readonly kind: WorkKind; readonly recordId: string };

/** Maps an event to the records to look at again. Who caused it does not matter: no event is dropped for that (R17). */
export function routeEvent(event: HubSpotEvent, schema: SchemaState): Call[] {
  return event.touched.flatMap(({ objectType, ids }) => {
    const kind = workFor(objectType, schema, event.change);
    return kind === null ? [] : ids.map((recordId) => ({ kind, recordId }));
  });
}

function workFor(objectType: string, schema: SchemaState, change: HubSpotEvent['change']): WorkKind | null {
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
      // Values of credits are ours; what people do to the record is what we mind.
      return HANDLING.has(change) ? 'credit' : null;
    default:
      return null;
  }
}

const CLASSIC: Readonly<Record<string, 'deal' | 'company' | 'contact'>> = {
  deal: 'deal',
  company: 'company',
  contact: 'contact',
};

const HANDLING: ReadonlySet<HubSpotEvent['change']> = new Set(['deletion', 'restore', 'merge']);
