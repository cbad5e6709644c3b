import { Problem } from '../errors.ts';
import type { JournalEntry } from '../hubspot/journal-entry.ts';
import type { ReadJournalFile } from '../hubspot/journal-file.ts';
import { JOURNAL } from '../retry-policy.ts';
import { addIgnored, countIgnored, type IgnoredCount } from '../store/ignored-events.ts';
import { countSpoilt, moveJournal } from '../store/journal.ts';
import { keepTurn, type Turn } from '../store/turns.ts';
import { type SortedEvents, sortEvents } from './journal-events.ts';
import type { JobDeps, Portal } from './portal.ts';

/** A dead instance holds a portal's journal up for so long. */
export const LEASE_MS = 2 * 60_000;

export type JournalRun = {
  readonly deps: JobDeps;
  readonly portal: Portal;
  readonly turn: Turn;
  readonly readFile: ReadJournalFile;
};

export type EntryRead =
  /** The place is behind this entry now; so many records were put in line. */
  | { readonly kind: 'read'; readonly found: number }
  /** Its file could not be read; it is tried again at the next turn. */
  | { readonly kind: 'later' }
  /** Another instance has taken over. */
  | { readonly kind: 'not-ours' };

/** Reads one entry and moves the place behind it, in one transaction with the work that it calls for. */
export async function readEntry(
  run: JournalRun,
  from: string | null,
  entry: JournalEntry,
): Promise<EntryRead> {
  const { deps, portal } = run;
  let sorted: SortedEvents;
  let events: number;
  try {
    const values = await run.readFile(entry.url);
    events = values.length;
    sorted = await sortEvents(deps, portal, values);
  } catch (error) {
    return unreadable(run, from, entry, error);
  }
  const { works, known } = sorted;
  if (!(await commit(run, from, entry, sorted))) return { kind: 'not-ours' };
  deps.observe?.({ kind: 'journal-events', events, known });
  for (const { reason, seen } of sorted.ignored.values()) {
    deps.observe?.({ kind: 'ignored-events', reason, seen });
  }
  deps.log.debug('journal entry read', { portalId: portal.id, events, known, records: works.length });
  return { kind: 'read', found: works.length };
}

/** Poison never blocks: what cannot be read is tried a few times and then passed over, loudly. */
async function unreadable(
  run: JournalRun,
  from: string | null,
  entry: JournalEntry,
  error: unknown,
): Promise<EntryRead> {
  const { deps, portal } = run;
  const tries = await countSpoilt(deps.database, portal.id, entry.offset);
  const why = error instanceof Problem && error.code === 'hubspot-unexpected' ? 'malformed' : 'out-of-reach';
  const facts = { portalId: portal.id, offset: entry.offset, tries, error };
  if (tries < JOURNAL.tries[why]) {
    deps.log.warn('an entry of the journal could not be read; it is tried again', facts);
    return { kind: 'later' };
  }
  const ignored = new Map<string, IgnoredCount>();
  addIgnored(ignored, 'malformed', 'journal.file');
  if (!(await commit(run, from, entry, { works: [], ignored }))) return { kind: 'not-ours' };
  deps.observe?.({ kind: 'journal-trouble', what: 'entry-passed-over' });
  deps.log.error(
    'an entry of the journal was passed over; what it told of is for the sweep and the night',
    facts,
  );
  return { kind: 'read', found: 0 };
}

function commit(
  { deps, portal, turn }: JournalRun,
  from: string | null,
  { offset }: JournalEntry,
  { works, ignored }: Pick<SortedEvents, 'works' | 'ignored'>,
): Promise<boolean> {
  return deps.database.transaction(async (tx) => {
    const ours = await keepTurn(tx, turn, deps.now() + LEASE_MS);
    if (!ours || !(await moveJournal(tx, portal.id, from, offset))) return false;
    await deps.queue.enqueue(works, tx);
    await countIgnored(tx, ignored, new Date(deps.now()));
    return true;
  });
}
