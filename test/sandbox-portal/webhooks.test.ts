import { createHash, createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createSandbox, type Sandbox } from '../sandbox/index.ts';
import {
  type Caller,
  callerOf,
  create,
  createPartnerSchema,
  RAE,
  startOver,
  startSandbox,
} from './caller.ts';
import { on, projectFolder, type Subscriptions } from './project-folder.ts';
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

async function install(subscriptions: Subscriptions, target: Sandbox = sandbox): Promise<void> {
  const project = projectFolder(subscriptions);
  try {
    await target.uploadProject({ dir: project.dir, targetUrl: receiver.url, signedUrl: SIGNED_URL });
  } finally {
    project.remove();
  }
}

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

describe('deliveries', () => {
  test('at most 100 events go into one request', async () => {
    await install({ crmObjects: [on('company', 'creation'), on('company', 'propertyChange', 'name')] });
    const inputs = Array.from({ length: 75 }, (_, index) => ({
      properties: { name: `C${index}` },
      associations: [],
    }));
    await call('POST', '/crm/objects/2026-09/companies/batch/create', { inputs });
    expect(await sandbox.deliver()).toEqual({ requests: 2, events: 150, statuses: [204, 204] });
    expect(receiver.received.map((one) => one.events.length).toSorted()).toEqual([100, 50].toSorted());
  });

  test('requests are signed for the public address, v3 and v1', async () => {
    await install({ crmObjects: [on('company', 'creation')] });
    await create(call, 'companies', { name: 'Müller' });
    await sandbox.deliver();
    const [one] = receiver.received;
    const expected = createHmac('sha256', sandbox.clientSecret)
      .update(`POST${SIGNED_URL}${one?.body}${AT}`)
      .digest('base64');
    const legacy = createHash('sha256').update(`${sandbox.clientSecret}${one?.body}`).digest('hex');
    expect(one?.headers).toMatchObject({
      'x-hubspot-signature-v3': expected,
      'x-hubspot-request-timestamp': String(AT),
      'x-hubspot-signature': legacy,
      'x-hubspot-signature-version': 'v1',
    });
  });

  test('a refused request comes again, ten times within 24 hours, with its attempt number', async () => {
    await install({ crmObjects: [on('company', 'creation')] });
    await create(call, 'companies', { name: 'A' });
    receiver.answer(500);
    await sandbox.deliver();
    for (let step = 0; step < 160; step += 1) {
      await sandbox.advance(600_000);
      await sandbox.deliver();
    }
    expect(events().map((event) => event.attemptNumber)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(await sandbox.control('GET', '/deliveries')).toMatchObject({
      pending: [],
      deliveries: [{ state: 'given-up' }],
    });
  });

  test('a retry that succeeds is the last', async () => {
    await install({ crmObjects: [on('company', 'creation')] });
    await create(call, 'companies', { name: 'A' });
    receiver.answer(503);
    await sandbox.deliver();
    receiver.answer(200);
    const early = await sandbox.deliver();
    await sandbox.advance(60_000);
    const due = await sandbox.deliver();
    await sandbox.advance(86_400_000);
    const later = await sandbox.deliver();
    expect([early.requests, due.statuses, later.requests]).toEqual([0, [200], 0]);
  });

  test('deliveries can be doubled, shuffled, dropped and replayed', async () => {
    await install({ crmObjects: [on('company', 'creation')] });
    for (const name of ['A', 'B', 'C', 'D']) await create(call, 'companies', { name });
    expect(await sandbox.deliver({ times: 2, shuffleSeed: 1 })).toEqual({
      requests: 2,
      events: 8,
      statuses: [204, 204],
    });
    const ids = (one: { events: Record<string, unknown>[] } | undefined) =>
      one?.events.map((event) => event.objectId) ?? [];
    const [first, second] = receiver.received;
    expect(ids(first)).toEqual(ids(second));
    expect(ids(first)).not.toEqual(ids(first).toSorted());
    await create(call, 'companies', { name: 'lost' });
    expect(await sandbox.control('POST', '/deliveries/drop')).toEqual({ dropped: 1 });
    for (const name of ['kept', 'lost', 'kept too']) await create(call, 'companies', { name });
    expect(await sandbox.control('POST', '/deliveries/drop', { every: 2 })).toEqual({ dropped: 1 });
    expect(await sandbox.control('POST', '/deliveries/drop')).toEqual({ dropped: 2 });
    expect(await sandbox.control('POST', '/deliveries/1/replay')).toEqual({ status: 204 });
    expect(receiver.received[2]?.events).toMatchObject([{ attemptNumber: 1 }, {}, {}, {}]);
  });

  test('delivered automatically, events arrive without being asked for, and hold keeps them back', async () => {
    const own = await createSandbox();
    try {
      await install({ crmObjects: [on('company', 'creation')] }, own);
      await create(callerOf(own), 'companies', { name: 'A' });
      await expect(arrival(1)).resolves.toBe(1);
      await own.control('POST', '/deliveries/hold');
      await create(callerOf(own), 'companies', { name: 'B' });
      expect(await own.control('GET', '/deliveries')).toMatchObject({
        held: true,
        pending: [{ subscriptionType: 'object.creation' }],
      });
      await own.control('POST', '/deliveries/release');
      await expect(arrival(2)).resolves.toBe(2);
    } finally {
      await own.stop();
    }
  });
});

async function arrival(count: number): Promise<number> {
  const until = Date.now() + 3_000;
  while (receiver.received.length < count && Date.now() < until)
    await new Promise((resolve) => setTimeout(resolve, 10));
  return receiver.received.length;
}

describe('uploading a project', () => {
  test('is refused with every problem at once', async () => {
    const upload = install({
      crmObjects: [
        on('p_partner', 'creation'),
        on('2-123', 'creation'),
        on('deal', 'propertyChange', 'hs_lastmodifieddate'),
        on('deal', 'propertyChange', 'nope'),
        on('deal', 'invented'),
      ],
      legacyCrmObjects: [{ subscriptionType: 'meeting.creation', active: true }],
    });
    await expect(upload).rejects.toThrow(
      [
        'The project cannot be built:',
        'The object p_partner does not exist in portal 1001',
        'The object name `2-123` is invalid: use the object’s name, prefixed with p_'.replace('’', "'"),
        'hs_lastmodifieddate cannot be subscribed',
        'Property nope does not exist on deal',
        'object.invented is no subscription type',
        'meeting.creation is not a classic subscription',
      ].join('\n- '),
    );
  });

  test('a line that is not active is checked but sends nothing', async () => {
    await install({ crmObjects: [{ ...on('company', 'creation'), active: false }] });
    await create(call, 'companies', { name: 'A' });
    expect((await sandbox.deliver()).events).toBe(0);
  });
});
