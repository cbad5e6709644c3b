import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { signedUri } from './signed-uri.ts';

/** A request as it came: raw bytes, and each header with all its values. */
export type SignedRequest = {
  readonly method: string;
  /** Path and query as on the request line. */
  readonly pathAndQuery: string;
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string[] | undefined>>;
};

export type Refusal = 'unsigned' | 'malformed-signature' | 'stale' | 'from-the-future' | 'wrong-signature';

export type Verdict =
  /** `signatureHash` (SHA-256, 32 bytes) is the identity of this request: a replay has the same. */
  | { readonly kind: 'valid'; readonly signatureHash: Buffer }
  | { readonly kind: 'refused'; readonly reason: Refusal };

export type Verify = (request: SignedRequest) => Verdict;

/** HubSpot's own limit; applied to the future as well, so that no signature stays good for longer. */
export const TOLERANCE_MS = 300_000;

/**
 * Verifies that HubSpot sent a request, by its v3 signature (HubSpot: Validating requests): HMAC-SHA256 over method,
 * URI, body and timestamp with the app's client secret. Never throws on what a stranger sends.
 */
export function createVerifyV3(options: {
  readonly clientSecret: string;
  readonly publicUrl: string;
  readonly now: () => number;
}): Verify {
  return ({ method, pathAndQuery, body, headers }) => {
    const signature = only(headers['x-hubspot-signature-v3']);
    const timestamp = only(headers['x-hubspot-request-timestamp']);
    if (signature === 'absent') return refused('unsigned');
    if (signature === 'several' || timestamp === 'several' || timestamp === 'absent') {
      return refused('malformed-signature');
    }
    if (!/^\d{1,16}$/.test(timestamp.value)) return refused('malformed-signature');
    const ageMs = options.now() - Number(timestamp.value);
    if (ageMs > TOLERANCE_MS) return refused('stale');
    if (ageMs < -TOLERANCE_MS) return refused('from-the-future');
    const expected = createHmac('sha256', options.clientSecret)
      .update(method + signedUri(options.publicUrl, pathAndQuery))
      .update(body)
      .update(timestamp.value)
      .digest('base64');
    return compare(signature.value, expected);
  };
}

/**
 * Verifies the older v1 signature of webhook deliveries: SHA-256 over secret and body. It covers neither address nor
 * time, so it is used only where it is asked for by name, and a v3 signature beside it counts first.
 */
export function createVerifyV1OrV3(clientSecret: string, verifyV3: Verify): Verify {
  return (request) => {
    const { headers, body } = request;
    if (headers['x-hubspot-signature-v3'] !== undefined) return verifyV3(request);
    const signature = only(headers['x-hubspot-signature']);
    const version = only(headers['x-hubspot-signature-version']);
    if (signature === 'absent') return refused('unsigned');
    if (signature === 'several' || typeof version === 'string' || version.value !== 'v1') {
      return refused('malformed-signature');
    }
    return compare(signature.value, createHash('sha256').update(clientSecret).update(body).digest('hex'));
  };
}

function compare(given: string, expected: string): Verdict {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  if (a.length !== b.length || !timingSafeEqual(a, b)) return refused('wrong-signature');
  return { kind: 'valid', signatureHash: createHash('sha256').update(a).digest() };
}

function only(values: string[] | undefined): 'absent' | 'several' | { readonly value: string } {
  const [value, another] = values ?? [];
  if (value === undefined) return 'absent';
  return another === undefined ? { value } : 'several';
}

function refused(reason: Refusal): Verdict {
  return { kind: 'refused', reason };
}
