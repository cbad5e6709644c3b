import { type ScheduledTask, schedule } from 'node-cron';
import type { Config } from './config.ts';
import type { Limiter } from './hubspot/limiter.ts';
import { createRequest, type OnCall } from './hubspot/request.ts';
import type { PortalId } from './ids.ts';
import type { PortalCount, RequestFor } from './jobs/access.ts';
import { createBurstMeter } from './jobs/burst.ts';
import { createConnecting } from './jobs/connecting.ts';
import { createAccess } from './jobs/create-access.ts';
import { createDirectory, type Directory } from './jobs/directory.ts';
import { expand } from './jobs/expand.ts';
import type { Install } from './jobs/install.ts';
import { createLimiters } from './jobs/limiters.ts';
import { createLoop } from './jobs/loop.ts';
import { nightly } from './jobs/nightly.ts';
import type { JobDeps } from './jobs/portal.ts';
import { removeWhatIsOld } from './jobs/retention.ts';
import { retryParked } from './jobs/retry-parked.ts';
import { rounds } from './jobs/rounds.ts';
import { createRunBatch } from './jobs/run-batch.ts';
import { backUpPortals } from './jobs/settings-backup.ts';
import { works } from './jobs/works.ts';
import type { Log } from './log.ts';
import type { Observe } from './observer.ts';
import { createSeal } from './seal.ts';
import { openDatabase } from './store/database.ts';
import { type Appended, appendDelivery, type NewDelivery } from './store/deliveries.ts';
import { migrate } from './store/migrate.ts';
import { type Operations, readOperations } from './store/operations.ts';
import { createQueue, type WorkKind } from './store/queue.ts';
import { type DatabaseReadiness, readReadiness } from './store/readiness.ts';

/** The whole of the product but its HTTP server. */
export type App = JobDeps & {
  readonly directory: Directory;
  /** Adds portals by OAuth; null where a private app's token says which portal this is for. */
  readonly install: Install | null;
  readonly deliveries: { append(delivery: NewDelivery): Promise<Appended> };
  /** A delivery was stored: look at it now. */
  readonly onStored: () => void;
  readonly readiness: () => Promise<AppReadiness>;
  /** Lines, parked work and portals, for monitoring. */
  readonly operations: () => Promise<Operations>;
  /** Starts working: deliveries, queue, clock. HubSpot may be down meanwhile; it is asked again. */
  start(): Promise<void>;
  /** For tests and commands: does all there is to do, delays ignored, and resolves when nothing is left. */
  settle(): Promise<void>;
  /** Does one piece of work now, in the caller's time: a screen shows what it did. */
  runNow(kind: WorkKind, portalId: PortalId, recordIds: readonly string[]): Promise<void>;
  /** Looks once for what no webhook told of, in every portal where that is due. Resolves to the records put in line. */
  lookAround(): Promise<number>;
  /** Runs the night's work of every portal whose night has begun. */
  nightly(): Promise<string[]>;
  stop(): Promise<void>;
};

/** For people: only database and migrations say whether this instance can take work. */
export type AppReadiness = DatabaseReadiness & {
  readonly hubspot: 'up' | 'down' | 'unknown';
  /** Absent while the database does not say. */
  readonly portals?: PortalCount;
};

export type AppOptions = {
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  readonly onCall?: OnCall;
  /** Told what happened, for counters. */
  readonly observe?: Observe;
  /** Our calls to HubSpot in ten seconds, all instances together, until HubSpot has named its limit. */
  readonly callsPerTenSeconds?: number;
  /** Instead of the limiter that all instances share. */
  readonly limiter?: Limiter;
  /** How long the events of one edit are gathered before a record is worked on. */
  readonly settleDelayMs?: number;
};

const SETTLE_DELAY_MS = 2_000;
const LOOK_EVERY_MS = 1_000;
const CONNECT_EVERY_MS = 15_000;
const LOOK_AROUND_EVERY_MS = 15_000;

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
  const onCall: OnCall = (call) => {
    hubspot = call.status === 0 || call.status >= 500 ? 'down' : 'up';
    log.debug('called HubSpot', call);
    options.onCall?.(call);
    options.observe?.({ kind: 'called-hubspot', ...call });
  };
  const limiterOf = createLimiters(config, { database, log }, options);
  const requestFor: RequestFor = (way) => {
    const limiter = limiterOf(way.portalId);
    return createRequest({ baseUrl: config.hubspot.baseUrl, onCall, now, limiter, ...way });
  };
  const { observe } = options;
  const seal = createSeal(config.encryptionKeys);
  const deps: JobDeps = { database, queue, now, log, seal, ...(observe === undefined ? {} : { observe }) };
  const { access, installIn } = createAccess(config, { ...deps, requestFor, onCall });
  const directory = createDirectory({ sql: database, access, now });
  const runBatch = createRunBatch(deps, directory.get);
  const bursts = createBurstMeter();
  const expandAll = () => expand({ ...deps, settleDelayMs, bursts }, directory.names);
  const deliveries = createLoop({ work: expandAll, idleMs: LOOK_EVERY_MS, log });
  const connect = createConnecting({ access, directory, now, log });
  const connecting = createLoop({ work: connect, idleMs: CONNECT_EVERY_MS, log });
  const lookAround = () => rounds(deps, directory);
  const looking = createLoop({ work: lookAround, idleMs: LOOK_AROUND_EVERY_MS, log });
  let clock: ScheduledTask | undefined;

  const app: App = {
    ...deps,
    directory,
    install: installIn?.(directory) ?? null,
    deliveries: { append: (delivery) => appendDelivery(database, delivery) },
    onStored: () => deliveries.poke(),
    async readiness() {
      const state = await readReadiness(database, log);
      return {
        ...state,
        hubspot,
        ...(state.migrations === 'current' ? { portals: await access.count() } : {}),
      };
    },
    operations: () => readOperations(database),
    async runNow(kind, portalId, recordIds) {
      const outcomes = await runBatch(
        kind,
        recordIds.map((recordId) => ({ kind, portalId, recordId, lastAttempt: false })),
      );
      const postponed = recordIds.filter((_id, place) => outcomes[place]?.kind !== 'done');
      await queue.enqueue(works(portalId, kind, postponed));
    },
    lookAround,
    async nightly() {
      await retryParked(deps);
      await removeWhatIsOld(deps);
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
      looking.start();
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
      await Promise.all([connecting.stop(), deliveries.stop(), looking.stop()]);
      await queue.stop();
      await database.close();
    },
  };
  return app;
}
