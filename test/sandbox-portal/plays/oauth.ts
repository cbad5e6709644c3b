import type { Play, Stage } from './play.ts';

const clientOf = (stage: Stage) => ({
  client_id: 'sandbox-client-id',
  client_secret: stage.clientSecret,
});

/** The consent sends the browser back to an address of the portal itself, where there is something to see. */
function consentPath(stage: Stage): string {
  const asked = { client_id: 'sandbox-client-id', scope: 'oauth', redirect_uri: redirectOf(stage) };
  return `/oauth/authorize?${new URLSearchParams(asked)}`;
}

const redirectOf = (stage: Stage) => `${stage.url}/account-info/2026-09/details`;

async function codeGrant(stage: Stage): Promise<Record<string, string>> {
  const consent = await fetch(`${stage.url}${consentPath(stage)}`, { redirect: 'manual' });
  const code = new URL(consent.headers.get('location') ?? '').searchParams.get('code') ?? '';
  return {
    ...clientOf(stage),
    ...{ grant_type: 'authorization_code', code, redirect_uri: redirectOf(stage) },
  };
}

async function accessToken(stage: Stage): Promise<string> {
  const body = new URLSearchParams(await codeGrant(stage));
  const response = await fetch(`${stage.url}/oauth/2026-09/token`, { method: 'POST', body });
  const answer: unknown = await response.json();
  return String(Reflect.get(Object(answer), 'access_token'));
}

export const oauthPlays: readonly Play[] = [
  {
    operation: 'GET /oauth/authorize',
    prepare: (stage) => ({ path: consentPath(stage), status: 200, shows: { portalId: 1001 } }),
  },
  {
    operation: 'GET /oauth/:accountId/authorize',
    prepare: (stage) => ({
      path: consentPath(stage).replace('/oauth/', '/oauth/1001/'),
      status: 200,
      shows: { portalId: 1001 },
    }),
  },
  {
    operation: 'POST /oauth/:version/token',
    async prepare(stage) {
      const form = await codeGrant(stage);
      return {
        ...{ path: '/oauth/2026-09/token', form, status: 200, shows: { token_type: 'bearer' } },
      };
    },
  },
  {
    operation: 'POST /oauth/:version/token/introspect',
    async prepare(stage) {
      const form = { ...clientOf(stage), token: await accessToken(stage), token_type_hint: 'access_token' };
      return { path: '/oauth/2026-09/token/introspect', form, status: 200, shows: { active: true } };
    },
  },
  {
    operation: 'POST /oauth/:version/token/revoke',
    async prepare(stage) {
      const form = { ...clientOf(stage), token: await accessToken(stage), token_type_hint: 'access_token' };
      return { path: '/oauth/2026-09/token/revoke', form, status: 200 };
    },
  },
  {
    operation: 'DELETE /appinstalls/:version/external-install',
    prepare: () => ({ path: '/appinstalls/2026-09/external-install', status: 204 }),
  },
];
