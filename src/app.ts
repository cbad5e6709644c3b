import type { ScheduledTask } from 'node-cron';
import type { Config } from './config.ts';
import { createBurstMeter } from './jobs/burst.ts';
import { createConnecting } from './jobs/connecting.ts';
import type { Directory } from './jobs/directory.ts';
import { expand } from './jobs/expand.ts';
import { createHubSpotSide, type HubSpotOptions } from './jobs/hubspot-side.ts';
import type { Install } from './jobs/install.ts';
import { createLoop } from './jobs/loop.ts';
import { createNight, type Night, scheduleNight } from './jobs/night.ts';
import type { JobDeps } from './jobs/portal.ts';
import { type AppReadiness, readAppReadiness } from './jobs/readiness.ts';
import { rounds } from './jobs/rounds.ts';
import { createRunBatch } from './jobs/run-batch.ts';
import { createRunNow, type RunNow } from './jobs/run-now.ts';
import type { Log } from './log.ts';
import type { Observe } from './observer.ts';
import { createSeal } from './seal.ts';
import { openDatabase } from './store/database.ts';
import type { Appended, NewDelivery } from './store/deliveries.ts';
import { createDeliveryWriter } from './store/delivery-writer.ts';
import { migrate } from './store/migrate.ts';
import { type Operations, readOperations } from './store/operations.ts';
import { createQueue } from './store/queue.ts';

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
  readonly runNow: RunNow;
  /** Looks once for what no webhook told of, in every portal where that is due. 0: nothing is left for now. */
  lookAround(): Promise<number>;
  readonly nightly: Night;
  stop(): Promise<void>;
};

export type AppOptions = HubSpotOptions & {
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** Told what happened, for counters. */
  readonly observe?: Observe;
  /** Records that are worked on together, at most; 1,000 unless said otherwise. */
  readonly batchSize?: number;
  /** How long the events of one edit are gathered before a record is worked on. */
  readonly settleDelayMs?: number;
};

const SETTLE_DELAY_MS = 2_000;
const LOOK_EVERY_MS = 1_000;
const CONNECT_EVERY_MS = 15_000;
const LOOK_AROUND_EVERY_MS = 15_000;
const NO_JOURNAL =
  'no webhooks journal: HubSpot keeps it for apps with OAuth; what no webhook tells, sweep and night find';

/** Builds everything once: database (migrated), queue, the way to HubSpot, the jobs. */
export async function createApp(config: Config, log: Log, options: AppOptions = {}): Promise<App> {
  const { now = Date.now, settleDelayMs = SETTLE_DELAY_MS, observe } = options;
  const database = await openDatabase(config.database, log);
  await migrate(database.url, log);
  const queue = await createQueue({
    connectionString: database.url,
    onError: (error) => log.error('the queue reported a fault', { error }),
    ...(options.batchSize === undefined ? {} : { batchSize: options.batchSize }),
  });
  const seal = createSeal(config.encryptionKeys);
  const deps: JobDeps = { database, queue, now, log, seal, ...(observe === undefined ? {} : { observe }) };
  const { access, directory, install, journal, state: hubspot } = createHubSpotSide(config, deps, options);
  const runBatch = createRunBatch(deps, directory.get);
  const bursts = createBurstMeter();
  const expandAll = () => expand({ ...deps, settleDelayMs, bursts }, directory.names);
  let stopping = false;
  const lookAround = () => rounds(deps, directory, () => stopping, journal);
  const connect = createConnecting({ access, directory, now, log, isStopping: () => stopping });
  const expandWhenConnected = async () => ((await directory.canTellEvents()) ? expandAll() : 0);
  const deliveries = createLoop({ work: expandWhenConnected, idleMs: LOOK_EVERY_MS, log });
  const connecting = createLoop({ work: connect, idleMs: CONNECT_EVERY_MS, log });
  const looking = createLoop({ work: lookAround, idleMs: LOOK_AROUND_EVERY_MS, log });
  const night = createNight(deps, directory, config.backupDir);
  let clock: ScheduledTask | undefined;
  return {
    ...deps,
    ...{ directory, install, lookAround, nightly: night, runNow: createRunNow(queue, runBatch) },
    deliveries: createDeliveryWriter(database),
    onStored: () => deliveries.poke(),
    readiness: () => readAppReadiness({ database, access, hubspot, log }),
    operations: () => readOperations(database),
    async start() {
      if (journal === null) log.info(NO_JOURNAL);
      for (const loop of [connecting, deliveries, looking]) loop.start();
      await queue.work(runBatch);
      clock = scheduleNight(night, log);
    },
    async settle() {
      while ((await expandAll()) > 0);
      await queue.settle(runBatch);
    },
    async stop() {
      stopping = true;
      await clock?.destroy();
      await Promise.all([connecting, deliveries, looking].map((loop) => loop.stop()));
      await queue.stop();
      await database.close();
    },
  };
}
