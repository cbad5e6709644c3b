import { type ScheduledTask, schedule } from 'node-cron';
import type { Config } from './config.ts';
import { Problem } from './errors.ts';
import { createRequest, type OnCall } from './hubspot/request.ts';
import type { PortalId } from './ids.ts';
import { createDirectory, type Directory } from './jobs/directory.ts';
import { expand } from './jobs/expand.ts';
import { createLoop } from './jobs/loop.ts';
import { nightly } from './jobs/nightly.ts';
import type { JobDeps } from './jobs/portal.ts';
import { createRunBatch } from './jobs/run-batch.ts';
import { backUpPortals } from './jobs/settings-backup.ts';
import { works } from './jobs/works.ts';
import type { Log } from './log.ts';
import type { Observe } from './observer.ts';
import { openDatabase } from './store/database.ts';
import { type Appended, appendDelivery, type NewDelivery } from './store/deliveries.ts';
import { migrate } from './store/migrate.ts';
import { type Operations, readOperations } from './store/operations.ts';
import { createQueue, type WorkKind } from './store/queue.ts';
import { type DatabaseReadiness, readReadiness } from './store/readiness.ts';

/** The whole of the product but its HTTP server. */
export type App = JobDeps & {
  readonly directory: Directory;
  readonly deliveries: { append(delivery: NewDelivery): Promise<Appended> };
  /** A delivery was stored: look at it now. */
  readonly onStored: () => void;
  readonly readiness: () => Promise<DatabaseReadiness & { hubspot: 'up' | 'down' | 'unknown' }>;
  /** Lines, parked work and portals, for monitoring. */
  readonly operations: () => Promise<Operations>;
  /** Starts working: deliveries, queue, clock. HubSpot may be down meanwhile; it is asked again. */
  start(): Promise<void>;
  /** For tests and commands: does all there is to do, delays ignored, and resolves when nothing is left. */
  settle(): Promise<void>;
  /** Does one piece of work now, in the caller's time: a screen shows what it did. */
  runNow(kind: WorkKind, portalId: PortalId, recordIds: readonly string[]): Promise<void>;
  /** Runs the night's work of every portal whose night has begun. */
  nightly(): Promise<string[]>;
  stop(): Promise<void>;
};

export type AppOptions = {
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  readonly onCall?: OnCall;
  /** Told what happened, for counters. */
  readonly observe?: Observe;
  /** Calls to HubSpot in ten seconds, at most. */
  readonly callsPerTenSeconds?: number;
  /** How long the events of one edit are gathered before a record is worked on. */
  readonly settleDelayMs?: number;
};

const SETTLE_DELAY_MS = 2_000;
const LOOK_EVERY_MS = 1_000;
const CONNECT_AGAIN_MS = 15_000;

/** Builds everything once: database (migrated), queue, the way to HubSpot, the jobs. */
export async function createApp(config: Config, log: Log, options: AppOptions = {}): Promise<App> {
  const { now = Date.now, settleDelayMs = SETTLE_DELAY_MS } = options;
  const database = await openDatabase(config.database, log);
  await migrate(database.url, log);
  const queue = await createQueue({
    connectionString: database.url,
    onError: (error) => log.error('the queue reported a fault', { error }),
  });
  let hubspot: 'up' | 'down' | 'unknown' = 'unknown';
  const request = createRequest({
    baseUrl: config.hubspot.baseUrl,
    accessToken: accessTokenOf(config),
    onCall: (call) => {
      hubspot = call.status === 0 || call.status >= 500 ? 'down' : 'up';
      log.debug('called HubSpot', call);
      options.onCall?.(call);
      options.observe?.({ kind: 'called-hubspot', ...call });
    },
    now,
    ...(options.callsPerTenSeconds === undefined ? {} : { callsPerTenSeconds: options.callsPerTenSeconds }),
  });
  const { observe } = options;
  const deps: JobDeps = { database, queue, now, log, ...(observe === undefined ? {} : { observe }) };
  const directory = createDirectory({ sql: database, request, expected: config.hubspot.portalId, now });
  const runBatch = createRunBatch(deps, directory.get);
  const expandAll = () => expand({ ...deps, settleDelayMs }, directory.find);
  const deliveries = createLoop({ work: expandAll, idleMs: LOOK_EVERY_MS, log });
  const connecting = createLoop({ work: createConnect(directory, log), idleMs: CONNECT_AGAIN_MS, log });
  let clock: ScheduledTask | undefined;

  const app: App = {
    ...deps,
    directory,
    deliveries: { append: (delivery) => appendDelivery(database, delivery) },
    onStored: () => deliveries.poke(),
    readiness: async () => ({ ...(await readReadiness(database, log)), hubspot }),
    operations: () => readOperations(database),
    async runNow(kind, portalId, recordIds) {
      const outcomes = await runBatch(
        kind,
        recordIds.map((recordId) => ({ kind, portalId, recordId, lastAttempt: false })),
      );
      const postponed = recordIds.filter((_id, place) => outcomes[place]?.kind !== 'done');
      await queue.enqueue(works(portalId, kind, postponed));
    },
    async nightly() {
      const portals = await directory.rows();
      const ran = await nightly(deps, portals);
      await backUpPortals(
        deps,
        portals.filter(({ id }) => ran.includes(id)),
        config.backupDir,
      );
      return ran;
    },
    async start() {
      connecting.start();
      deliveries.start();
      await queue.work(runBatch);
      clock = schedule('0 5 * * * *', async () => {
        await app
          .nightly()
          .catch((error: unknown) =>
            log.error('the nightly run failed; the next hour tries again', { error }),
          );
      });
    },
    async settle() {
      while ((await expandAll()) > 0);
      await queue.settle(runBatch);
    },
    async stop() {
      await clock?.destroy();
      await Promise.all([connecting.stop(), deliveries.stop()]);
      await queue.stop();
      await database.close();
    },
  };
  return app;
}

/** Learns which portal the token belongs to and what our names are there; asked again until it is known. */
function createConnect(directory: Directory, log: Log): () => Promise<number> {
  let connected = false;
  return async () => {
    if (connected) return 0;
    const { id, timeZone, accountType } = await directory.connect();
    connected = true;
    log.info('connected', { portalId: id, timeZone, accountType });
    return 0;
  };
}

function accessTokenOf({ hubspot: { auth } }: Config): string {
  if (auth.kind === 'private-app') return auth.accessToken;
  throw new Problem(
    'config-invalid',
    'OAuth is not built yet: set HUBSPOT_ACCESS_TOKEN of a private app instead.',
  );
}
