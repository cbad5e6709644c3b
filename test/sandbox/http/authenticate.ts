import type { IncomingHttpHeaders } from 'node:http';
import type { Actor } from '../state/actor.ts';
import type { Portal } from '../state/portal.ts';
import { Refusal } from './refusal.ts';

/** The static token of the first account; another's carries its id behind it. */
export const ACCESS_TOKEN = 'sandbox-access-token';

/**
 * The app by its bearer token, a person of the UI by `X-Sandbox-User`, a workflow by `X-Sandbox-Workflow`; anything
 * else is refused.
 */
export function authenticate(portal: Portal, headers: IncomingHttpHeaders): Actor {
  const user = headers['x-sandbox-user'];
  if (typeof user === 'string') {
    if (!portal.owners.some((owner) => String(owner.userId) === user)) throw unauthorized(`No user ${user}`);
    return { kind: 'person', userId: user };
  }
  const workflow = headers['x-sandbox-workflow'];
  if (typeof workflow === 'string') return { kind: 'automation', workflowId: workflow };
  const token = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1];
  if (token === undefined) {
    throw unauthorized('Authentication credentials not found. This API supports OAuth 2.0 authentication.');
  }
  if (token === portal.accessToken) return { kind: 'app', appId: portal.appId };
  const expiresAt = portal.oauth.accessTokens.get(token);
  if (expiresAt === undefined) throw unauthorized('The access token is invalid.', 'INVALID_AUTHENTICATION');
  if (expiresAt <= portal.now())
    throw unauthorized('The OAuth token used to make this call expired.', 'EXPIRED_AUTHENTICATION');
  return { kind: 'app', appId: portal.appId };
}

function unauthorized(message: string, category = 'INVALID_AUTHENTICATION'): Refusal {
  return new Refusal({ status: 401, category, message });
}
