import type { PortalId } from '../ids.ts';
import type { Database } from '../store/database.ts';
import { forgetDeliveries } from '../store/deliveries.ts';
import { findDeliveries } from '../store/delivery-search.ts';

/**
 * Drops what deliveries said in which an event names one of these contacts of the portal (R61). Resolves to the
 * contacts that were named.
 */
export async function forgetDeliveriesOf(
  database: Database,
  portalId: PortalId,
  contactIds: readonly string[],
): Promise<Set<string>> {
  const named = new Set<string>();
  for await (const deliveries of findDeliveries(database, contactIds)) {
    const concerned = deliveries.flatMap(({ id, body }) => {
      const contacts = contactIds.filter((contactId) => names(body, portalId, contactId));
      for (const contactId of contacts) named.add(contactId);
      return contacts.length === 0 ? [] : [id];
    });
    if (concerned.length > 0) await forgetDeliveries(database, concerned);
  }
  return named;
}

/** Whether an event of the portal holds the id in any field. Bytes that nobody can read are taken to. */
function names(body: Buffer, portalId: PortalId, contactId: string): boolean {
  let events: unknown;
  try {
    events = JSON.parse(body.toString('utf8'));
  } catch {
    return true;
  }
  return (Array.isArray(events) ? events : []).some((event: unknown) => {
    if (event === null || typeof event !== 'object') return false;
    if (String(Reflect.get(event, 'portalId')) !== portalId) return false;
    return Object.values(event)
      .flat()
      .some((value) => String(value) === contactId);
  });
}
