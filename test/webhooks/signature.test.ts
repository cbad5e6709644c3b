import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createVerifyV1OrV3, createVerifyV3, type SignedRequest } from '../../webhooks/signature.ts';
import { signV1, signV3 } from '../support/sign.ts';

// The vectors of HubSpot's page "Validating requests".
const SECRET = 'yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy';
const BODY = "{'example_field':'example_value'}";
const SENT = 1693657560000;
const SIGNATURE = 'K36dawei4A+QBNolUOqo7s91KQDWQ5MXZ/QufNYuk/Y=';

const verifyAt = (nowMs: number, publicUrl = 'https://www.example.com') =>
  createVerifyV3({ clientSecret: SECRET, publicUrl, now: () => nowMs });

const example: SignedRequest = {
  method: 'POST',
  pathAndQuery: '/webhook_uri',
  body: Buffer.from(BODY),
  headers: {
    'x-hubspot-signature-v3': [SIGNATURE],
    'x-hubspot-request-timestamp': [String(SENT)],
  },
};
const withHeaders = (headers: SignedRequest['headers']): SignedRequest => ({
  ...example,
  headers: { ...example.headers, ...headers },
});
const refused = (reason: string) => ({ kind: 'refused', reason });
const valid = { kind: 'valid', signatureHash: expect.any(Buffer) };

describe('a v3 signature', () => {
  test.each([
    [SENT, SIGNATURE],
    [1700000300000, 'RnbPH7+UMKVkbV32P8bz450N4M56aPmcru1+D3kSDtw='],
  ])("of HubSpot's own example at %d is valid", (timestamp, signature) => {
    const request = withHeaders({
      'x-hubspot-signature-v3': [signature],
      'x-hubspot-request-timestamp': [String(timestamp)],
    });
    expect(verifyAt(timestamp)(request)).toEqual(valid);
  });

  test('that is 5 minutes old is valid, 1 ms more is stale', () => {
    expect(verifyAt(SENT + 300_000)(example)).toEqual(valid);
    expect(verifyAt(SENT + 300_001)(example)).toEqual(refused('stale'));
    expect(verifyAt(SENT + 301_000)(example)).toEqual(refused('stale'));
  });

  test('that is 5 minutes ahead of our clock is valid, 1 ms more is not', () => {
    expect(verifyAt(SENT - 300_000)(example)).toEqual(valid);
    expect(verifyAt(SENT - 300_001)(example)).toEqual(refused('from-the-future'));
  });

  test.each([
    ['another body', { body: Buffer.from(`${BODY} `) }],
    ['another path', { pathAndQuery: '/webhook_uri2' }],
    ['a query that was not there', { pathAndQuery: '/webhook_uri?a=1' }],
    ['another method', { method: 'PUT' }],
  ])('does not cover %s', (_what, change) => {
    expect(verifyAt(SENT)({ ...example, ...change })).toEqual(refused('wrong-signature'));
  });

  test('does not cover another address of ours, whatever the Host header says', () => {
    const request = withHeaders({ host: ['www.example.com'], 'x-forwarded-host': ['www.example.com'] });
    expect(verifyAt(SENT, 'https://other.example.com')(request)).toEqual(refused('wrong-signature'));
  });

  test('of another app is wrong', () => {
    const verify = createVerifyV3({
      clientSecret: 'another',
      publicUrl: 'https://www.example.com',
      now: () => SENT,
    });
    expect(verify(example)).toEqual(refused('wrong-signature'));
  });

  test('that is missing, doubled or beside a broken timestamp is refused by name', () => {
    const verify = verifyAt(SENT);
    expect(verify({ ...example, headers: {} })).toEqual(refused('unsigned'));
    expect(verify(withHeaders({ 'x-hubspot-signature-v3': [SIGNATURE, SIGNATURE] }))).toEqual(
      refused('malformed-signature'),
    );
    for (const timestamp of [
      'NaN',
      '',
      ' ',
      'Infinity',
      '-1',
      `${SENT}.0`,
      '1e12',
      '9'.repeat(400),
      '0x18a',
    ]) {
      expect(verify(withHeaders({ 'x-hubspot-request-timestamp': [timestamp] }))).toEqual(
        refused('malformed-signature'),
      );
    }
    expect(verify(withHeaders({ 'x-hubspot-request-timestamp': undefined }))).toEqual(
      refused('malformed-signature'),
    );
    expect(verify(withHeaders({ 'x-hubspot-request-timestamp': [`${SENT}`, `${SENT}`] }))).toEqual(
      refused('malformed-signature'),
    );
  });

  test("is computed over the address with HubSpot's escapes written out, and no others", () => {
    const pathAndQuery = '/ui/card?mail=a%40b.c&at=10%3a30%3A00&x=%26%3D%20%2F%3F%21%24%27%28%29%2A%2C%3B';
    const signedPath = "/ui/card?mail=a@b.c&at=10:30:00&x=%26%3D%20/?!$'()*,;";
    const headers = signV3({
      secret: SECRET,
      method: 'GET',
      uri: `https://www.example.com${signedPath}`,
      body: '',
      timestamp: SENT,
    });
    const request: SignedRequest = {
      method: 'GET',
      pathAndQuery,
      body: Buffer.alloc(0),
      headers: lower(headers),
    };
    expect(verifyAt(SENT)(request)).toEqual(valid);
  });

  test('of a replay has the same hash, of anything else another', () => {
    const verify = verifyAt(SENT);
    const later = withHeaders(lower(signExample({ timestamp: SENT + 1 })));
    expect(verify(example)).toEqual(verify(example));
    expect(verify(later)).toEqual(valid);
    expect(verify(later)).not.toEqual(verify(example));
  });

  test('is valid for whatever was signed, and for nothing that differs in one byte', () => {
    const verify = verifyAt(SENT);
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 1 }),
        fc.webPath(),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        (bytes, path, place, flip) => {
          const body = Buffer.from(bytes);
          const headers = lower(
            signV3({
              secret: SECRET,
              method: 'POST',
              uri: `https://www.example.com${writeOut(path)}`,
              body,
              timestamp: SENT,
            }),
          );
          const request = { method: 'POST', pathAndQuery: path, body, headers };
          const tampered = Buffer.from(body);
          tampered[place % body.length] = (body[place % body.length] ?? 0) ^ flip;
          expect(verify(request).kind).toBe('valid');
          expect(verify({ ...request, body: tampered })).toEqual(refused('wrong-signature'));
          expect(verify({ ...request, pathAndQuery: `${path}x` })).toEqual(refused('wrong-signature'));
        },
      ),
    );
  });

  test('never throws, whatever a stranger sends', () => {
    const verify = createVerifyV1OrV3(SECRET, verifyAt(SENT));
    const header = fc.option(
      fc.array(fc.oneof(fc.string(), fc.constant(SIGNATURE), fc.constant(`${SENT}`))),
      {
        nil: undefined,
      },
    );
    const names = [
      'x-hubspot-signature-v3',
      'x-hubspot-request-timestamp',
      'x-hubspot-signature',
      'x-hubspot-signature-version',
    ];
    const headers = fc.record(Object.fromEntries(names.map((name) => [name, header])));
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.uint8Array(), headers, (method, pathAndQuery, body, given) => {
        expect(verify({ method, pathAndQuery, body: Buffer.from(body), headers: given }).kind).toBe(
          'refused',
        );
      }),
    );
  });
});

describe('a v1 signature', () => {
  // HubSpot's example of a webhook delivery.
  const body = Buffer.from(
    '[{"eventId":1,"subscriptionId":12345,"portalId":62515,"occurredAt":1564113600000,"subscriptionType":"contact.creation","attemptNumber":0,"objectId":123,"changeSource":"CRM","changeFlag":"NEW","appId":54321}]',
  );
  const signature = '232db2615f3d666fe21a8ec971ac7b5402d33b9a925784df3ca654d05f4817de';
  const request: SignedRequest = {
    method: 'POST',
    pathAndQuery: '/webhooks/hubspot',
    body,
    headers: { 'x-hubspot-signature': [signature], 'x-hubspot-signature-version': ['v1'] },
  };
  const verify = createVerifyV1OrV3(SECRET, verifyAt(SENT));

  test("of HubSpot's own example is valid where v1 is asked for, and unknown otherwise", () => {
    expect(verify(request)).toEqual(valid);
    expect(verifyAt(SENT)(request)).toEqual(refused('unsigned'));
  });

  test('of another body, or said to be of another version, is refused', () => {
    expect(verify({ ...request, body: Buffer.from('[]') })).toEqual(refused('wrong-signature'));
    expect(
      verify({ ...request, headers: { ...request.headers, 'x-hubspot-signature-version': ['v2'] } }),
    ).toEqual(refused('malformed-signature'));
  });

  test('does not help a request whose v3 signature is wrong', () => {
    const both = { ...request, headers: { ...lower(signV1({ secret: SECRET, body })), ...example.headers } };
    expect(verify(both)).toEqual(refused('wrong-signature'));
  });
});

function signExample(change: { timestamp: number }): Record<string, string> {
  return signV3({
    secret: SECRET,
    method: 'POST',
    uri: 'https://www.example.com/webhook_uri',
    body: BODY,
    ...change,
  });
}

function lower(headers: Record<string, string>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), [value]]));
}

function writeOut(path: string): string {
  return path.replace(/%(3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)/gi, (found) => decodeURIComponent(found));
}
