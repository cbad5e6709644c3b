import { createHash } from 'node:crypto';
import { validationError } from '../../http/refusal.ts';
import type { AuthorizationCode } from '../../state/oauth-state.ts';

/** The PKCE challenge of an authorization request (RFC 7636, section 4.3); none is allowed, a half one is not. */
export function requestedChallenge(query: URLSearchParams): Pick<AuthorizationCode, 'challenge'> {
  const value = query.get('code_challenge');
  const method = query.get('code_challenge_method') ?? 'plain';
  if (value === null && query.has('code_challenge_method')) {
    throw validationError('code_challenge_method without code_challenge');
  }
  if (value === null) return {};
  if (method !== 'S256' && method !== 'plain') {
    throw validationError(`code_challenge_method ${method} is not S256 or plain`);
  }
  return { challenge: { value, method } };
}

/** Whether the verifier belongs to the code: needed with a challenge, refused without one (RFC 9700, section 4.8.2). */
export function isVerified({ challenge }: AuthorizationCode, verifier: string | undefined): boolean {
  if (challenge === undefined || verifier === undefined) return challenge === verifier;
  if (challenge.method === 'plain') return verifier === challenge.value;
  return createHash('sha256').update(verifier).digest('base64url') === challenge.value;
}
