import { createHash, createHmac } from 'node:crypto';

export const CLIENT_SECRET = 'sandbox-client-secret';

const DECODED: Record<string, string> = {
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

/** v3: Base64 of the HMAC-SHA256 over method, URI (only the listed escapes decoded), body and timestamp. */
export function signatureV3(
  secret: string,
  method: string,
  url: string,
  body: string,
  timestamp: number,
): string {
  const uri = url.replace(
    /%(3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)/gi,
    (code) => DECODED[code.toUpperCase()] ?? code,
  );
  return createHmac('sha256', secret).update(`${method}${uri}${body}${timestamp}`).digest('base64');
}

/** v1, the legacy header of webhook deliveries: hex SHA-256 over secret and body. */
export function signatureV1(secret: string, body: string): string {
  return createHash('sha256').update(`${secret}${body}`).digest('hex');
}
