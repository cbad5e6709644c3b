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
    ['2-2', 'referral'],
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
});
