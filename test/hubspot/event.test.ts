import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseEvent } from '../../src/hubspot/event.ts';
import { LAW_RUNS } from '../attribution/law-runs.ts';

const common = {
  ...{ eventId: 1839643432, subscriptionId: 6527619, portalId: 48975575, appId: 39522895 },
  ...{ occurredAt: 1782371972793, attemptNumber: 0, changeSource: 'INTEGRATION', sourceId: '39522895' },
};

/** The parsed event in a line: change and what it touched. */
function read(payload: object): string {
  const parsed = parseEvent(payload);
  if (parsed.kind !== 'event') return `${parsed.kind} ${parsed.subscriptionType}`;
  const { change, portalId, touched } = parsed.event;
  return `${portalId} ${change} ${touched.map(({ objectType, ids }) => `${objectType}:${ids.join(',')}`).join(' ')}`;
}

describe('payloads as HubSpot sends them', () => {
  test.each<[string, object, string]>([
    [
      'a classic change of a property',
      {
        ...{ subscriptionType: 'deal.propertyChange', propertyName: 'dealstage' },
        ...{ propertyValue: 'qualifiedtobuy', objectId: 332507367156 },
      },
      '48975575 propertyChange deal:332507367156',
    ],
    [
      'a classic creation',
      { subscriptionType: 'deal.creation', changeFlag: 'CREATED', objectId: 12 },
      '48975575 creation deal:12',
    ],
    [
      'a classic deletion, as the old samples say it',
      { subscriptionType: 'company.deletion', changeFlag: 'NEW', objectId: 12 },
      '48975575 deletion company:12',
    ],
    [
      'a generic change of a custom object',
      {
        ...{ subscriptionType: 'object.propertyChange', objectId: 180584432881, objectTypeId: '2-143967026' },
        ...{ propertyName: 'status', propertyValue: 'won', isSensitive: false },
      },
      '48975575 propertyChange 2-143967026:180584432881',
    ],
    [
      'a generic change of a standard object',
      { subscriptionType: 'object.creation', objectTypeId: '0-3', objectId: 5 },
      '48975575 creation 0-3:5',
    ],
    [
      'a classic link',
      {
        ...{ subscriptionType: 'deal.associationChange', associationType: 'DEAL_TO_COMPANY' },
        ...{ fromObjectId: 64058987777, toObjectId: 58061514894, associationRemoved: false },
      },
      '48975575 associationChange deal:64058987777 company:58061514894',
    ],
    [
      'a classic link to what we do not follow',
      {
        ...{ subscriptionType: 'deal.associationChange', associationType: 'DEAL_TO_LINE_ITEM' },
        ...{ fromObjectId: 1, toObjectId: 2, isPrimaryAssociation: true },
      },
      '48975575 associationChange deal:1',
    ],
    [
      'a generic link that names the types of its ends',
      {
        ...{ subscriptionType: 'object.associationChange', fromObjectTypeId: '2-7', toObjectTypeId: '0-2' },
        ...{ fromObjectId: 1, toObjectId: 2, associationType: { category: 'USER_DEFINED', typeId: 145 } },
      },
      '48975575 associationChange 2-7:1 0-2:2',
    ],
    [
      'a generic link that does not',
      { subscriptionType: 'object.associationChange', objectTypeId: '2-7', fromObjectId: 1, toObjectId: 2 },
      '48975575 associationChange 2-7:1',
    ],
    [
      'a merge',
      {
        ...{ subscriptionType: 'deal.merge', primaryObjectId: 1, mergedObjectIds: [2, 3], newObjectId: 4 },
        ...{ numberOfPropertiesMoved: 7, objectId: 4 },
      },
      '48975575 merge deal:4,1,2,3',
    ],
    ['a restore', { subscriptionType: 'deal.restore', objectId: 9 }, '48975575 restore deal:9'],
    [
      'a privacy deletion',
      { subscriptionType: 'contact.privacyDeletion', objectId: 9 },
      '48975575 privacyDeletion contact:9',
    ],
    [
      'the spelling of the tables in the docs',
      { eventType: 'deal.creation', objectId: 9 },
      '48975575 creation deal:9',
    ],
    [
      'fields that are sent empty',
      { subscriptionType: 'deal.creation', objectId: 9, objectTypeId: null, fromObjectId: null },
      '48975575 creation deal:9',
    ],
    ['ids as text', { subscriptionType: 'deal.creation', objectId: '9' }, '48975575 creation deal:9'],
    [
      'a type we do not know',
      { subscriptionType: 'conversation.newMessage', objectId: 9 },
      'unknown-type conversation.newMessage',
    ],
    ['no type at all', { objectId: 9 }, 'unknown-type '],
    [
      'a change that names no record',
      { subscriptionType: 'deal.propertyChange' },
      'malformed deal.propertyChange',
    ],
    [
      'a generic change without its object type',
      { subscriptionType: 'object.creation', objectId: 9 },
      'malformed object.creation',
    ],
  ])('%s', (_what, payload, line) => {
    expect(read({ ...common, ...payload })).toBe(line);
  });

  test.each<[string, unknown]>([
    ['no object', null],
    ['a list', []],
    ['a text', 'deal.creation'],
    ['no portal', { subscriptionType: 'deal.creation', objectId: 9 }],
    ['an id that is none', { ...common, subscriptionType: 'deal.creation', objectId: 'x' }],
    ['an id of zero', { ...common, subscriptionType: 'deal.creation', objectId: 0 }],
    ['a broken number', { ...common, subscriptionType: 'deal.creation', objectId: 1.5 }],
    ['an id beyond what a number holds', { ...common, subscriptionType: 'deal.creation', objectId: 2 ** 60 }],
    ['an endless type', { ...common, subscriptionType: 'd'.repeat(101), objectId: 9 }],
    [
      'a merge of too many',
      { ...common, subscriptionType: 'deal.merge', mergedObjectIds: Array(1001).fill(1) },
    ],
  ])('%s is malformed', (_what, payload) => {
    expect(parseEvent(payload)).toEqual({ kind: 'malformed', subscriptionType: 'unknown' });
  });

  test('what a person imported from a file says so, and an unknown source says nothing', () => {
    const from = (changeSource: unknown) => {
      const parsed = parseEvent({
        portalId: 1,
        subscriptionType: 'deal.creation',
        objectId: 9,
        changeSource,
      });
      return parsed.kind === 'event' ? (parsed.event.imported ?? false) : parsed.kind;
    };
    expect([from('IMPORT'), from('CRM_UI'), from(7), from(undefined)]).toEqual([true, false, false, false]);
  });

  test('whatever comes, it is an event, an unknown type or malformed: nothing is thrown', () => {
    const subscription = fc.oneof(
      fc.string(),
      fc.constantFrom(
        'deal.merge',
        'object.associationChange',
        'deal.associationChange',
        'toString.creation',
      ),
    );
    const payload = fc.oneof(
      fc.jsonValue(),
      fc.record(
        {
          portalId: fc.oneof(fc.integer(), fc.string(), fc.constant(1)),
          subscriptionType: fc.oneof(subscription, fc.jsonValue()),
          objectId: fc.jsonValue(),
          objectTypeId: fc.jsonValue(),
          fromObjectId: fc.oneof(fc.nat(), fc.jsonValue()),
          toObjectId: fc.oneof(fc.nat(), fc.jsonValue()),
          associationType: fc.jsonValue(),
          mergedObjectIds: fc.jsonValue(),
        },
        { requiredKeys: [] },
      ),
    );
    fc.assert(
      fc.property(payload, (value) => {
        const parsed = parseEvent(value);
        expect(['event', 'unknown-type', 'malformed']).toContain(parsed.kind);
        if (parsed.kind !== 'event') return;
        const ids = parsed.event.touched.flatMap((touched) => touched.ids);
        expect(ids.every((id) => /^[1-9]\d{0,18}$/.test(id))).toBe(true);
        expect(ids.length).toBeGreaterThan(0);
      }),
      LAW_RUNS,
    );
  });
});
