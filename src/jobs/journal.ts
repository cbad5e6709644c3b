import { isLostOffset, type JournalEntry, nextEntry } from '../hubspot/journal-entry.ts';
import type { ReadJournalFile } from '../hubspot/journal-file.ts';
import { deleteSubscriptionsOf } from '../hubspot/journal-subscriptions.ts';
import type { HubSpotRequest } from '../hubspot/request.ts';
import type { PortalId } from '../ids.ts';
import { JOURNAL } from '../retry-policy.ts';
import {
  type JournalPlace,
  markCaughtUp,
  markSubscribed,
  moveJournal,
  openJournal,
} from '../store/journal.ts';
import { endTurn, takeTurn } from '../store/turns.ts';
import { type JournalRun, LEASE_MS, readEntry } from './journal-entry.ts';
import { ensureSubscriptions } from './journal-subscriptions.ts';
import type { JobDeps, Portal } from './portal.ts';

/** The webhooks journal of the app: three days of events that HubSpot keeps, whatever became of the webhooks. */
export type Journal = {
  /**
   * Reads on, every minute and by one instance, and puts in line what the events call for; makes sure of the
   * subscriptions first when that is due. Null: it is not this one's turn. Rejects when HubSpot cannot be asked; the
   * next turn is five minutes later then.
   */
  read(portal: Portal): Promise<JournalRead | null>;
  /** Ends the subscriptions of a portal that leaves. Never rejects: what is left over is only told. */
  leave(id: PortalId): Promise<void>;
};

/** Records put in line; `ended`: nothing is left for now. */
export type JournalRead = { readonly found: number; readonly ended: boolean };

const EVERY_MS = 60_000;
const SUBSCRIBED_FOR_MS = 60 * 60_000;
/** Entries in one turn, each at most 10,000 events: the other portals have theirs in between. */
const ENTRIES = 20;

export function createJournal(
  deps: JobDeps,
  tools: { readonly request: HubSpotRequest; readonly readFile: ReadJournalFile },
): Journal {
  const { database, now, log } = deps;
  /** Portals that this process has looked at: a new release may want other subscriptions. */
  const seen = new Set<PortalId>();

  const subscribe = async (portal: Portal, { subscribedAt }: JournalPlace) => {
    const isDue = subscribedAt === null || now() - subscribedAt.getTime() >= SUBSCRIBED_FOR_MS;
    if (!isDue && seen.has(portal.id)) return;
    await ensureSubscriptions(deps, portal, tools.request);
    await markSubscribed(database, portal.id, new Date(now()));
    seen.add(portal.id);
  };

  return {
    async read(portal) {
      const turn = await takeTurn(database, portal.id, 'journal', now(), LEASE_MS);
      if (turn === null) return null;
      let dueIn = JOURNAL.againMs;
      try {
        const place = await openJournal(database, portal.id, new Date(now()));
        await subscribe(portal, place);
        const run = { deps, portal, turn, ...tools };
        const read = await readOn(run, place.offset);
        dueIn = read.ended ? EVERY_MS : 0;
        return read;
      } finally {
        await endTurn(database, turn, now() + dueIn);
      }
    },
    async leave(id) {
      try {
        await markSubscribed(database, id, null);
        await deleteSubscriptionsOf(tools.request, id);
      } catch (error) {
        log.warn('the journal is still subscribed to for a portal that left', { portalId: id, error });
      }
    },
  };
}

type Run = JournalRun & { readonly request: HubSpotRequest };

async function readOn(run: Run, start: string | null): Promise<JournalRead> {
  const { deps, portal } = run;
  let found = 0;
  let place = start;
  let restarted = false;
  for (let left = ENTRIES; left > 0; left--) {
    const entry = await entryAfter(run, place, restarted);
    if (entry === 'place-lost') {
      place = null;
      restarted = true;
      continue;
    }
    // The same entry again would be read for ever.
    if (entry === null || entry.offset === place) {
      await markCaughtUp(deps.database, portal.id, new Date(deps.now()));
      return { found, ended: true };
    }
    const read = await readEntry(run, place, entry);
    if (read.kind !== 'read') return { found, ended: true };
    found += read.found;
    place = entry.offset;
  }
  return { found, ended: false };
}

/** What lies between a place that HubSpot keeps no more and the earliest entry is for the night. */
async function entryAfter(
  { deps, portal, request }: Run,
  place: string | null,
  restarted: boolean,
): Promise<JournalEntry | null | 'place-lost'> {
  try {
    return await nextEntry(request, portal.id, place);
  } catch (error) {
    // Twice in a turn it is not the place that is to blame: the beginning would be read again without end.
    if (place === null || restarted || !isLostOffset(error)) throw error;
    await moveJournal(deps.database, portal.id, place, null);
    deps.observe?.({ kind: 'journal-trouble', what: 'place-lost' });
    deps.log.warn('HubSpot does not know our place in the journal; it is read from its beginning', {
      ...{ portalId: portal.id, offset: place, error },
    });
    return 'place-lost';
  }
}
