import { fileURLToPath } from 'node:url';
import { type App, createApp } from '../../src/app.ts';
import type { Limiter } from '../../src/hubspot/limiter.ts';
import { createServer, type WebhookServer } from '../../webhooks/server.ts';
import { createUi } from '../../webhooks/ui/routes.ts';
import type { Sandbox } from '../sandbox/index.ts';
import { silentLog } from '../support/log.ts';
import { configFor, PUBLIC_URL } from '../support/sandbox-config.ts';
import { createLifeline, type Lifeline } from './lifeline.ts';

const PROJECT = fileURLToPath(new URL('../../extensions', import.meta.url));

/** Lets every call go: to be told to wait costs real time in the real one, and is the governor's own tests' subject. */
const OPEN: Limiter = { run: (_lane, work) => work(), heard: () => undefined };

/** A server as one process would be: everything it does goes over its lifeline. */
export type ServerProcess = {
  readonly app: App;
  readonly server: WebhookServer;
  readonly lifeline: Lifeline;
  /** Takes away what is left of it in this process; what it did outside is done. */
  bury(): Promise<void>;
};

/**
 * Starts a server on a database and a portal, which sends its webhooks there from now on. `cutAfter`: it dies after
 * so many commits and HubSpot writes, counted from its first; null when it has died before it was up.
 */
export async function startProcess(
  sandbox: Sandbox,
  databaseUrl: string,
  cutAfter = Number.POSITIVE_INFINITY,
): Promise<ServerProcess | null> {
  const lifeline = await createLifeline({ databaseUrl, hubspotUrl: sandbox.url });
  lifeline.cutAfter(cutAfter);
  const given = configFor(sandbox, lifeline.databaseUrl);
  const config = { ...given, hubspot: { ...given.hubspot, baseUrl: lifeline.hubspotUrl } };
  const closing: (() => Promise<void>)[] = [];
  const bury = async () => {
    lifeline.cut();
    // A dead process closes nothing; here its timers and sockets have to go, and what they say no longer matters.
    for (const close of closing.reverse()) await close().catch(() => undefined);
    await lifeline.close();
  };
  try {
    const now = () => sandbox.now();
    const app = await createApp(config, silentLog, { now, limiter: OPEN });
    closing.push(() => app.stop());
    await app.directory.connect();
    const server = createServer({ ...app, config, ui: createUi(app), now });
    await server.listen(0);
    closing.push(() => server.close());
    await sandbox.uploadProject({
      dir: PROJECT,
      targetUrl: `${server.url()}/webhooks/hubspot`,
      signedUrl: `${PUBLIC_URL}/webhooks/hubspot`,
    });
    return { app, server, lifeline, bury };
  } catch (error) {
    const died = lifeline.isCut();
    await bury();
    if (died) return null;
    throw error;
  }
}
