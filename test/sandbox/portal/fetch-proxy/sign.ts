import { createHash, createHmac } from 'node:crypto';

/** Signed as HubSpot decodes it: these escapes are plain in the signed address, all others stay. */
const decodedEscapes: Readonly<Record<string, string>> = {
  '%3A': ':',
  '%2F': '/',
  '%3F': '?',
  '%40': '@',
  '%21': '!',
  '%24': '$',
  '%27': "'",
  '%28': '(',
  '%29': ')',
  '%2A': '*',
  '%2C': ',',
  '%3B': ';',
};

/**
 * The headers HubSpot puts on a request of `hubspot.fetch`: v2 and v3 signature over the public https address.
 * Source: developers.hubspot.com, request validation.
 */
export function signedHeaders(input: {
  clientSecret: string;
  method: string;
  uri: string;
  body: string;
  timestampMs: number;
}): Record<string, string> {
  const { clientSecret, method, uri, body, timestampMs } = input;
  const decodedUri = uri.replace(/%[0-9A-F]{2}/gi, (code) => decodedEscapes[code.toUpperCase()] ?? code);
  return {
    'X-HubSpot-Signature': createHash('sha256').update(`${clientSecret}${method}${uri}${body}`).digest('hex'),
    'X-HubSpot-Signature-Version': 'v2',
    'X-HubSpot-Request-Timestamp': String(timestampMs),
    'X-HubSpot-Signature-v3': createHmac('sha256', clientSecret)
      .update(`${method}${decodedUri}${body}${timestampMs}`)
      .digest('base64'),
  };
}
