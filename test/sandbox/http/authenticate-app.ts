import type { IncomingHttpHeaders } from 'node:http';
import type { Sandboxed } from '../sandboxed.ts';
import { Refusal } from './refusal.ts';
import { checkScopes } from './scopes.ts';

/** The app itself, by a token that its client credentials got; an account's token does not do. Gives its scopes. */
export function authenticateApp(
  { portal, journal }: Pick<Sandboxed, 'portal' | 'journal'>,
  headers: IncomingHttpHeaders,
  needed: readonly string[],
): ReadonlySet<string> {
  const token = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1] ?? '';
  const known = journal.appTokens.get(token);
  if (known === undefined || known.expiresAt <= portal.now()) {
    throw new Refusal({
      status: 401,
      category: known === undefined ? 'INVALID_AUTHENTICATION' : 'EXPIRED_AUTHENTICATION',
      message: 'This call takes a token of the client_credentials grant that has not expired.',
    });
  }
  checkScopes(
    known.scopes,
    needed.map((scope) => [scope]),
  );
  return known.scopes;
}
