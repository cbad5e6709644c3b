import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Vault } from '../src/encryption.ts';
import { Problem } from '../src/errors.ts';

/** One installation that a browser began. */
export type Attempt = {
  /** Goes to HubSpot and must come back. */
  readonly state: string;
  /** Of PKCE (RFC 7636): shown to HubSpot only when the code is exchanged. */
  readonly verifier: string;
  /** Its identity where used ones are kept. */
  readonly hash: Buffer;
  readonly expiresAt: Date;
};

export const ATTEMPT_MS = 10 * 60_000;
const BOUND_TO = 'browser';

export function beginAttempt(now: number): { readonly attempt: Attempt; readonly challenge: string } {
  const [state, verifier] = [randomBytes(32).toString('base64url'), randomBytes(32).toString('base64url')];
  const attempt = attemptOf({ state, verifier, expiresAt: now + ATTEMPT_MS });
  return { attempt, challenge: createHash('sha256').update(verifier).digest('base64url') };
}

const stored = z.object({ state: z.string(), verifier: z.string(), expiresAt: z.number() });

export function sealAttempt(vault: Vault, { state, verifier, expiresAt }: Attempt): string {
  const text = JSON.stringify({ state, verifier, expiresAt: expiresAt.getTime() });
  const { keyId, bytes } = vault.seal(text, BOUND_TO);
  return `${keyId}.${bytes.toString('base64url')}`;
}

/** Null for what we did not seal, and for an attempt that is too old. */
export function openAttempt(vault: Vault, text: string | null, now: number): Attempt | null {
  const [, keyId, body] = /^([0-9a-f]{16})\.([\w-]{1,2000})$/.exec(text ?? '') ?? [];
  if (keyId === undefined || body === undefined) return null;
  try {
    const opened = vault.open({ keyId, bytes: Buffer.from(body, 'base64url') }, BOUND_TO);
    const attempt = attemptOf(stored.parse(JSON.parse(opened)));
    return attempt.expiresAt.getTime() > now ? attempt : null;
  } catch (error) {
    // A stranger's cookie, or one from before a change of keys.
    if (error instanceof Problem) return null;
    throw error;
  }
}

export function isAnswerTo(attempt: Attempt, state: string): boolean {
  return timingSafeEqual(hashOf(state), attempt.hash);
}

function attemptOf({ state, verifier, expiresAt }: z.infer<typeof stored>): Attempt {
  return { state, verifier, hash: hashOf(state), expiresAt: new Date(expiresAt) };
}

function hashOf(state: string): Buffer {
  return createHash('sha256').update(state).digest();
}
