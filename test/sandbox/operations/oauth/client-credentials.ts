import { randomUUID } from 'node:crypto';
import { type Answer, type Call, ok } from '../../http/operation.ts';
import { validationError } from '../../http/refusal.ts';

/** A token of the app itself, of no account: no refresh token comes with it. Asked for with a list of scopes. */
export function issueAppToken({ portal, journal }: Call, scope: string, expiresInS: number): Answer {
  const scopes = new Set(scope.split(' ').filter((each) => each !== ''));
  if (scopes.size === 0) throw validationError('scope is required');
  const token = randomUUID();
  journal.appTokens.set(token, { expiresAt: portal.now() + expiresInS * 1_000, scopes });
  return ok({
    access_token: token,
    expires_in: expiresInS,
    token_type: 'bearer',
    token_use: 'client_credentials',
  });
}
