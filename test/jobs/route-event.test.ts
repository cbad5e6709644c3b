import { describe, expect, test } from '@jest/globals';
import type { HubSpotEvent } from '../../src/hubspot/event.ts';
import { routeEvent } from '../../src/jobs/route-event.ts';
import { SCHEMA } from './portal.ts';

const event = (objectType: string, change: HubSpotEvent['change'] = 'propertyChange'): HubSpotEvent => ({
  ...{ portalId: '1001', subscriptionType: `${objectType}.${change}`, change },
  touched: [{ objectType, ids: ['7', '8'] }],
});

describe('which work an event calls for', () => {
  test.each([
    ['deal', 'deal'],
    ['0-3', 'deal'],
    ['company', 'company'],
    ['0-2', 'company'],
    ['2-1', 'partner'],
    ['2-2', 'referral-values'],
    ['2-4', 'activity'],
  ])('%s: %s', (objectType, kind) => {
    expect(routeEvent(event(objectType), SCHEMA)).toEqual([
      { kind, recordId: '7' },
      { kind, recordId: '8' },
    ]);
  });

  test.each(['contact', '0-1', 'ticket', '2-99', 'toString', '__proto__'])('%s: none', (objectType) => {
    expect(routeEvent(event(objectType), SCHEMA)).toEqual([]);
  });

  test('values of credit records are ours; what people do to the record is looked at', () => {
    const calls = (change: HubSpotEvent['change']) => routeEvent(event('2-3', change), SCHEMA).length;
    expect(
      ['propertyChange', 'creation', 'deletion', 'restore', 'merge'].map((each) => calls(each as 'merge')),
    ).toEqual([0, 0, 2, 2, 2]);
  });

  test.each([
    ['creation', 'referral'],
    ['deletion', 'referral'],
    ['merge', 'referral'],
    ['associationChange', 'referral'],
    ['propertyChange', 'referral-values'],
  ] as const)('a referral, on %s: %s', (change, kind) => {
    expect(routeEvent(event('2-2', change), SCHEMA)[0]).toEqual({ kind, recordId: '7' });
  });

  test.each([
    ['0-3', '2-1', [['deal-labels', '7']]],
    ['2-1', '0-3', [['deal-labels', '8']]],
    ['0-3', '2-3', []],
    ['2-3', '2-1', []],
    ['2-2', '2-3', []],
    ['2-2', '0-3', []],
    [
      '0-3',
      '0-2',
      [
        ['deal', '7'],
        ['company', '8'],
      ],
    ],
    [
      '2-2',
      '2-1',
      [
        ['referral', '7'],
        ['partner', '8'],
      ],
    ],
    [
      '0-3',
      '2-4',
      [
        ['deal', '7'],
        ['activity', '8'],
      ],
    ],
  ])('a link from %s to %s is looked at where something is decided on it: %j', (from, to, calls) => {
    const linked: HubSpotEvent = {
      ...event(from, 'associationChange'),
      touched: [
        { objectType: from, ids: ['7'] },
        { objectType: to, ids: ['8'] },
      ],
    };
    expect(routeEvent(linked, SCHEMA).map(({ kind, recordId }) => [kind, recordId])).toEqual(calls);
  });

  test('a link that names one end only is looked at from there as a whole', () => {
    expect(routeEvent(event('0-3', 'associationChange'), SCHEMA)[0]).toEqual({ kind: 'deal', recordId: '7' });
  });
});
