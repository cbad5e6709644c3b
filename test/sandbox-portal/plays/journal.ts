import type { Play, Request, Stage } from './play.ts';

const JOURNAL = '/webhooks-journal/journal-local/2026-09';
const SUBSCRIPTIONS = '/webhooks-journal/subscriptions/2026-09';

/** The app's own token, by client credentials. */
async function appToken(stage: Stage): Promise<string> {
  const scopes = ['read', 'subscriptions.read', 'subscriptions.write'].map(
    (each) => `developer.webhooks_journal.${each}`,
  );
  const body = new URLSearchParams({
    ...{
      grant_type: 'client_credentials',
      client_id: 'sandbox-client-id',
      client_secret: stage.clientSecret,
    },
    scope: [...scopes, 'crm.objects.companies.read', 'crm.objects.deals.read'].join(' '),
  });
  const response = await fetch(`${stage.url}/oauth/2026-09/token`, { method: 'POST', body });
  return String(Reflect.get(Object(await response.json()), 'access_token'));
}

const companies = {
  ...{ subscriptionType: 'OBJECT', portalId: 1001, objectTypeId: '0-2', objectIds: [] },
  ...{ actions: ['CREATE', 'UPDATE'], properties: ['name'] },
};

async function subscribe(stage: Stage, token: string): Promise<number> {
  const response = await fetch(`${stage.url}${SUBSCRIPTIONS}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(companies),
  });
  return Number(Reflect.get(Object(await response.json()), 'id'));
}

/** An account with something in its journal; `path` is asked for with the app's token. */
const reading = (operation: string, path: (offset: string) => string, status = 200): Play => ({
  operation: `GET /webhooks-journal/journal-local/:version${operation}`,
  async prepare(stage): Promise<Request> {
    const token = await appToken(stage);
    await subscribe(stage, token);
    await stage.record('companies');
    const latest = await fetch(`${stage.url}${JOURNAL}/latest?installPortalId=1001`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const offset = String(Reflect.get(Object(await latest.json()), 'currentOffset'));
    await stage.record('companies');
    return { path: `${JOURNAL}${path(offset)}?installPortalId=1001`, token, status };
  },
});

export const journalPlays: readonly Play[] = [
  reading('/earliest', () => '/earliest'),
  reading('/latest', () => '/latest'),
  reading('/offset/:offset/next', (offset) => `/offset/${offset}/next`),
  {
    operation: 'POST /webhooks-journal/subscriptions/:version',
    prepare: async (stage) => ({
      ...{ path: SUBSCRIPTIONS, body: companies, token: await appToken(stage) },
      ...{ status: 200, shows: { ...companies, appId: 2001 } },
    }),
  },
  {
    operation: 'GET /webhooks-journal/subscriptions/:version',
    async prepare(stage) {
      const token = await appToken(stage);
      await subscribe(stage, token);
      return { path: SUBSCRIPTIONS, token, status: 200 };
    },
  },
  {
    operation: 'DELETE /webhooks-journal/subscriptions/:version/:subscriptionId',
    async prepare(stage) {
      const token = await appToken(stage);
      return { path: `${SUBSCRIPTIONS}/${await subscribe(stage, token)}`, token, status: 204 };
    },
  },
  {
    operation: 'DELETE /webhooks-journal/subscriptions/:version/portals/:portalId',
    prepare: async (stage) => ({
      ...{ path: `${SUBSCRIPTIONS}/portals/1001`, token: await appToken(stage), status: 204 },
    }),
  },
];
