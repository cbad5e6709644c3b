import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { Problem } from './errors.ts';

/** An encrypted text: the name of its key; and nonce, tag and ciphertext in one. */
export type Sealed = { readonly keyId: string; readonly bytes: Buffer };

/** Encrypts with the first key of `ENCRYPTION_KEY`, and opens with any of them. */
export type Vault = {
  /** The name of the key that encrypts now. */
  readonly keyId: string;
  /** `boundTo` (a portal's id, say) is not stored: the same must be given to open, so a text cannot change places. */
  seal(text: string, boundTo: string): Sealed;
  /** Throws `config-invalid` when its key is none of ours, when it was changed, or is bound to something else. */
  open(sealed: Sealed, boundTo: string): string;
};

const ALGORITHM = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY_ID_BYTES = 8;

/** AES-256-GCM under keys derived per purpose (HKDF-SHA256), so that what is sealed for one cannot pass for another. */
export function createVault(keys: readonly Buffer[], purpose: string): Vault {
  const ring = keys.map((key) => ({
    id: derive(key, `${purpose}: name of the key`, KEY_ID_BYTES).toString('hex'),
    secret: derive(key, `${purpose}: encryption`, 32),
  }));
  const [current] = ring;
  if (current === undefined) throw new Problem('config-invalid', 'ENCRYPTION_KEY holds no key');
  return {
    keyId: current.id,
    seal(text, boundTo) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(ALGORITHM, current.secret, nonce).setAAD(Buffer.from(boundTo));
      const ciphertext = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return { keyId: current.id, bytes: Buffer.concat([nonce, cipher.getAuthTag(), ciphertext]) };
    },
    open({ keyId, bytes }, boundTo) {
      const key = ring.find(({ id }) => id === keyId);
      if (key === undefined) {
        throw new Problem(
          'config-invalid',
          `this was encrypted with key ${keyId.slice(0, 2 * KEY_ID_BYTES)}, which ENCRYPTION_KEY does not hold`,
        );
      }
      try {
        return decrypt(key.secret, bytes, boundTo);
      } catch (cause) {
        throw new Problem('config-invalid', 'what was encrypted here was changed, or belongs elsewhere', {
          cause,
        });
      }
    },
  };
}

function decrypt(secret: Buffer, bytes: Buffer, boundTo: string): string {
  const nonce = bytes.subarray(0, NONCE_BYTES);
  const tag = bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
  const decipher = createDecipheriv(ALGORITHM, secret, nonce, { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(boundTo))
    .setAuthTag(tag);
  const text = decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES));
  return Buffer.concat([text, decipher.final()]).toString('utf8');
}

function derive(key: Buffer, info: string, length: number): Buffer {
  return Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), info, length));
}
