import { Problem } from '../errors.ts';
import {
  createSubscription,
  deleteSubscription,
  keyOf,
  listSubscriptions,
} from '../hubspot/journal-subscriptions.ts';
import type { HubSpotRequest } from '../hubspot/request.ts';
import { wantedSubscriptions } from '../hubspot/schema/journal.ts';
import type { JobDeps, Portal } from './portal.ts';

/**
 * Makes sure that HubSpot's journal keeps what we want of a portal, and nothing else: makes what is missing, then
 * deletes what is not wanted any more. Twice in a row does nothing the second time. A subscription that HubSpot
 * refuses (a property that the portal has not yet) does not stop the others.
 */
export async function ensureSubscriptions(
  { log }: Pick<JobDeps, 'log'>,
  { id: portalId, schema }: Pick<Portal, 'id' | 'schema'>,
  request: HubSpotRequest,
): Promise<void> {
  const wanted = new Map(wantedSubscriptions(schema).map((each) => [keyOf(each), each]));
  const present = await listSubscriptions(request, portalId);
  const kept = new Map(present.filter(({ key }) => wanted.has(key)).map(({ id, key }) => [key, id]));
  // HubSpot's documents call it an upsert and show no update: what a call has made or changed is not deleted below.
  const made = new Set<string>();
  for (const [key, each] of wanted) {
    if (kept.has(key)) continue;
    try {
      made.add(await createSubscription(request, portalId, each));
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'hubspot-refused') throw error;
      log.warn('HubSpot refuses a subscription of the journal', { portalId, subscription: key, error });
    }
  }
  const good = new Set([...kept.values(), ...made]);
  const unwanted = present.filter(({ id }) => !good.has(id));
  for (const { id } of unwanted) await deleteSubscription(request, id);
  if (made.size > 0 || unwanted.length > 0) {
    log.info('the journal was subscribed to', { portalId, made: made.size, deleted: unwanted.length });
  }
}
