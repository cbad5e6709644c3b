import { createHash, createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createSandbox, type Sandbox } from '../sandbox/index.ts';
import { type Caller, callerOf, create, startOver, startSandbox } from './caller.ts';
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
