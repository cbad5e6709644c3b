import { fileURLToPath } from 'node:url';
import { type App, createApp } from '../../src/app.ts';
import { createRequest, type OnCall } from '../../src/hubspot/request.ts';
import {
  applySchema,
  createSchemaPort,
  objectTypeIdOf,
  type RecordKind,
  wantedSchema,
} from '../../src/hubspot/schema/index.ts';
import type { PortalId } from '../../src/ids.ts';
import type { Log } from '../../src/log.ts';
import { createMetrics } from '../../webhooks/metrics.ts';
import { createServer, type WebhookServer } from '../../webhooks/server.ts';
import { createUi } from '../../webhooks/ui/routes.ts';
import { createSandbox, type Sandbox } from '../sandbox/index.ts';
import { type Crm, createCrm } from './crm.ts';
import { createTestDatabase } from './database.ts';
import { silentLog } from './log.ts';
import { configFor, PUBLIC_URL } from './sandbox-config.ts';
import { unlimited } from './unlimited.ts';

const PROJECT = fileURLToPath(new URL('../../extensions', import.meta.url));

/** The whole product on real parts: sandbox portal, PostgreSQL, server over loopback; one clock for all. */
export type World = {
  readonly sandbox: Sandbox;
  readonly app: App;
  readonly server: WebhookServer;
  readonly crm: Crm;
  readonly portalId: PortalId;
  /**
   * Delivers all pending webhooks, twice and shuffled, and lets the product work until nothing is left; again and
   * again until its own writes cause no more events.
   */
  settle(): Promise<void>;
  advanceDays(days: number): Promise<void>;
  stop(): Promise<void>;
};

export type WorldOptions = {
  readonly startAt?: string;
  readonly log?: Log;
  readonly onCall?: OnCall;
  readonly batchSize?: number;
  /** False: the product was not told yet which portal its token is of. */
  readonly connected?: boolean;
};

export const START = '2026-03-02T09:00:00Z';

export async function createWorld({
  startAt = START,
  log = silentLog,
  onCall,
  batchSize,
  connected = true,
}: WorldOptions = {}): Promise<World> {
  const sandbox = await createSandbox({ clock: { startAt }, deliver: 'by-hand' });
  await sandbox.control('POST', '/rate-limits', { enabled: false });
  const database = await createTestDatabase();
  const request = createRequest({
    baseUrl: sandbox.url,
    accessToken: sandbox.accessToken,
    callsPerTenSeconds: 100_000,
  });
  const applied = await applySchema(createSchemaPort(request), wantedSchema());
  if (applied.kind !== 'complete') throw new Error(`the schema was not applied: ${JSON.stringify(applied)}`);
  const { state } = applied;
  const metrics = createMetrics();
  const app = await createApp(configFor(sandbox, database.url), log, {
    now: () => sandbox.now(),
    observe: metrics.observe,
    limiter: unlimited,
    ...(onCall === undefined ? {} : { onCall }),
    ...(batchSize === undefined ? {} : { batchSize }),
  });
  const portalId = sandbox.portalId as PortalId;
  if (connected) await app.directory.connect(portalId);
  const server = createServer({
    ...app,
    config: configFor(sandbox, database.url),
    ui: createUi(app),
    metrics,
    now: () => sandbox.now(),
  });
  await server.listen(0);
  await sandbox.uploadProject({
    dir: PROJECT,
    targetUrl: `${server.url()}/webhooks/hubspot`,
    signedUrl: `${PUBLIC_URL}/webhooks/hubspot`,
  });
  return {
    ...{ sandbox, app, server, portalId },
    crm: createCrm(sandbox.url, (name) => objectTypeIdOf(state, name as RecordKind)),
    settle: () => settle(sandbox, app),
    advanceDays: (days) => sandbox.advance(days * 86_400_000),
    async stop() {
      await server.close();
      await app.stop();
      await database.close();
      await sandbox.stop();
    },
  };
}

/** Rounds after which our own writes must have stopped causing work: an echo ends after one read (R17). */
const MOST_ROUNDS = 12;

async function settle(sandbox: Sandbox, app: App): Promise<void> {
  for (let round = 1; ; round++) {
    const { events, statuses } = await sandbox.deliver({ times: 2, shuffleSeed: round });
    const bad = statuses.filter((status) => status !== 204);
    if (bad.length > 0) throw new Error(`deliveries were answered ${bad.join(', ')}`);
    await app.settle();
    if (events === 0) return;
    if (round === MOST_ROUNDS) throw new Error('our own writes cause events without end');
  }
}
