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
  const wanted = new Set(contactIds);
  const named = new Set<string>();
  for await (const deliveries of findDeliveries(database, contactIds)) {
    const concerned = deliveries.flatMap(({ id, body }) => {
      const contacts = namedIn(body, portalId, wanted);
      for (const contactId of contacts) named.add(contactId);
      return contacts.length === 0 ? [] : [id];
    });
    if (concerned.length > 0) await forgetDeliveries(database, concerned);
  }
  return named;
}

/** The contacts that an event of the portal holds in any field. Bytes that nobody can read are taken at their word. */
function namedIn(body: Buffer, portalId: PortalId, wanted: ReadonlySet<string>): string[] {
  let events: unknown;
  try {
    events = JSON.parse(body.toString('utf8'));
  } catch {
    return [...wanted].filter((contactId) => body.includes(contactId));
  }
  return (Array.isArray(events) ? events : []).flatMap((event: unknown) => {
    if (event === null || typeof event !== 'object') return [];
    if (String(Reflect.get(event, 'portalId')) !== portalId) return [];
    const values = Object.values(event).flat().map(String);
    return values.filter((value) => wanted.has(value));
  });
}
