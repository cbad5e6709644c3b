import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { cardAnswer, searchAnswer } from '../../extensions/src/app/cards/contract/company-card.ts';
import { readParked } from '../../src/store/parked.ts';
import { company, createCast } from '../flows/cast.ts';
import { PUBLIC_URL } from '../support/sandbox-config.ts';
import { signV3 } from '../support/sign.ts';
import { createWorld, type World } from '../support/world.ts';
import { FUZZ_MS, RUNS } from './runs.ts';
import { anyBytes, anyId, nearlyAnEvent } from './wire.ts';

jest.setTimeout(FUZZ_MS);

let world: World;
let known: { company: string; partnerCompany: string; partner: string };
beforeAll(async () => {
  world = await createWorld();
  const cast = createCast(world.crm);
  const partner = await cast.partner('Nordlicht');
  const client = await cast.client('Blue Ocean');
  await cast.referral({ partner, clients: [company(client)], on: '2026-03-02' });
  await world.settle();
  known = { company: client, partnerCompany: partner.companyId, partner: partner.id };
});
afterAll(() => world.stop());

type Answer = { readonly status: number; readonly text: string };

/** Sends what the stranger with the app's secret would: signed for exactly what arrives. */
async function send(method: string, pathAndQuery: string, body: Buffer): Promise<Answer> {
  // Normalised as fetch will send it, so that what is signed is what arrives.
  const { pathname, search } = new URL(pathAndQuery, 'http://x');
  const uri = `${PUBLIC_URL}${pathname}${search}`.replace(
    /%(3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)/gi,
    (found) => decodeURIComponent(found),
  );
  const signed = signV3({
    ...{ secret: world.sandbox.clientSecret, method, uri, body },
    timestamp: world.sandbox.now(),
  });
  const response = await fetch(`${world.server.url()}${pathname}${search}`, {
    method,
    headers: { 'content-type': 'application/json', ...signed },
    ...(method === 'GET' ? {} : { body: new Uint8Array(body) }),
  });
  return { status: response.status, text: await response.text() };
}

const refusal = z.strictObject({ error: z.strictObject({ code: z.string(), message: z.string() }) });

test('webhooks of any content are answered 204, 400 or 413; what was stored is read, and nothing is parked', async () => {
  const body = fc.oneof(
    fc.array(nearlyAnEvent, { maxLength: 6 }).map((events) => Buffer.from(JSON.stringify(events))),
    fc.array(fc.jsonValue(), { maxLength: 4 }).map((values) => Buffer.from(JSON.stringify(values))),
    anyBytes,
  );
  await fc.assert(
    fc.asyncProperty(body, async (bytes) => {
      const { status, text } = await send('POST', '/webhooks/hubspot', bytes);
      expect([204, 400]).toContain(status);
      if (status === 400) refusal.parse(JSON.parse(text));
    }),
    RUNS,
  );
  await world.app.settle();
  const states = z.array(z.object({ waiting: z.bigint(), parked: z.bigint(), read: z.bigint() }));
  const [state] = states.parse(
    await world.app.database.rows(
      (row) => row,
      `SELECT count(*) FILTER (WHERE expanded_at IS NULL) AS waiting, count(*) FILTER (WHERE attempts > 0) AS parked,
         count(*) FILTER (WHERE expanded_at IS NOT NULL) AS read FROM delivery`,
    ),
  );
  expect(state).toMatchObject({ waiting: 0n, parked: 0n });
  expect(Number(state?.read)).toBeGreaterThan(10);
  expect(await readParked(world.app.database, world.portalId)).toEqual([]);
});

test('requests of screens of any kind are answered below 500, and the card understands every answer', async () => {
  const seen = new Set<string>();
  const text = fc.oneof(fc.string(), fc.constantFrom('Blue', '2026-03-02', '2026-02-30', '9'.repeat(30)));
  const request = fc.record({
    method: fc.constantFrom('GET', 'POST'),
    companyId: fc.oneof(
      fc.constantFrom('client', 'partner'),
      anyId.map(String),
      fc.constantFrom('%zz', '..', '%00', '1%2F2'),
    ),
    what: fc.constantFrom('', '/search', '/referrals', '/check-ins', '/partner', '/unknown'),
    query: fc.dictionary(fc.constantFrom('q', 'portalId', 'userId', 'appId', 'x'), text, { maxKeys: 2 }),
    user: fc.integer({ min: 1, max: 1_000_000_000 }),
    body: fc.oneof(
      fc.record(
        {
          requestId: fc.oneof(fc.uuid(), text),
          direction: fc.constantFrom<unknown>('received', 'sent', 'sideways'),
          partnerId: fc.oneof(fc.constant('partner'), anyId),
          client: fc.oneof(
            fc.constantFrom<unknown>(
              { kind: 'existing', companyId: '1' },
              { kind: 'new', name: 'New', domain: '' },
            ),
            fc.jsonValue(),
          ),
          referredOn: text,
          happenedOn: text,
          outcome: text,
          twoWay: fc.boolean(),
          method: fc.constantFrom<unknown>('form', 'pigeon', 7),
          primaryType: fc.constantFrom<unknown>('referral', 'none'),
        },
        { requiredKeys: [] },
      ),
      fc.jsonValue(),
    ),
    bytes: fc.option(anyBytes, { freq: 5 }),
  });
  await fc.assert(
    fc.asyncProperty(request, async ({ method, companyId, what, query, user, body, bytes }) => {
      const ids: Record<string, string> = { client: known.company, partner: known.partnerCompany };
      const identity = new URLSearchParams({ userId: String(user), portalId: '1001', appId: '2001' });
      const path = `/ui/companies/${ids[companyId] ?? companyId.replaceAll(/[?#\\]/g, '')}${what}`;
      const json = JSON.stringify(body).replace('"partnerId":"partner"', `"partnerId":"${known.partner}"`);
      const sent = await send(
        method,
        `${path}?${identity}&${new URLSearchParams(query)}`,
        method === 'GET' ? Buffer.alloc(0) : (bytes ?? Buffer.from(json)),
      );
      expect(sent.status).toBeLessThan(500);
      seen.add(`${method} ${sent.status}`);
      const answer: unknown = JSON.parse(sent.text);
      if (sent.status !== 200) refusal.parse(answer);
      else if (what === '/search') searchAnswer.parse(answer);
      else cardAnswer.parse(answer);
    }),
    RUNS,
  );
  expect([...seen]).toEqual(expect.arrayContaining(['GET 200', 'GET 401', 'POST 200', 'POST 400']));
});

test('paths and methods of any kind are answered, below 500', async () => {
  const path = fc.oneof(
    fc.webPath(),
    fc.constantFrom('/webhooks/hubspot', '/ui', '/oauth/install', '/oauth/callback', '/metrics', '//', '/%'),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'),
      path,
      anyBytes,
      async (method, somewhere, bytes) => {
        const response = await fetch(`${world.server.url()}${somewhere}`, {
          method,
          redirect: 'manual',
          ...(method === 'GET' ? {} : { body: new Uint8Array(bytes) }),
        });
        await response.arrayBuffer();
        expect(response.status).toBeLessThan(500);
      },
    ),
    RUNS,
  );
});
