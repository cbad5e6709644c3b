import { createRequest } from '../../src/hubspot/request.ts';
import {
  applySchema,
  createSchemaPort,
  objectTypeIdOf,
  type RecordKind,
  wantedSchema,
} from '../../src/hubspot/schema/index.ts';
import { createSandbox, type Sandbox } from '../sandbox/index.ts';
import { createCrm } from '../support/crm.ts';
import { createTestDatabase } from '../support/database.ts';
import { START, type World } from '../support/world.ts';
import { createServers } from './servers.ts';

/** A world whose server dies on order, and is started anew on the same database and portal. */
export type Installation = World & {
  /**
   * The server dies after so many commits and HubSpot writes from now on, and a new one takes over; that one dies
   * after the second number, and so on. Empty: nobody dies.
   */
  dieAfter(points: readonly number[]): void;
  /** The next so many batches are answered without their last record, which HubSpot has written; gives what was left to do. */
  leaveOut(times: number): number;
  /** Webhooks wait at HubSpot while they are held. */
  holdDeliveries(held: boolean): void;
  /** Commits and HubSpot writes of all servers so far. */
  points(): number;
  /** Servers that died so far. */
  deaths(): number;
  /** Webhook events that were sent so far. */
  events(): number;
};

export type InstallationOptions = {
  readonly startAt?: string;
  /** How each batch of webhooks comes. Default: once, in order. */
  readonly deliveries?: { readonly times: number; readonly shuffleSeed: number };
  /** Servers side by side on one database; the first of them takes the webhooks and is the one that dies. */
  readonly instances?: number;
};

/** HubSpot's first retries come a minute and three minutes later. */
const RETRY_MS = 4 * 60_000;
const MOST_ROUNDS = 30;

export async function createInstallation(options: InstallationOptions = {}): Promise<Installation> {
  const { startAt = START, deliveries = { times: 1, shuffleSeed: 0 }, instances = 1 } = options;
  const sandbox = await createSandbox({ clock: { startAt }, deliver: 'by-hand' });
  await sandbox.control('POST', '/rate-limits', { enabled: false });
  const state = await applySchemaTo(sandbox);
  const database = await createTestDatabase();
  const servers = await createServers(sandbox, database.url, instances);
  const { id: portalId } = await servers.first().app.directory.connect();
  let events = 0;
  let held = false;

  const settle = async () => {
    for (let round = 1; ; round++) {
      const shuffleSeed = deliveries.shuffleSeed + round;
      const sent = held ? NOTHING : await sandbox.deliver({ ...deliveries, shuffleSeed });
      events += sent.events;
      await servers.settle();
      if (await servers.replaceDead()) {
        await sandbox.advance(RETRY_MS);
        continue;
      }
      const refused = sent.statuses.filter((status) => status !== 204);
      if (refused.length > 0) throw new Error(`deliveries were answered ${refused.join(', ')}`);
      if (sent.events === 0) return;
      if (round > MOST_ROUNDS) throw new Error('the server’s own writes cause events without end');
    }
  };
  return {
    ...{ sandbox, portalId, settle },
    crm: createCrm(sandbox.url, (name) => objectTypeIdOf(state, name as RecordKind)),
    get app() {
      return servers.first().app;
    },
    get server() {
      return servers.first().server;
    },
    advanceDays: (days) => sandbox.advance(days * 86_400_000),
    dieAfter: servers.dieAfter,
    leaveOut: (times) => servers.first().lifeline.leaveOut(times),
    holdDeliveries(hold) {
      held = hold;
    },
    points: servers.points,
    deaths: servers.deaths,
    events: () => events,
    async stop() {
      await servers.stop();
      await database.close();
      await sandbox.stop();
    },
  };
}

const NOTHING = { events: 0, statuses: [] };

/** What an admin does once: `schema apply`. */
export async function applySchemaTo({ url, accessToken }: Sandbox) {
  const request = createRequest({ baseUrl: url, accessToken, callsPerTenSeconds: 100_000 });
  const applied = await applySchema(createSchemaPort(request), wantedSchema());
  if (applied.kind !== 'complete') throw new Error(`the schema was not applied: ${JSON.stringify(applied)}`);
  return applied.state;
}
