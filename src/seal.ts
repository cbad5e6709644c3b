import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** Signs what people decided, so that a text in HubSpot which anybody may edit cannot pass for a decision (R38). */
export type Seal = {
  /** Null while no key is configured: then nothing can be signed. */
  sign(text: string): string | null;
  verify(text: string, signature: string): 'valid' | 'wrong' | 'no-key';
};

const PURPOSE = 'partnerships override signature v1';

/** Keys are those of `ENCRYPTION_KEY`: the first signs, former ones still verify. */
export function createSeal(encryptionKeys: readonly Buffer[]): Seal {
  const keys = encryptionKeys.map((key) => Buffer.from(hkdfSync('sha256', key, '', PURPOSE, 32)));
  const macOf = (key: Buffer, text: string) => createHmac('sha256', key).update(text, 'utf8').digest();
  return {
    sign(text) {
      const [key] = keys;
      return key === undefined ? null : macOf(key, text).toString('base64url');
    },
    verify(text, signature) {
      if (keys.length === 0) return 'no-key';
      const given = Buffer.from(signature, 'base64url');
      const fits = keys.map((key) => {
        const wanted = macOf(key, text);
        return given.length === wanted.length && timingSafeEqual(given, wanted);
      });
      return fits.includes(true) ? 'valid' : 'wrong';
    },
  };
}
