import { createHash } from 'node:crypto';
import { describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { readConfig } from '../../src/config.ts';
import { parseCsv } from '../../src/csv.ts';
import { environment } from '../../src/environment.ts';
import { Problem } from '../../src/errors.ts';
import { parseEvent } from '../../src/hubspot/event.ts';
import { type DealId, parseId } from '../../src/ids.ts';
import { readOverride } from '../../src/jobs/override-document.ts';
import { routeEvent } from '../../src/jobs/route-event.ts';
import { parseSettingsFile } from '../../src/jobs/settings-file.ts';
import { createSeal } from '../../src/seal.ts';
import { createVerifyV1OrV3, createVerifyV3, type SignedRequest } from '../../webhooks/signature.ts';
import { PORTAL_ID, SCHEMA } from '../jobs/portal.ts';
import { signV3 } from '../support/sign.ts';
import { FUZZ_MS, RUNS } from './runs.ts';
import { anyBytes, nearlyAnEvent } from './wire.ts';

jest.setTimeout(FUZZ_MS);

const SECRET = 'sandbox-client-secret';
const PUBLIC_URL = 'https://partners.example.com';
const NOW = Date.parse('2026-03-03T10:00:00Z');

describe('signatures', () => {
  const verifyV3 = createVerifyV3({ clientSecret: SECRET, publicUrl: PUBLIC_URL, now: () => NOW });
  const verifyAny = createVerifyV1OrV3(SECRET, verifyV3);
  const headerValue = fc.array(
    fc.oneof(fc.string(), fc.base64String(), fc.constantFrom(String(NOW), 'v1', 'v2')),
    {
      maxLength: 3,
    },
  );
  const strange = fc.record({
    method: fc.constantFrom('POST', 'GET', 'PUT', ''),
    pathAndQuery: fc.webPath().chain((path) => fc.string().map((query) => `${path}?${query}`)),
    body: anyBytes,
    headers: fc.dictionary(
      fc.constantFrom(
        'x-hubspot-signature-v3',
        'x-hubspot-request-timestamp',
        'x-hubspot-signature',
        'x-hubspot-signature-version',
      ),
      headerValue,
    ),
  });

  test('of strangers are refused with a reason, whatever they send', () => {
    fc.assert(
      fc.property(strange, (request) => {
        for (const verify of [verifyV3, verifyAny])
          expect(verify(request)).toEqual({ kind: 'refused', reason: expect.stringMatching(/^[a-z-]+$/) });
      }),
      RUNS,
    );
  });

  test('of HubSpot hold for exactly what was signed: any other byte, address or time is refused', () => {
    const signed = strange.map((request): SignedRequest => ({ ...request, headers: signatureOf(request) }));
    fc.assert(
      fc.property(signed, fc.nat(), fc.integer({ min: 1, max: 255 }), (request, place, flip) => {
        expect(verifyV3(request).kind).toBe('valid');
        const body = Buffer.from(request.body);
        if (body.length > 0) body.writeUInt8(body.readUInt8(place % body.length) ^ flip, place % body.length);
        const changed = body.length > 0 ? { ...request, body } : { ...request, method: 'DELETE' };
        const elsewhere = { ...request, pathAndQuery: `${request.pathAndQuery}x` };
        const later = { ...request.headers, 'x-hubspot-request-timestamp': [String(NOW - 1)] };
        for (const other of [changed, elsewhere, { ...request, headers: later }])
          expect(verifyV3(other)).toEqual({ kind: 'refused', reason: 'wrong-signature' });
      }),
      RUNS,
    );
  });

  /** As HubSpot signs, by the test's own code. */
  function signatureOf({ method, pathAndQuery, body }: Omit<SignedRequest, 'headers'>) {
    const headers = signV3({ secret: SECRET, method, uri: writtenOut(pathAndQuery), body, timestamp: NOW });
    return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), [value]]));
  }
  const writtenOut = (pathAndQuery: string) =>
    `${PUBLIC_URL}${pathAndQuery}`.replace(/%(3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)/gi, (found) =>
      decodeURIComponent(found),
    );
});

describe('events', () => {
  test('of any shape are an event, unknown or malformed, and name only ids', () => {
    fc.assert(
      fc.property(fc.oneof(nearlyAnEvent, fc.jsonValue(), fc.anything()), (value) => {
        const parsed = parseEvent(value);
        if (parsed.kind !== 'event') return expect(['unknown-type', 'malformed']).toContain(parsed.kind);
        for (const { recordId } of routeEvent(parsed.event, SCHEMA))
          expect(recordId).toMatch(/^[1-9]\d{0,18}$/);
      }),
      RUNS,
    );
  });
});

describe('the configuration', () => {
  const names = Object.keys(environment.shape);
  const value = fc.oneof(
    fc.string(),
    fc.constantFrom(
      '',
      ' ',
      'https://x',
      'http://localhost:1',
      '1001',
      'postgres://a:b@h/d',
      'v1',
      'A'.repeat(44),
    ),
    fc.webUrl(),
    fc.base64String({ maxLength: 60 }),
  );

  test('of any values is whole, or refused by name without showing a secret', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), value), (env) => {
        const secret = createHash('sha256').update(JSON.stringify(env)).digest('hex');
        const problem = refusalOf({ ...env, HUBSPOT_CLIENT_SECRET: `${secret} with a space` });
        expect(problem.message).toContain('HUBSPOT_CLIENT_SECRET');
        expect(problem.message).not.toContain(secret);
      }),
      RUNS,
    );
  });

  function refusalOf(env: Record<string, string>): Problem {
    try {
      readConfig(env);
    } catch (error) {
      if (error instanceof Problem && error.code === 'config-invalid') return error;
      throw error;
    }
    throw new Error('it was taken');
  }
});

describe('what stands in partner_override', () => {
  const place = { portalId: PORTAL_ID, dealId: parseId<DealId>('4711', 'deal'), timeZone: 'UTC' };
  const seal = createSeal([Buffer.alloc(32, 7)]);
  const nearly = fc.record(
    {
      v: fc.constantFrom<unknown>(1, 2, '1'),
      override: fc.oneof(
        fc.record(
          {
            credit: fc.oneof(fc.constant({ kind: 'shares', shares: [] }), fc.jsonValue()),
            reason: fc.constant({ code: 'other', text: 'because' }),
            by: fc.string(),
            at: fc.constantFrom('2026-03-02T09:00:00Z', 'soon'),
            until: fc.constantFrom<unknown>(null, '2026-04-01', '2026-02-30'),
            commissions: fc.constantFrom<unknown>([], {}),
          },
          { requiredKeys: [] },
        ),
        fc.jsonValue(),
      ),
      sig: fc.oneof(fc.base64String(), fc.jsonValue()),
    },
    { requiredKeys: [] },
  );

  test('is a claim, never an override, unless we signed it', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          nearly.map((each) => JSON.stringify(each)),
          fc.json(),
          fc.string(),
        ),
        (text) => {
          expect(readOverride(text, place, seal)).toEqual({ kind: 'unsigned', words: expect.any(String) });
        },
      ),
      RUNS,
    );
  });
});

describe('files of people', () => {
  test('of settings are taken, or refused in words', () => {
    const nearly = fc.record(
      {
        version: fc.oneof(fc.constant<unknown>(1), fc.jsonValue()),
        portalId: fc.oneof(fc.constant<unknown>('1001'), fc.jsonValue()),
        policies: fc.jsonValue(),
        settings: fc.jsonValue(),
        closedMonths: fc.jsonValue(),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(
        fc.oneof(
          nearly.map((each) => JSON.stringify(each)),
          fc.json(),
          fc.string(),
        ),
        (text) => {
          try {
            parseSettingsFile(text);
          } catch (error) {
            expect(error).toBeInstanceOf(Problem);
          }
        },
      ),
      RUNS,
    );
  });

  test('of rows are read, or refused with a TypeError', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom('"', ',', ';', '\n', '\r', 'a', '=') })),
        (text) => {
          try {
            expect(parseCsv(text).every((row) => row.length > 0)).toBe(true);
          } catch (error) {
            expect(error).toBeInstanceOf(TypeError);
          }
        },
      ),
      RUNS,
    );
  });
});
