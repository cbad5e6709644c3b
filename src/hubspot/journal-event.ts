import { z } from 'zod';
import { eventId, type HubSpotEvent, type Touched } from './event.ts';

/** One event of a journal file: only a hint that these records changed, as those of webhooks are. */
export type JournalEvent = {
  readonly portalId: string;
  readonly change: HubSpotEvent['change'];
  readonly touched: readonly Touched[];
  /** Which properties changed, where the event says so. */
  readonly properties: readonly string[];
  /** Milliseconds since 1970. */
  readonly occurredAt: number;
  /** A merge that does not name the records that were merged away. */
  readonly namesSurvivorOnly: boolean;
};

export type ParsedJournalEvent =
  | { readonly kind: 'event'; readonly event: JournalEvent }
  /** `name` says what it was, for counting. */
  | { readonly kind: 'unknown-type'; readonly name: string }
  | { readonly kind: 'malformed'; readonly name: string };

const CHANGE_OF: ReadonlyMap<string, HubSpotEvent['change']> = new Map([
  ['CREATE', 'creation'],
  ['UPDATE', 'propertyChange'],
  ['DELETE', 'deletion'],
  ['MERGE', 'merge'],
  ['RESTORE', 'restore'],
  ['ASSOCIATION_ADDED', 'associationChange'],
  ['ASSOCIATION_REMOVED', 'associationChange'],
]);

/** Farther off no time is meant, and PostgreSQL would refuse some. */
const LATEST = Date.UTC(2200, 0);
const typeId = z.string().max(30);
const raw = z.object({
  action: z.string().max(60),
  portalId: eventId,
  occurredAt: z
    .union([z.number(), z.iso.datetime({ offset: true }).transform((text) => Date.parse(text))])
    .pipe(z.number().min(0).max(LATEST)),
  objectTypeId: typeId.optional(),
  objectId: eventId.nullish(),
  propertyChanges: z.record(z.string().max(200), z.unknown()).nullish().catch(null),
  // Below here: seen in what others wrote down, documented nowhere.
  fromObjectTypeId: typeId.nullish(),
  fromObjectId: eventId.nullish(),
  toObjectTypeId: typeId.nullish(),
  toObjectId: eventId.nullish(),
  associatedObjectTypeId: typeId.nullish(),
  associatedObjectId: eventId.nullish(),
  primaryObjectId: eventId.nullish(),
  newObjectId: eventId.nullish(),
  mergedObjectIds: z.array(eventId).max(1000).nullish(),
});
type Raw = z.infer<typeof raw>;

/** Reads one event of a file. Fields that are not known are passed over; the least it needs is one record. */
export function parseJournalEvent(value: unknown): ParsedJournalEvent {
  const name = nameOf(value);
  const parsed = raw.safeParse(value);
  const change = CHANGE_OF.get(nameOfAction(value));
  if (change === undefined) return { kind: 'unknown-type', name };
  if (!parsed.success) return { kind: 'malformed', name };
  const { portalId, occurredAt, propertyChanges, mergedObjectIds } = parsed.data;
  const touched = change === 'associationChange' ? ends(parsed.data) : named(parsed.data);
  if (touched.length === 0) return { kind: 'malformed', name };
  return {
    kind: 'event',
    event: {
      ...{ portalId, change, touched, occurredAt, properties: Object.keys(propertyChanges ?? {}) },
      namesSurvivorOnly: change === 'merge' && (mergedObjectIds ?? []).length === 0,
    },
  };
}

function named({ objectTypeId, objectId, primaryObjectId, newObjectId, mergedObjectIds }: Raw): Touched[] {
  const all = [objectId, primaryObjectId, newObjectId, ...(mergedObjectIds ?? [])];
  const ids = [...new Set(all.filter((each) => each != null))];
  return objectTypeId === undefined || ids.length === 0 ? [] : [{ objectType: objectTypeId, ids }];
}

/** The end that was subscribed to, and the other where it is named. */
function ends(event: Raw): Touched[] {
  const all = [
    [event.objectTypeId, event.objectId],
    [event.fromObjectTypeId, event.fromObjectId],
    [event.toObjectTypeId, event.toObjectId],
    [event.associatedObjectTypeId, event.associatedObjectId],
  ] as const;
  const known = all.flatMap(([objectType, id]) =>
    objectType == null || id == null ? [] : [[`${objectType} ${id}`, { objectType, ids: [id] }] as const],
  );
  return [...new Map(known).values()];
}

const action = z.object({ action: z.string() }).catch({ action: '' });
const typed = z.object({ type: z.string() }).catch({ type: '' });

function nameOfAction(value: unknown): string {
  return action.parse(value).action;
}

/** Words of HubSpot's, never a value of a record. */
function nameOf(value: unknown): string {
  const words = [typed.parse(value).type, nameOfAction(value)].map((word) =>
    /^[A-Za-z_]{1,40}$/.test(word) ? word : 'unknown',
  );
  return `journal.${words.join('.')}`;
}
