import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type Answer, type Call, noContent, type Operation, ok } from '../../http/operation.ts';
import { Refusal, validationError } from '../../http/refusal.ts';
import { parseBody } from '../../http/request-body.ts';
import { uninstallApp } from '../../state/oauth-state.ts';
import type { Portal } from '../../state/portal.ts';
import { CLIENT_SECRET } from '../../webhooks/sign.ts';
import { issueAppToken } from './client-credentials.ts';
import { isVerified, requestedChallenge } from './code-challenge.ts';

export const CLIENT_ID = 'sandbox-client-id';
const EXPIRES_IN_S = 1_800;

/** The consent page, already agreed to: sends the browser back with a code. */
export const authorize: Operation = {
  method: 'GET',
  path: '/oauth/authorize',
  isPublic: true,
  run: consent,
};

/** The same for one account: no choice among those that the person can see. */
export const authorizeAccount: Operation = {
  method: 'GET',
  path: '/oauth/:accountId/authorize',
  isPublic: true,
  run(call) {
    if (call.param('accountId') === call.portal.id) return consent(call);
    throw validationError(`nobody here can see account ${call.param('accountId')}`);
  },
};

function consent({ portal, query }: Call): Answer {
  const redirect = query.get('redirect_uri');
  if (query.get('client_id') !== CLIENT_ID || redirect === null || !query.get('scope')) {
    throw validationError('client_id, scope and redirect_uri are required');
  }
  const code = randomUUID();
  portal.oauth.codes.set(code, { redirect, ...requestedChallenge(query) });
  const target = new URL(redirect);
  target.searchParams.set('code', code);
  const state = query.get('state');
  if (state !== null) target.searchParams.set('state', state);
  return { status: 302, headers: { Location: target.href } };
}

const client = { client_id: z.string(), client_secret: z.string() };
const tokenInput = z.discriminatedUnion('grant_type', [
  z.object({
    grant_type: z.literal('authorization_code'),
    ...client,
    code: z.string(),
    redirect_uri: z.string(),
    code_verifier: z.string().optional(),
  }),
  z.object({ grant_type: z.literal('refresh_token'), ...client, refresh_token: z.string() }),
  z.object({ grant_type: z.literal('client_credentials'), ...client, scope: z.string() }),
]);

export const token: Operation = {
  method: 'POST',
  path: '/oauth/:version/token',
  isPublic: true,
  run(call) {
    const { portal } = call;
    const input = parseBody(tokenInput, call.body);
    checkClient(input);
    if (input.grant_type === 'client_credentials') return issueAppToken(call, input.scope, EXPIRES_IN_S);
    if (input.grant_type === 'authorization_code') {
      const known = portal.oauth.codes.get(input.code);
      portal.oauth.codes.delete(input.code);
      if (known?.redirect !== input.redirect_uri) {
        throw oauthError('BAD_AUTH_CODE', 'missing or unknown auth code');
      }
      if (!isVerified(known, input.code_verifier)) {
        throw oauthError('BAD_CODE_VERIFIER', 'the code_verifier does not fit the code_challenge');
      }
    } else if (!portal.oauth.refreshTokens.delete(input.refresh_token)) {
      throw oauthError('BAD_REFRESH_TOKEN', 'missing or invalid refresh token');
    }
    portal.oauth.uninstalled = false;
    return issue(portal);
  },
};

/** A new pair; the refresh token rotates, since nothing promises that it does not. */
function issue(portal: Portal): Answer {
  const accessToken = randomUUID();
  const refreshToken = randomUUID();
  portal.oauth.accessTokens.set(accessToken, portal.now() + EXPIRES_IN_S * 1_000);
  portal.oauth.refreshTokens.add(refreshToken);
  return ok({
    token_type: 'bearer',
    access_token: accessToken,
    refresh_token: refreshToken,
    expires_in: EXPIRES_IN_S,
    hub_id: Number(portal.id),
    user_id: 7001,
    scopes: ['oauth'],
  });
}

const tokenOnly = z.object({ ...client, token: z.string() });

export const introspect: Operation = {
  method: 'POST',
  path: '/oauth/:version/token/introspect',
  isPublic: true,
  run({ portal, body }) {
    const input = parseBody(tokenOnly, body);
    checkClient(input);
    const expiresAt = portal.oauth.accessTokens.get(input.token);
    const isRefresh = portal.oauth.refreshTokens.has(input.token);
    if (!isRefresh && (expiresAt === undefined || expiresAt <= portal.now())) return ok({ active: false });
    const left =
      expiresAt === undefined ? {} : { expires_in: Math.floor((expiresAt - portal.now()) / 1_000) };
    return ok({
      active: true,
      hub_id: Number(portal.id),
      app_id: Number(portal.appId),
      user_id: 7001,
      ...left,
    });
  },
};

export const revoke: Operation = {
  method: 'POST',
  path: '/oauth/:version/token/revoke',
  isPublic: true,
  run({ portal, body }) {
    const input = parseBody(tokenOnly, body);
    checkClient(input);
    portal.oauth.accessTokens.delete(input.token);
    portal.oauth.refreshTokens.delete(input.token);
    return ok({});
  },
};

export const uninstall: Operation = {
  method: 'DELETE',
  path: '/appinstalls/:version/external-install',
  run(call: Call) {
    uninstallApp(call.portal.oauth);
    return noContent();
  },
};

function checkClient(input: { client_id: string; client_secret: string }): void {
  if (input.client_id !== CLIENT_ID || input.client_secret !== CLIENT_SECRET) {
    throw oauthError('BAD_CLIENT_ID', 'missing or invalid client id');
  }
}

function oauthError(status: string, message: string): Refusal {
  return new Refusal({ status: 400, category: status, message, more: { status, error: 'invalid_grant' } });
}
