import { createHash, createHmac } from 'node:crypto';

export type Signed = {
  readonly secret: string;
  readonly method: string;
  /** The whole address as HubSpot called it. */
  readonly uri: string;
  readonly body: string | Buffer;
  readonly timestamp: number | string;
};

/** The headers that HubSpot adds to a request, by its description of v3; written apart from the product's own code. */
export function signV3({ secret, method, uri, body, timestamp }: Signed): Record<string, string> {
  const source = Buffer.concat([
    Buffer.from(`${method}${uri}`),
    Buffer.from(body),
    Buffer.from(String(timestamp)),
  ]);
  return {
    'X-HubSpot-Signature-v3': createHmac('sha256', secret).update(source).digest('base64'),
    'X-HubSpot-Request-Timestamp': String(timestamp),
  };
}

/** The older header of webhook deliveries: SHA-256 over secret and body. */
export function signV1({ secret, body }: Pick<Signed, 'secret' | 'body'>): Record<string, string> {
  return {
    'X-HubSpot-Signature': createHash('sha256').update(secret).update(body).digest('hex'),
    'X-HubSpot-Signature-Version': 'v1',
  };
}
