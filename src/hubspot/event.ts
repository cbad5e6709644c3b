import { z } from 'zod';

/** Which records an event names. `objectType`: a classic name (`deal`) or an object type id (`0-3`, `2-123`). */
export type Touched = { readonly objectType: string; readonly ids: readonly string[] };

/** A webhook event, in either format: only a hint that these records changed. */
export type HubSpotEvent = {
  readonly portalId: string;
  readonly subscriptionType: string;
  readonly change:
    | 'creation'
    | 'deletion'
    | 'restore'
    | 'merge'
    | 'propertyChange'
    | 'associationChange'
    | 'privacyDeletion';
  readonly touched: readonly Touched[];
  /** One of many records that a person brought in from a file. */
  readonly imported?: true;
  /** Which property changed, where the event says so. */
  readonly property?: string;
};

export type ParsedEvent =
  | { readonly kind: 'event'; readonly event: HubSpotEvent }
  | { readonly kind: 'unknown-type'; readonly subscriptionType: string }
  | { readonly kind: 'malformed'; readonly subscriptionType: string };

/** The id of a record or a portal. */
export const eventId = z
  .union([z.number().int(), z.string()])
  .transform(String)
  .pipe(z.string().regex(/^[1-9]\d{0,18}$/));
const fields = z.object({
  portalId: eventId,
  // Captured payloads say subscriptionType; tables of the docs say eventType (hubspot.md 2.2).
  subscriptionType: z.string().max(100).optional(),
  eventType: z.string().max(100).optional(),
  objectTypeId: z.string().max(30).optional(),
  objectId: eventId.optional(),
  changeSource: z.string().optional().catch(undefined),
  propertyName: z.string().max(200).optional(),
  fromObjectId: eventId.optional(),
  toObjectId: eventId.optional(),
  fromObjectTypeId: z.string().max(30).optional(),
  toObjectTypeId: z.string().max(30).optional(),
  fromObjectType: z.string().max(100).optional(),
  toObjectType: z.string().max(100).optional(),
  // A classic name (DEAL_TO_COMPANY); no sample of the generic format is published: it may as well be an object.
  associationType: z.unknown().optional(),
  primaryObjectId: eventId.optional(),
  newObjectId: eventId.optional(),
  mergedObjectIds: z.array(eventId).max(1000).optional(),
});
// What is empty may as well be sent as null.
const raw = z.preprocess(
  (value) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).filter(([, each]) => each !== null))
      : value,
  fields,
);
type Raw = z.infer<typeof raw>;

const CHANGES: ReadonlySet<string> = new Set([
  'creation',
  'deletion',
  'restore',
  'merge',
  'propertyChange',
  'associationChange',
  'privacyDeletion',
] satisfies HubSpotEvent['change'][]);

/** Reads one event of a delivery, classic (`deal.propertyChange`) or generic (`object.propertyChange`). */
export function parseEvent(value: unknown): ParsedEvent {
  const parsed = raw.safeParse(value);
  if (!parsed.success) return { kind: 'malformed', subscriptionType: 'unknown' };
  const event = parsed.data;
  const subscriptionType = event.subscriptionType ?? event.eventType ?? '';
  const [noun = '', change = ''] = subscriptionType.split('.');
  if (!isChange(change)) return { kind: 'unknown-type', subscriptionType };
  const objectType = noun === 'object' ? event.objectTypeId : noun;
  const touched = change === 'associationChange' ? linked(event, objectType) : named(event, objectType);
  if (touched === null) return { kind: 'malformed', subscriptionType };
  const imported = event.changeSource === 'IMPORT' ? { imported: true as const } : {};
  const property = event.propertyName === undefined ? {} : { property: event.propertyName };
  return {
    kind: 'event',
    event: { portalId: event.portalId, subscriptionType, change, touched, ...property, ...imported },
  };
}

function isChange(change: string): change is HubSpotEvent['change'] {
  return CHANGES.has(change);
}

function named(event: Raw, objectType: string | undefined): Touched[] | null {
  if (objectType === undefined) return null;
  const ids = [event.objectId, event.primaryObjectId, event.newObjectId, ...(event.mergedObjectIds ?? [])];
  const known = [...new Set(ids.filter((each) => each !== undefined))];
  return known.length === 0 ? null : [{ objectType, ids: known }];
}

/**
 * Both ends of a link. The generic format's spelling of the ends' types is not documented: where they are absent the
 * event names its `from` by the subscription's object, and the other direction's own event names the other end.
 */
function linked(event: Raw, objectType: string | undefined): Touched[] | null {
  const { fromObjectId, toObjectId, associationType } = event;
  if (fromObjectId === undefined || toObjectId === undefined) return named(event, objectType);
  const [classicFrom, classicTo] = classicEnds(associationType);
  const ends = [
    {
      objectType: event.fromObjectTypeId ?? typeOf(event.fromObjectType ?? classicFrom) ?? objectType,
      ids: [fromObjectId],
    },
    { objectType: event.toObjectTypeId ?? typeOf(event.toObjectType ?? classicTo), ids: [toObjectId] },
  ];
  const known = ends.flatMap((end) =>
    end.objectType === undefined ? [] : [{ ...end, objectType: end.objectType }],
  );
  return known.length === 0 ? null : known;
}

function classicEnds(associationType: unknown): string[] {
  return typeof associationType === 'string' ? associationType.toLowerCase().split('_to_') : [];
}

/** An object type id, or a classic name in any case; others are not known by name. */
function typeOf(named: string | undefined): string | undefined {
  if (named === undefined || /^\d+-\d+$/.test(named)) return named;
  const name = named.toLowerCase();
  return name === 'deal' || name === 'company' || name === 'contact' ? name : undefined;
}
