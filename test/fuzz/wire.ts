import fc from 'fast-check';

/** Ids as HubSpot writes them, and as it never would. */
export const anyId = fc.oneof(
  fc.integer({ min: 1, max: 999 }),
  fc.bigInt({ min: 1n, max: 999_999_999_999n }).map(String),
  fc.constantFrom(0, -1, 1.5, '', '01', '1e3', 'x', null, true, '9'.repeat(40), Number.MAX_SAFE_INTEGER),
  fc.string(),
);

const TYPES = [
  'deal',
  'company',
  'contact',
  'object',
  'line_item',
  'p_partner',
  '',
  '__proto__',
  'constructor',
];
const CHANGES = [
  'creation',
  'deletion',
  'restore',
  'merge',
  'propertyChange',
  'associationChange',
  'privacyDeletion',
  'toString',
  '',
];

/** An event of our portal that is nearly one of HubSpot's: every field may be missing, wrong or of another kind. */
export const nearlyAnEvent = fc.record(
  {
    portalId: fc.oneof({ weight: 4, arbitrary: fc.constant<unknown>(1001) }, { weight: 1, arbitrary: anyId }),
    subscriptionType: fc.oneof(
      fc.tuple(fc.constantFrom(...TYPES), fc.constantFrom(...CHANGES)).map((parts) => parts.join('.')),
      fc.string(),
      fc.jsonValue(),
    ),
    eventId: anyId,
    objectId: anyId,
    objectTypeId: fc.oneof(fc.constantFrom('0-1', '0-2', '0-3', '2-1', '2-99999999'), fc.string()),
    fromObjectId: anyId,
    toObjectId: anyId,
    fromObjectTypeId: fc.constantFrom<unknown>('0-1', '0-3', '2-1', 7, ''),
    associationType: fc.oneof(fc.constantFrom('DEAL_TO_COMPANY', '_TO_', 'A_TO_B_TO_C'), fc.jsonValue()),
    primaryObjectId: anyId,
    mergedObjectIds: fc.oneof(fc.array(anyId, { maxLength: 5 }), fc.jsonValue()),
    newObjectId: anyId,
    propertyName: fc.string(),
    propertyValue: fc.jsonValue(),
    occurredAt: anyId,
  },
  { requiredKeys: [] },
);

/** Any bytes: text, broken text, JSON of any kind. */
export const anyBytes = fc.oneof(
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
  fc.json().map((text) => Buffer.from(text)),
  fc.string({ unit: 'binary' }).map((text) => Buffer.from(text)),
  fc.integer({ min: 1, max: 5_000 }).map((depth) => Buffer.from('['.repeat(depth))),
);
