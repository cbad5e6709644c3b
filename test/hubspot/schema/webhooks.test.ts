import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { objectSpecs, wantedSchema } from '../../../src/hubspot/schema/wanted.ts';
import { webhooksComponent } from '../../../src/hubspot/schema/webhooks.ts';

const subscription = z.object({
  subscriptionType: z.string(),
  objectType: z.string().optional(),
  propertyName: z.string().optional(),
  active: z.literal(true),
});
const component = z.object({
  uid: z.string(),
  type: z.literal('webhooks'),
  config: z.object({
    settings: z.object({ targetUrl: z.string(), maxConcurrentRequests: z.number() }),
    subscriptions: z.object({ crmObjects: z.array(subscription), hubEvents: z.array(subscription) }),
  }),
});

const { settings, subscriptions } = component.parse(webhooksComponent()).config;
const all = subscriptions.crmObjects;

const eventsOf = (object: string) =>
  all
    .filter(({ objectType, propertyName }) => objectType === object && propertyName === undefined)
    .map(({ subscriptionType }) => subscriptionType.replace('object.', ''));
const propertiesOf = (object: string) =>
  all.flatMap(({ objectType, propertyName = [] }) => (objectType === object ? propertyName : []));

test('deliveries go to the address of the profile, ten at a time', () => {
  expect(settings).toEqual({ targetUrl: `\${PUBLIC_URL}/webhooks/hubspot`, maxConcurrentRequests: 10 });
});

test('nothing is subscribed twice, and no more than HubSpot allows', () => {
  const keys = all.map((each) => JSON.stringify(each));
  expect(new Set(keys).size).toBe(keys.length);
  expect(keys.length).toBeLessThan(1000);
});

test('no property is subscribed that only we write', () => {
  const ours = objectSpecs(wantedSchema()).flatMap(({ object, properties }) =>
    properties
      .filter(({ writtenBy }) => writtenBy === 'app')
      .map(({ name }) => `${object === 'deal' || object === 'company' ? object : `p_${object}`}.${name}`),
  );
  const subscribed = new Set(all.map(({ objectType, propertyName }) => `${objectType}.${propertyName}`));
  expect(ours.filter((name) => subscribed.has(name))).toEqual([]);
});

test('every property that people write on partners, referrals and activities is subscribed', () => {
  for (const { object, properties } of wantedSchema().custom) {
    if (object === 'partner_credit') continue;
    const typed = properties.filter(({ writtenBy }) => writtenBy !== 'app').map(({ name }) => name);
    expect(propertiesOf(`p_${object}`)).toEqual(typed);
    expect(eventsOf(`p_${object}`)).toEqual([
      'creation',
      'deletion',
      'restore',
      'merge',
      'associationChange',
    ]);
  }
});

test('deals, companies, contacts, credits and engagements are subscribed as ruled', () => {
  expect(eventsOf('deal')).toEqual(['creation', 'deletion', 'restore', 'merge', 'associationChange']);
  expect(propertiesOf('deal')).toEqual(
    (
      'dealstage pipeline amount closedate createdate deal_currency_code hs_exchange_rate ' +
      'hs_acv hs_arr hs_mrr hs_tcv partner_client_paid_on partner_client_refunded_amount'
    ).split(' '),
  );
  expect([eventsOf('company'), propertiesOf('company')]).toEqual([
    ['deletion', 'restore', 'merge', 'associationChange'],
    ['name', 'domain'],
  ]);
  expect(eventsOf('contact')).toEqual(['deletion', 'merge', 'associationChange']);
  expect(subscriptions.hubEvents).toEqual([{ subscriptionType: 'contact.privacyDeletion', active: true }]);
  expect([eventsOf('p_partner_credit'), propertiesOf('p_partner_credit')]).toEqual([
    ['deletion', 'restore', 'merge'],
    ['commission_paid_on', 'commission_reference', 'status'],
  ]);
  expect(['call', 'meeting_event', 'email'].map(eventsOf)).toEqual([
    ['creation'],
    ['creation'],
    ['creation'],
  ]);
  expect(propertiesOf('meeting_event')).toEqual(['hs_meeting_outcome']);
});
