import { fileURLToPath } from 'node:url';
import { createRequest } from '../../../src/hubspot/request.ts';
import {
  applySchema,
  createSchemaPort,
  objectTypeIdOf,
  type RecordKind,
  wantedSchema,
} from '../../../src/hubspot/schema/index.ts';
import type { PortalId } from '../../../src/ids.ts';
import { type Database, openDatabase } from '../../../src/store/database.ts';
import { createPerson, type Person } from '../../flows/person.ts';
import { createSandbox, type Sandbox } from '../../sandbox/index.ts';
import { type Crm, createCrm } from '../../support/crm.ts';
import { silentLog } from '../../support/log.ts';
import { PUBLIC_URL } from '../../support/sandbox-config.ts';
import { type Child, startChild } from './child.ts';
import { createFront } from './front.ts';

const PROJECT = fileURLToPath(new URL('../../../extensions', import.meta.url));

/** Real server processes behind one address, on a portal that lives in real time and sends by itself. */
export type Yard = {
  readonly sandbox: Sandbox;
  readonly crm: Crm;
  readonly person: Person;
  readonly portalId: PortalId;
  readonly servers: readonly Child[];
  /** Of whoever runs the servers; its own connections break when PostgreSQL goes. */
  readonly app: { readonly database: Database };
  /** kill -9 of one of the servers; resolves once another is up in its place. */
  replaceServer(number: number): Promise<void>;
  killAllServers(): Promise<void>;
  startAllServers(): Promise<void>;
  /** Ends everything, the servers in good order. Throws when one of them could not. */
  stop(): Promise<void>;
};

export async function openYard(databaseUrl: string, instances: number): Promise<Yard> {
  const sandbox = await createSandbox({ deliver: 'automatically' });
  const request = createRequest({ baseUrl: sandbox.url, accessToken: sandbox.accessToken });
  const applied = await applySchema(createSchemaPort(request), wantedSchema());
  if (applied.kind !== 'complete') throw new Error(`the schema was not applied: ${JSON.stringify(applied)}`);
  const { state } = applied;
  const portalId = sandbox.portalId as PortalId;
  const servers: Child[] = [];
  const front = await createFront(() => servers.filter((server) => server.isUp()));
  for (let number = 0; number < instances; number++) servers.push(await startChild(sandbox, databaseUrl));
  await sandbox.uploadProject({
    dir: PROJECT,
    targetUrl: `${front.url}/webhooks/hubspot`,
    signedUrl: `${PUBLIC_URL}/webhooks/hubspot`,
  });
  const database = await openDatabase({ kind: 'url', url: databaseUrl }, silentLog, { maxConnections: 2 });
  const directory = { get: async () => ({ schema: state }) };
  return {
    ...{ sandbox, portalId, servers, app: { database } },
    crm: createCrm(sandbox.url, (name) => objectTypeIdOf(state, name as RecordKind)),
    person: await createPerson({ app: { directory }, sandbox, portalId }),
    async replaceServer(number) {
      await servers[number]?.kill();
      servers[number] = await startChild(sandbox, databaseUrl);
    },
    async killAllServers() {
      for (const server of servers) await server.kill();
    },
    async startAllServers() {
      for (const number of servers.keys()) servers[number] = await startChild(sandbox, databaseUrl);
    },
    async stop() {
      const ended = await Promise.allSettled(
        servers.filter((server) => server.isUp()).map((server) => server.stop()),
      );
      await database.close();
      await front.close();
      await sandbox.stop();
      for (const each of ended) if (each.status === 'rejected') throw each.reason;
    },
  };
}
