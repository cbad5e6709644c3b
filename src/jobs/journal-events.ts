import { formerIds } from '../hubspot/batch-answer.ts';
import type { Touched } from '../hubspot/event.ts';
import { type JournalEvent, parseJournalEvent } from '../hubspot/journal-event.ts';
import { readRecords } from '../hubspot/records.ts';
import { recordKindOf } from '../hubspot/schema/state.ts';
import { addIgnored, type IgnoredCount, type IgnoredCounts } from '../store/ignored-events.ts';
import type { Work } from '../store/queue.ts';
import { type Dated, unreadOf } from '../store/reads.ts';
import type { Sql } from '../store/sql.ts';
import type { Portal } from './portal.ts';
import { type Call, routeEvent } from './route-event.ts';
import { works } from './works.ts';

/** What the events of a file call for. */
export type SortedEvents = {
  readonly works: readonly Work[];
  readonly ignored: IgnoredCounts;
  /** Events of changes that were read already, as a rule because a webhook told of them. */
  readonly known: number;
};

/**
 * Turns the events of a file into work, behind all other work: a webhook has told of nearly all of them before. What
 * was read since it changed is not read again; deletions, merges, restores and links always are, since no date says
 * whether they were seen. Rejects with a `Problem` when HubSpot does not say which records a merge took in.
 */
export async function sortEvents(
  deps: { readonly database: Sql },
  portal: Portal,
  values: readonly unknown[],
): Promise<SortedEvents> {
  const ignored = new Map<string, IgnoredCount>();
  const events: JournalEvent[] = [];
  for (const value of values) {
    const parsed = parseJournalEvent(value);
    if (parsed.kind !== 'event') addIgnored(ignored, parsed.kind, parsed.name);
    else if (parsed.event.portalId !== portal.id) addIgnored(ignored, 'foreign-portal', 'journal');
    else events.push(parsed.event);
  }
  const isNews = await newsIn(deps, portal, events);
  const fresh = await withMerged(portal, events.filter(isNews));
  const calls = fresh.flatMap((event) => {
    const some = callsOf(event, portal);
    if (some.length === 0) addIgnored(ignored, 'not-needed', `journal.${event.change}`);
    return some;
  });
  return { works: worksOf(portal, calls), ignored, known: events.length - fresh.length };
}

/** Whether a change happened after its record was last read. */
async function newsIn(
  { database }: { readonly database: Sql },
  portal: Portal,
  events: readonly JournalEvent[],
): Promise<(event: JournalEvent) => boolean> {
  const dated = events
    .filter(hasDate)
    .flatMap(({ touched, occurredAt }) =>
      touched.flatMap(({ objectType, ids }) => ids.map((id) => ({ objectType, id, modifiedAt: occurredAt }))),
    );
  const unread = new Set<string>();
  for (const [objectType, some] of Map.groupBy(dated, (each) => each.objectType)) {
    const object = recordKindOf(portal.schema, objectType);
    const ids =
      object === null ? some.map(({ id }) => id) : await unreadOf(database, portal.id, object, newest(some));
    for (const id of ids) unread.add(`${objectType} ${id}`);
  }
  return (event) =>
    !hasDate(event) ||
    event.touched.some(({ objectType, ids }) => ids.some((id) => unread.has(`${objectType} ${id}`)));
}

function hasDate({ change }: JournalEvent): boolean {
  return change === 'creation' || change === 'propertyChange';
}

function newest(all: readonly Dated[]): Dated[] {
  const found = new Map<string, Dated>();
  for (const each of all) {
    if (each.modifiedAt >= (found.get(each.id)?.modifiedAt ?? 0)) found.set(each.id, each);
  }
  return [...found.values()];
}

/** Merges with the records that were merged away: where the event does not name them, the survivor does. */
async function withMerged(portal: Portal, events: readonly JournalEvent[]): Promise<JournalEvent[]> {
  const bare = events.filter(({ namesSurvivorOnly }) => namesSurvivorOnly).flatMap(({ touched }) => touched);
  const former = new Map<string, string[]>();
  for (const [objectType, some] of Map.groupBy(bare, (each) => each.objectType)) {
    const ids = some.flatMap((each) => each.ids);
    for (const [asked, record] of await readRecords(portal.request, objectType, ids, [])) {
      former.set(`${objectType} ${asked}`, [record.id, ...formerIds(record)]);
    }
  }
  const whole = ({ objectType, ids }: Touched): Touched => ({
    objectType,
    ids: [...new Set(ids.flatMap((id) => [id, ...(former.get(`${objectType} ${id}`) ?? [])]))],
  });
  return events.map((event) =>
    event.namesSurvivorOnly ? { ...event, touched: event.touched.map(whole) } : event,
  );
}

/** As of a webhook, of which there is one per property. */
function callsOf({ properties, ...event }: JournalEvent, { schema }: Portal): Call[] {
  const hint = { ...event, subscriptionType: 'journal' };
  if (properties.length === 0) return routeEvent(hint, schema);
  return properties.flatMap((property) => routeEvent({ ...hint, property }, schema));
}

function worksOf(portal: Portal, calls: readonly Call[]): Work[] {
  return [...Map.groupBy(calls, ({ kind }) => kind)].flatMap(([kind, some]) =>
    works(
      portal.id,
      kind,
      some.map(({ recordId }) => recordId),
    ).map((work) => ({ ...work, priority: 'low' as const })),
  );
}
