/** What this needs of the runtime's Web Crypto, which a card's worker may lack. */
export type RandomSource = { getRandomValues(bytes: Uint8Array<ArrayBuffer>): unknown };

/**
 * A new id for one click: 32 hexadecimal digits. Not crypto.randomUUID, which exists in secure contexts only, and
 * HubSpot does not promise its worker to be one. Without Web Crypto, Math.random does: the id only has to differ
 * from the other clicks of the same user, it keeps no secret.
 */
export function createRequestId(source: RandomSource | undefined): string {
  const bytes = new Uint8Array(16);
  if (source) source.getRandomValues(bytes);
  else
    bytes.forEach((_, place) => {
      bytes[place] = Math.floor(Math.random() * 256);
    });
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
