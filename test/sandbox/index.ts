import express, { type Express } from 'express';
import { createControlPlane } from './control/control-plane.ts';
import { createSandboxed } from './create-sandboxed.ts';
import { createApi } from './http/api.ts';
import { holdsCredential } from './http/credential.ts';
import { listenOnLoopback } from './http/loopback-server.ts';
import { FILES_PATH, serveJournalFile } from './journal/file-route.ts';
import type { Journal } from './journal/journal.ts';
import type { Sandboxed } from './sandboxed.ts';
import { type DeliverInput, type DeliverOutcome, deliverDue } from './webhooks/delivery-queue.ts';
import { installProject } from './webhooks/install-project.ts';
import { CLIENT_SECRET } from './webhooks/sign.ts';

export type SandboxOptions = {
  /** Default: a free port. */
  port?: number;
  /** `empty` (default): standard objects, pipelines, owners and account, but no records. */
  seed?: 'demo' | 'empty';
  /** A frozen clock that only advances through `advance`; default real time. */
  clock?: { startAt: string };
  /** Webhooks: automatically (default, after a few milliseconds) or only by `deliver()`. */
  deliver?: 'automatically' | 'by-hand';
  /** Default 1001. */
  portalId?: string;
  /** Of another account's sandbox: the same app is installed in both. */
  journal?: Journal;
};

export type Sandbox = {
  url: string;
  portalId: string;
  accessToken: string;
  clientSecret: 'sandbox-client-secret';
  appId: '2001';
  /** Installs the app's project; webhooks go to `targetUrl` (loopback), signed for `signedUrl`. */
  uploadProject(input: { dir: string; targetUrl: string; signedUrl: string }): Promise<void>;
  /** Delivers everything due now, with optional repetition and shuffling; returns what happened. */
  deliver(input?: DeliverInput): Promise<DeliverOutcome>;
  advance(ms: number): Promise<void>;
  now(): number;
  /** Any control-plane call; rejects with its error. */
  control(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<unknown>;
  /** Whether a token or an authorization code is one of this account's. */
  holds(credential: string): boolean;
  /** The app's journal, for another account's sandbox. */
  journal: Journal;
  /** For mounting the pages. */
  app: Express;
  stop(): Promise<void>;
};

/** Starts a HubSpot-shaped portal on loopback. State lives in memory and ends with `stop`. */
export async function createSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const sandboxed = createSandboxed(options);
  const app = createApp(sandboxed);
  const server = await listenOnLoopback(app, options.port ?? 0);
  return {
    url: server.url,
    portalId: sandboxed.portal.id,
    accessToken: sandboxed.portal.accessToken,
    clientSecret: CLIENT_SECRET,
    appId: '2001',
    async uploadProject(input) {
      sandboxed.webhooks.installation = installProject(sandboxed.portal, input);
    },
    deliver: (input) => deliverDue(sandboxed.webhooks, sandboxed.portal, input),
    async advance(ms) {
      sandboxed.clock.advance(ms);
      if (!sandboxed.delivery.isHeld()) await deliverDue(sandboxed.webhooks, sandboxed.portal);
    },
    now: () => sandboxed.clock.now(),
    control: (method, path, body) => callControl(server.url, method, path, body),
    holds: (credential) => holdsCredential(sandboxed.portal, credential),
    journal: sandboxed.journal,
    app,
    async stop() {
      await sandboxed.delivery.stop();
      for (const timer of sandboxed.timers) clearTimeout(timer);
      await server.close();
    },
  };
}

function createApp(sandboxed: Sandboxed): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use('/_sandbox', createControlPlane(sandboxed));
  app.use(FILES_PATH, (request, response) => serveJournalFile(sandboxed, request, response));
  const api = createApi(sandboxed);
  // The pages are mounted under /portal after the API, so the API lets that path through.
  app.use((request, response, next) =>
    request.path.startsWith('/portal') ? next() : api(request, response, next),
  );
  return app;
}

async function callControl(url: string, method: string, path: string, body: unknown): Promise<unknown> {
  const sent = { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
  const response = await fetch(`${url}/_sandbox${path}`, { method, ...(body === undefined ? {} : sent) });
  const answer: unknown = await response.json();
  if (response.ok) return answer;
  throw new Error(`${method} /_sandbox${path}: ${response.status} ${JSON.stringify(answer)}`);
}
