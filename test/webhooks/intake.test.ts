import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { signV1 } from '../support/sign.ts';
import { NOW, SECRET, sendSigned, startServer, type TestServer } from './test-server.ts';

const PATH = '/webhooks/hubspot';
const EVENT = {
  eventId: 1839643432,
  portalId: 1001,
  appId: 2001,
  occurredAt: NOW,
  subscriptionType: 'deal.propertyChange',
  attemptNumber: 0,
  objectId: 332507367156,
  propertyName: 'dealstage',
  propertyValue: 'closedwon',
  changeSource: 'CRM_UI',
};
const BODY = JSON.stringify([EVENT]);

describe('the webhook intake', () => {
  let database: TestDatabase;
  let server: TestServer;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    await database.run('TRUNCATE delivery');
    server = await startServer({ database });
  });
  afterEach(() => server.close());

  const stored = () =>
    database.rows((row) => row, 'SELECT body, received_at, expanded_at, attempts FROM delivery ORDER BY id');
  const refusal = async (code: string, answer: Promise<{ status: number; body: string }>) => {
    const { status, body } = await answer;
    const expected = { error: { code, message: expect.any(String) } };
    expect({ code: JSON.parse(body), stored: await stored(), announced: server.announced() }).toEqual({
      code: expected,
      stored: [],
      announced: 0,
    });
    return status;
  };

  test('stores a signed delivery as it came, answers 204 with nothing, and announces it', async () => {
    const body = `[ ${JSON.stringify(EVENT)},\n{"ä": "€"} ]`;
    const answer = await sendSigned(server, PATH, { body });

    expect({ status: answer.status, body: answer.body, announced: server.announced() }).toEqual({
      status: 204,
      body: '',
      announced: 1,
    });
    expect(await stored()).toEqual([
      { body: Buffer.from(body), received_at: new Date(NOW), expanded_at: null, attempts: 0 },
    ]);
  });

  test('refuses a request without a signature', async () => {
    const answer = fetch(`${server.url()}${PATH}`, { method: 'POST', body: BODY });
    const read = answer.then(async (each) => ({ status: each.status, body: await each.text() }));
    expect(await refusal('unsigned', read)).toBe(401);
  });

  test('refuses a request that is 5 minutes and 1 second old', async () => {
    const answer = sendSigned(server, PATH, { body: BODY, timestamp: NOW - 301_000 });
    expect(await refusal('stale', answer)).toBe(401);
  });

  test('takes a request that is exactly 5 minutes old', async () => {
    const { status } = await sendSigned(server, PATH, { body: BODY, timestamp: NOW - 300_000 });
    expect({ status, stored: await stored() }).toEqual({ status: 204, stored: [expect.anything()] });
  });

  test('refuses a request from the future', async () => {
    const answer = sendSigned(server, PATH, { body: BODY, timestamp: NOW + 301_000 });
    expect(await refusal('from-the-future', answer)).toBe(401);
  });

  test('refuses a body that is not the one signed', async () => {
    const tampered = BODY.replace('1001', '1002');
    expect(
      await refusal(
        'wrong-signature',
        sendSigned(server, PATH, { body: tampered, signedAs: { body: BODY } }),
      ),
    ).toBe(401);
  });

  test('refuses a request signed for another address', async () => {
    const answer = sendSigned(server, PATH, { body: BODY, signedAs: { path: '/webhooks/other' } });
    expect(await refusal('wrong-signature', answer)).toBe(401);
  });

  test('refuses a request signed for another method', async () => {
    const answer = sendSigned(server, PATH, { body: BODY, signedAs: { method: 'PUT' } });
    expect(await refusal('wrong-signature', answer)).toBe(401);
  });

  test('refuses a body over the limit before it looks at the signature', async () => {
    const huge = `[{"x":"${'x'.repeat(1_000_000)}"}]`;
    expect(
      await refusal('too-large', sendSigned(server, PATH, { body: huge, signedAs: { body: 'y' } })),
    ).toBe(413);
  });

  test('refuses a compressed body', async () => {
    const answer = sendSigned(server, PATH, {
      body: gzipSync(BODY),
      headers: { 'Content-Encoding': 'gzip' },
    });
    expect(await refusal('encoding', answer)).toBe(415);
  });

  test.each([
    ['malformed JSON', '[{"eventId":1'],
    ['nothing', ''],
    ['no array', '{"eventId":1}'],
    ['an array of other things', '[1, null]'],
    ['an array of arrays', '[[]]'],
    ['bytes that are no text', Buffer.from([0x5b, 0x22, 0xff, 0x22, 0x5d])],
    ['brackets without end', '['.repeat(500_000)],
  ])('refuses a signed body of %s', async (_what, body) => {
    const signed = typeof body === 'string' ? { body } : { body };
    expect(await refusal('malformed', sendSigned(server, PATH, signed))).toBe(400);
  });

  test('answers the same bytes twice with 204 and stores them once', async () => {
    const first = await sendSigned(server, PATH, { body: BODY });
    const second = await sendSigned(server, PATH, { body: BODY });

    expect([first.status, second.status]).toEqual([204, 204]);
    expect({ stored: (await stored()).length, announced: server.announced() }).toEqual({
      stored: 1,
      announced: 1,
    });
  });

  test('two instances on one database store a delivery once', async () => {
    const other = await startServer({ database: await database.another() });
    const answers = await Promise.all(
      [server, other, server, other].map((each) => sendSigned(each, PATH, { body: BODY })),
    );
    await other.close();

    expect(answers.map(({ status }) => status)).toEqual([204, 204, 204, 204]);
    expect({ stored: (await stored()).length, announced: server.announced() + other.announced() }).toEqual({
      stored: 1,
      announced: 1,
    });
  });

  test('takes an event type that it does not know, and a portal that is not ours', async () => {
    const strange = JSON.stringify([{ ...EVENT, subscriptionType: 'comet.landing' }]);
    const foreign = JSON.stringify([{ ...EVENT, portalId: 666 }]);
    const answers = [
      await sendSigned(server, PATH, { body: strange }),
      await sendSigned(server, PATH, { body: foreign }),
    ];

    expect(answers.map(({ status }) => status)).toEqual([204, 204]);
    expect(await stored()).toMatchObject([{ body: Buffer.from(strange) }, { body: Buffer.from(foreign) }]);
  });

  test('takes a v1 signature only when told to', async () => {
    const send = (to: TestServer) =>
      fetch(`${to.url()}${PATH}`, {
        method: 'POST',
        body: BODY,
        headers: signV1({ secret: SECRET, body: BODY }),
      });
    const lenient = await startServer({ database, webhookSignature: 'v1' });
    const statuses = [(await send(server)).status, (await send(lenient)).status];
    await lenient.close();

    expect({ statuses, stored: (await stored()).length }).toEqual({ statuses: [401, 204], stored: 1 });
  });

  test('answers 503 when it cannot store, so that HubSpot sends again', async () => {
    const broken = await startServer({
      append: () => Promise.reject(new Error('connection lost at 10.0.0.7')),
    });
    const answer = await sendSigned(broken, PATH, { body: BODY });
    await broken.close();

    expect(answer.status).toBe(503);
    expect(JSON.parse(answer.body)).toEqual({
      error: { code: 'unavailable', message: 'It could not be stored. Send it again.' },
    });
    expect(broken.logText()).toContain('connection lost');
  });

  test('counts what became of requests, and writes no secret or content to the log', async () => {
    await sendSigned(server, PATH, { body: BODY });
    await sendSigned(server, PATH, { body: BODY });
    await sendSigned(server, PATH, { body: BODY, timestamp: 'soon' });
    await sendSigned(server, PATH, { body: 'x'.repeat(1_100_000) });
    await fetch(`${server.url()}${PATH}?secret=${SECRET}`, { method: 'POST', body: BODY });
    const metrics = await (await fetch(`${server.url()}/metrics`)).text();

    expect(metrics.split('\n').filter((line) => line.startsWith('partnerships_deliveries_total'))).toEqual([
      'partnerships_deliveries_total{outcome="stored",reason=""} 1',
      'partnerships_deliveries_total{outcome="repeated",reason=""} 1',
      'partnerships_deliveries_total{outcome="refused",reason="malformed-signature"} 1',
      'partnerships_deliveries_total{outcome="refused",reason="too-large"} 1',
      'partnerships_deliveries_total{outcome="refused",reason="unsigned"} 1',
    ]);
    const log = server.logText();
    expect(log).toContain('delivery stored');
    for (const hidden of [SECRET, 'sandbox-access-token', 'closedwon', '332507367156'])
      expect(log).not.toContain(hidden);
  });
});
