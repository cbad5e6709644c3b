import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
import { createLog, type Log } from '../../src/log.ts';
import { openDatabase } from '../../src/store/database.ts';
import { createServer, type WebhookServer } from '../../webhooks/server.ts';
import { createUi } from '../../webhooks/ui/routes.ts';
import { createSandbox, type Sandbox } from '../sandbox/index.ts';
import { mountPages } from '../sandbox/mounted-pages.ts';
import { type Crm, createCrm } from '../support/crm.ts';
import { configFor, PUBLIC_URL } from '../support/sandbox-config.ts';

const PROJECT = fileURLToPath(new URL('../../extensions', import.meta.url));

/** A whole installation on this machine: portal, database, servers, pages. */
export type Stage = {
  readonly sandbox: Sandbox;
  readonly crm: Crm;
  readonly servers: readonly WebhookServer[];
  /** The portal's object type id of one of our objects. */
  readonly typeOf: (name: string) => string;
  /** Stops everything and removes the demo's database; safe to call when only half of it was set up. */
  stop(): Promise<void>;
};

export type StageOptions = {
  readonly instances: number;
  /** Port of the portal's pages; 0 takes a free one. */
  readonly port: number;
  readonly say: (line: string) => void;
};

/** Sets everything up, as an admin would: schema, app, webhooks. `stop` of a half-built stage runs when it fails. */
export async function setStage({ instances, port, say }: StageOptions): Promise<Stage> {
  const undo: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const sandbox = await createSandbox({ port, seed: 'demo', deliver: 'automatically' });
    undo.push(() => sandbox.stop());
    await sandbox.control('POST', '/rate-limits', { enabled: false });
    say('A HubSpot portal runs on this machine (sandbox, portal 1001).');

    const request = createRequest({ baseUrl: sandbox.url, accessToken: sandbox.accessToken });
    const applied = await applySchema(createSchemaPort(request), wantedSchema());
    if (applied.kind !== 'complete') throw new Error(`the schema was not applied: ${applied.kind}`);
    say('Its schema is applied: partners, referrals, credits, activities.');

    const folder = await mkdtemp(join(tmpdir(), 'partnerships-demo-'));
    // Started by root, PostgreSQL runs as another user, who must be able to enter.
    await chmod(folder, 0o755);
    undo.push(() => rm(folder, { recursive: true, force: true }));
    const servers = await startServers(instances, sandbox, folder, undo);
    say(`PostgreSQL is up; ${instances === 1 ? 'the server listens' : `${instances} servers listen`}.`);

    const [first] = servers;
    if (first === undefined) throw new Error('no server was started');
    await sandbox.uploadProject({
      dir: PROJECT,
      targetUrl: `${first.url()}/webhooks/hubspot`,
      signedUrl: `${PUBLIC_URL}/webhooks/hubspot`,
    });
    const pages = await mountPages(sandbox, {
      projectDir: PROJECT,
      publicUrl: PUBLIC_URL,
      backend: first.url(),
    });
    undo.push(() => pages.close());
    const typeOf = (name: string) => objectTypeIdOf(applied.state, name as RecordKind);
    return { sandbox, crm: createCrm(sandbox.url, typeOf), servers, typeOf, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** One database, any number of servers side by side on it. */
async function startServers(
  instances: number,
  sandbox: Sandbox,
  folder: string,
  undo: (() => Promise<void>)[],
): Promise<WebhookServer[]> {
  const log = createLog({ level: 'error', secrets: [sandbox.accessToken, sandbox.clientSecret] });
  const keeper = await openDatabase({ kind: 'embedded', folder }, log);
  undo.push(() => keeper.close());
  const servers: WebhookServer[] = [];
  for (let number = 0; number < instances; number++) {
    servers.push(await startServer(configFor(sandbox, keeper.url), log, undo));
  }
  return servers;
}

async function startServer(config: Config, log: Log, undo: (() => Promise<void>)[]): Promise<WebhookServer> {
  const app: App = await createApp(config, log, { settleDelayMs: 300, callsPerTenSeconds: 10_000 });
  undo.push(() => app.stop());
  const server = createServer({ ...app, config, ui: createUi(app) });
  await server.listen(0);
  undo.push(() => server.close());
  await app.directory.connect();
  await app.start();
  return server;
}
