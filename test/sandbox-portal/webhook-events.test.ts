import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Sandbox } from '../sandbox/index.ts';
import { type Caller, create, createPartnerSchema, RAE, startOver, startSandbox } from './caller.ts';
import { on, type Subscriptions, uploadSubscriptions } from './project-folder.ts';
import { type Receiver, startReceiver } from './receiver.ts';

const SIGNED_URL = 'https://app.example/webhooks/hubspot';
const AT = Date.parse('2026-03-02T09:00:00Z');
let sandbox: Sandbox;
let call: Caller;
let receiver: Receiver;

beforeAll(async () => {
  ({ sandbox, call } = await startSandbox());
  receiver = await startReceiver();
});
beforeEach(async () => {
  await startOver(sandbox);
  receiver.received.length = 0;
  receiver.answer(204);
});
afterAll(async () => {
  await sandbox.stop();
  await receiver.stop();
});

const install = (subscriptions: Subscriptions, target = sandbox) =>
  uploadSubscriptions(target, subscriptions, { targetUrl: receiver.url, signedUrl: SIGNED_URL });
const events = () => receiver.received.flatMap((one) => one.events);
const win = (id: string, headers?: Record<string, string>) =>
  call('PATCH', `/crm/objects/2026-09/deals/${id}`, { properties: { dealstage: 'closedwon' } }, headers);

describe('events', () => {
  test('a change by the app in the generic format', async () => {
    const id = await create(call, 'deals', { dealname: 'A', dealstage: 'qualifiedtobuy' });
    await install({ crmObjects: [on('deal', 'propertyChange', 'dealstage')] });
    await win(id);
    expect(await sandbox.deliver()).toEqual({ requests: 1, events: 1, statuses: [204] });
    expect(events()).toEqual([
      {
        eventId: expect.any(Number),
        subscriptionId: expect.any(Number),
        portalId: 1001,
        appId: 2001,
        occurredAt: AT,
        subscriptionType: 'object.propertyChange',
        attemptNumber: 0,
        objectId: Number(id),
        objectTypeId: '0-3',
        propertyName: 'dealstage',
        propertyValue: 'closedwon',
        changeSource: 'INTEGRATION',
        sourceId: '2001',
        isSensitive: false,
      },
    ]);
  });

  test('a change by a person in the classic format, dates as milliseconds', async () => {
    const id = await create(call, 'deals', { dealname: 'A', dealstage: 'qualifiedtobuy' });
    const line = { subscriptionType: 'deal.propertyChange', propertyName: 'closedate', active: true };
    await install({ legacyCrmObjects: [line] });
    await win(id, RAE);
    await sandbox.deliver();
    const [event] = events();
    expect(event).toMatchObject({
      subscriptionType: 'deal.propertyChange',
      propertyName: 'closedate',
      propertyValue: String(AT),
      changeSource: 'CRM_UI',
      sourceId: 'userId:7001',
    });
    expect(event).not.toHaveProperty('objectTypeId');
  });

  test('a new custom record sends its creation in the middle of its properties, all at one instant', async () => {
    const typeId = await createPartnerSchema(call);
    await install({
      crmObjects: [
        on('p_partner', 'creation'),
        on('p_partner', 'propertyChange', 'name'),
        on('p_partner', 'propertyChange', 'stage'),
      ],
    });
    await create(call, 'p1001_partner', { name: 'P', stage: 'active', partner_key: 'K' });
    await sandbox.deliver();
    expect(receiver.received).toHaveLength(1);
    expect(events().map((event) => event.subscriptionType)).toEqual([
      'object.propertyChange',
      'object.creation',
      'object.propertyChange',
    ]);
    expect(events()[1]).toMatchObject({ changeFlag: 'CREATED', objectTypeId: typeId });
    expect(new Set(events().map((event) => event.occurredAt))).toEqual(new Set([AT]));
  });

  test('an association sends one event for each direction, without objectId', async () => {
    await install({
      crmObjects: [on('deal', 'associationChange'), on('company', 'associationChange')],
      legacyCrmObjects: [{ subscriptionType: 'deal.associationChange', active: true }],
    });
    const company = await create(call, 'companies', { name: 'C' });
    const types = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 341 }];
    const deal = await create(call, 'deals', { dealname: 'D' }, [{ to: { id: company }, types }]);
    await sandbox.deliver();
    const [generic, classic, inverse] = events();
    expect(generic).toMatchObject({
      subscriptionType: 'object.associationChange',
      fromObjectId: Number(deal),
      toObjectId: Number(company),
      fromObjectTypeId: '0-3',
      toObjectTypeId: '0-2',
      associationTypeId: 341,
      associationRemoved: false,
    });
    expect(classic).toMatchObject({
      subscriptionType: 'deal.associationChange',
      associationType: 'DEAL_TO_COMPANY',
    });
    expect(inverse).toMatchObject({
      fromObjectId: Number(company),
      toObjectId: Number(deal),
      associationTypeId: 342,
    });
    expect(events().filter((event) => 'objectId' in event)).toEqual([]);
  });

  test('merge, deletion and restoration', async () => {
    await install({ crmObjects: [on('deal', 'merge'), on('deal', 'deletion'), on('deal', 'restore')] });
    const [first, second] = [
      await create(call, 'deals', { dealname: 'A' }),
      await create(call, 'deals', { dealname: 'B', amount: '5' }),
    ];
    const merged = await call('POST', '/crm/objects/2026-09/deals/merge', {
      primaryObjectId: first,
      objectIdToMerge: second,
    });
    const survivor = String(merged.body.id);
    await call('DELETE', `/crm/objects/2026-09/deals/${survivor}`, undefined, RAE);
    await sandbox.control('POST', `/records/deals/${survivor}/restore`);
    await sandbox.deliver();
    expect(events()).toMatchObject([
      {
        subscriptionType: 'object.merge',
        primaryObjectId: Number(first),
        mergedObjectIds: [Number(first), Number(second)],
        newObjectId: Number(survivor),
        numberOfPropertiesMoved: 1,
      },
      { subscriptionType: 'object.deletion', changeFlag: 'DELETED', changeSource: 'CRM_UI' },
      { subscriptionType: 'object.restore', objectId: Number(survivor) },
    ]);
  });

  test('calculated properties stay silent, fire, or fire late, as assumed', async () => {
    await install({ crmObjects: [on('deal', 'propertyChange', 'hs_is_closed_won')] });
    const fired: number[] = [];
    for (const calculatedPropertiesFire of ['no', 'yes', 'late']) {
      await sandbox.control('POST', '/assume', { calculatedPropertiesFire });
      const id = await create(call, 'deals', { dealname: 'A', dealstage: 'closedwon' });
      fired.push((await sandbox.deliver()).events);
      expect(id).not.toBe('');
    }
    expect(fired).toEqual([0, 1, 0]);
    await sandbox.advance(10_000);
    expect((await sandbox.deliver()).events).toBe(1);
  });

  test('ids of events repeat now and then, as HubSpot does not promise that they are unique', async () => {
    await install({ crmObjects: [on('company', 'creation')] });
    for (let index = 0; index < 50; index += 1) await create(call, 'companies', { name: `C${index}` });
    await sandbox.deliver();
    expect(new Set(events().map((event) => event.eventId)).size).toBe(49);
  });
});
