import { fileURLToPath } from 'node:url';
import { type App, createApp } from '../../src/app.ts';
import type { Config } from '../../src/config.ts';
import { createRequest } from '../../src/hubspot/request.ts';
import {
  applySchema,
  createSchemaPort,
  objectTypeIdOf,
  type RecordKind,
  wantedSchema,
} from '../../src/hubspot/schema/index.ts';
import { type PortalId, parseId } from '../../src/ids.ts';
import type { Log } from '../../src/log.ts';
import { createOAuth } from '../../webhooks/oauth.ts';
import { createServer, type WebhookServer } from '../../webhooks/server.ts';
import { createUi } from '../../webhooks/ui/routes.ts';
import { type ApiHost, createApiHost } from '../sandbox/api-host.ts';
import { createSandbox, type Sandbox } from '../sandbox/index.ts';
import type { Journal } from '../sandbox/journal/journal.ts';
import { createCrm } from '../support/crm.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { configFor, PUBLIC_URL } from '../support/sandbox-config.ts';
import { unlimited } from '../support/unlimited.ts';
import { START, type World } from '../support/world.ts';

const PROJECT = fileURLToPath(new URL('../../extensions', import.meta.url));

/** Two HubSpot accounts with one address of the API, and one server of ours for both. */
export type TwoPortals = {
  readonly one: World;
  readonly other: World;
  readonly app: App;
  /** Another server on the same database; ends with the stage. */
  anotherServer(): Promise<App>;
  /** As an admin's browser does, from our page over HubSpot's consent back to ours; the title of the last page. */
  install(portal: World): Promise<string>;
  /** Delivers what both accounts have to say, twice and mixed, until nothing is left to do. */
  settle(): Promise<void>;
  advance(ms: number): Promise<void>;
  stop(): Promise<void>;
};

export async function createTwoPortals(log: Log): Promise<TwoPortals> {
  const one = await openAccount('1001');
  const other = await openAccount('1002', one.journal);
  const [database, host] = [await createTestDatabase(), await createApiHost([one, other])];
  const { app, server, config } = await startServer({ database, host, log, account: one });
  const others: App[] = [];
  const anotherServer = async () => {
    const made = await createApp(config, log, { now: () => one.now(), limiter: unlimited });
    others.push(made);
    return made;
  };
  const settle = async () => {
    for (;;) {
      const events = [await deliver(one), await deliver(other)];
      await app.settle();
      if (events.every((count) => count === 0)) return;
    }
  };
  const advance = async (ms: number) => {
    for (const account of [one, other]) await account.advance(ms);
  };
  const stop = async () => {
    await server.close();
    await Promise.all([app, ...others].map((each) => each.stop()));
    await Promise.all([database.close(), host.stop()]);
    await Promise.all([one.stop(), other.stop()]);
  };
  const worldOf = async (sandbox: Sandbox): Promise<World> => ({
    ...{ sandbox, app, server, portalId: parseId<PortalId>(sandbox.portalId, 'portal'), settle, stop },
    crm: await prepare(sandbox, server),
    advanceDays: (days) => advance(days * 86_400_000),
  });
  return {
    ...{ one: await worldOf(one), other: await worldOf(other), app, anotherServer, settle, advance, stop },
    install: ({ portalId }) => install(server, host, portalId),
  };
}

async function openAccount(portalId: string, journal?: Journal): Promise<Sandbox> {
  const sandbox = await createSandbox({
    ...{ clock: { startAt: START }, deliver: 'by-hand', portalId },
    ...(journal === undefined ? {} : { journal }),
  });
  await sandbox.control('POST', '/rate-limits', { enabled: false });
  return sandbox;
}

async function startServer(stage: {
  database: TestDatabase;
  host: ApiHost;
  log: Log;
  account: Sandbox;
}): Promise<{ app: App; server: WebhookServer; config: Config }> {
  const { database, host, log, account } = stage;
  const now = () => account.now();
  const common = configFor({ ...account, url: host.url }, database.url);
  const auth = { kind: 'oauth', clientId: 'sandbox-client-id' } as const;
  const config = { ...common, hubspot: { ...common.hubspot, auth } };
  const app = await createApp(config, log, { now, limiter: unlimited });
  const routes = { ui: createUi(app), oauth: createOAuth({ ...app, config, now }) };
  const server = createServer({ ...app, ...routes, config, now });
  await server.listen(0);
  return { app, server, config };
}

/** What an admin does with a service key of the account, and HubSpot with the app's subscriptions. */
async function prepare(sandbox: Sandbox, server: WebhookServer): Promise<World['crm']> {
  const { url: baseUrl, accessToken } = sandbox;
  const request = createRequest({ baseUrl, accessToken, limiter: unlimited });
  const applied = await applySchema(createSchemaPort(request), wantedSchema());
  if (applied.kind !== 'complete') throw new Error(`the schema was not applied: ${applied.kind}`);
  const targetUrl = `${server.url()}/webhooks/hubspot`;
  await sandbox.uploadProject({ dir: PROJECT, targetUrl, signedUrl: `${PUBLIC_URL}/webhooks/hubspot` });
  await sandbox.control('DELETE', '/requests');
  return createCrm(sandbox.url, (name) => objectTypeIdOf(applied.state, name as RecordKind));
}

async function deliver(sandbox: Sandbox): Promise<number> {
  const { events, statuses } = await sandbox.deliver({ times: 2, shuffleSeed: 7 });
  if (statuses.some((status) => status !== 204)) throw new Error(`answered ${statuses.join(', ')}`);
  return events;
}

async function install(server: WebhookServer, host: ApiHost, portalId: string): Promise<string> {
  const begun = await fetch(`${server.url()}/oauth/install`, { redirect: 'manual' });
  const cookie = begun.headers.get('set-cookie')?.split(';')[0] ?? '';
  const consent = new URL(begun.headers.get('location') ?? 'none:');
  if (consent.origin !== host.url) throw new Error(`sent to ${consent.origin}`);
  consent.pathname = consent.pathname.replace('/oauth/', `/oauth/${portalId}/`);
  const agreed = await fetch(consent, { redirect: 'manual' });
  const back = (agreed.headers.get('location') ?? '').replace(PUBLIC_URL, server.url());
  const page = await (await fetch(back, { headers: { cookie } })).text();
  return /<h1>(.*?)<\/h1>/.exec(page)?.[1] ?? page;
}
