import express, { type Request, type RequestHandler } from 'express';

/** HubSpot sends at most 100 events in a webhook, and at most 1 MB from a card. */
export const MAX_BODY_BYTES = 1_000_000;

/** Reads the body as bytes, because signatures are over bytes. Refuses more than 1 MB, and anything compressed. */
export const readRawBody: RequestHandler = express.raw({
  type: () => true,
  limit: MAX_BODY_BYTES,
  inflate: false,
});

/** The bytes that readRawBody left; none when the request had no body. */
export function rawBodyOf(request: Request): Buffer {
  const body: unknown = request.body;
  return Buffer.isBuffer(body) ? body : Buffer.alloc(0);
}

/** Reads JSON from bytes: a value, or that they are none (also when they are no UTF-8). */
export function parseJson(
  bytes: Buffer,
): { readonly kind: 'json'; readonly value: unknown } | { readonly kind: 'malformed' } {
  try {
    return { kind: 'json', value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) };
  } catch {
    return { kind: 'malformed' };
  }
}
