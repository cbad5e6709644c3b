import { createServer, type Server } from 'node:http';
import express, { type Express } from 'express';
import { createClock } from './clock.ts';
import { createControlPlane } from './control/control-plane.ts';
import { createApi } from './http/api.ts';
import { ACCESS_TOKEN } from './http/authenticate.ts';
import { createFaults } from './http/faults.ts';
import { createRateLimiter } from './http/rate-limit.ts';
import { createTraffic } from './http/traffic.ts';
import type { Sandboxed } from './sandboxed.ts';
import { seedDemo } from './seed/demo-records.ts';
import { createEmptyPortal } from './seed/empty-portal.ts';
import type { Change } from './state/change.ts';
import { type AutomaticDelivery, startAutomaticDelivery } from './webhooks/automatic-delivery.ts';
import { createDeliveryQueue, type DeliverInput, type DeliverOutcome } from './webhooks/delivery-queue.ts';
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
};

export type Sandbox = {
  url: string;
  portalId: '1001';
  accessToken: 'sandbox-access-token';
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
  /** For mounting the pages. */
  app: Express;
  stop(): Promise<void>;
};

/** Starts a HubSpot-shaped portal on loopback. State lives in memory and ends with `stop`. */
export async function createSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { sandboxed, delivery } = createSandboxed(options);
  const app = express();
  app.disable('x-powered-by');
  const uploadProject = (input: { dir: string; targetUrl: string; signedUrl: string }) => {
    sandboxed.webhooks.install(installProject(sandboxed.portal, input));
  };
  app.use('/_sandbox', createControlPlane({ sandboxed, delivery, uploadProject }));
  const api = createApi(sandboxed);
  // The pages are mounted under /portal after the API, so the API lets that path through.
  app.use((request, response, next) =>
    request.path.startsWith('/portal') ? next() : api(request, response, next),
  );
  const server = await listen(app, options.port ?? 0);
  const url = urlOf(server);
  return {
    url,
    portalId: '1001',
    accessToken: ACCESS_TOKEN,
    clientSecret: CLIENT_SECRET,
    appId: '2001',
    uploadProject: async (input) => uploadProject(input),
    deliver: (input) => sandboxed.webhooks.deliver(sandboxed.portal, input),
    async advance(ms) {
      sandboxed.clock.advance(ms);
      if (!delivery.isHeld()) await sandboxed.webhooks.deliver(sandboxed.portal);
    },
    now: () => sandboxed.clock.now(),
    control: (method, path, body) => callControl(url, method, path, body),
    app,
    async stop() {
      await delivery.stop();
      for (const timer of sandboxed.timers) clearTimeout(timer);
      server.closeAllConnections();
      await new Promise<void>((resolve, reject) =>
        server.close((error) => (error ? reject(error) : resolve())),
      );
    },
  };
}

type DeliveryControl = {
  hold(): void;
  release(): void;
  isHeld(): boolean;
  wake(): void;
  stop(): Promise<void>;
};

function createSandboxed(options: SandboxOptions): { sandboxed: Sandboxed; delivery: DeliveryControl } {
  const clock = createClock(options.clock?.startAt);
  let automatic: AutomaticDelivery | undefined;
  let isHeld = options.deliver === 'by-hand';
  const publish = (changes: Change[]) => {
    sandboxed.webhooks.accept(sandboxed.portal, changes);
    automatic?.wake();
  };
  const fill = (seed: 'demo' | 'empty') => {
    const portal = createEmptyPortal(clock, publish);
    if (seed === 'demo') seedDemo(portal);
    return portal;
  };
  const sandboxed: Sandboxed = {
    portal: createEmptyPortal(clock, publish),
    clock,
    faults: createFaults(),
    rateLimiter: createRateLimiter(),
    traffic: createTraffic(),
    webhooks: createDeliveryQueue(),
    timers: new Set(),
    reset(seed) {
      sandboxed.webhooks = createDeliveryQueue();
      sandboxed.portal = fill(seed);
      sandboxed.faults.clear();
      sandboxed.rateLimiter.reset();
      sandboxed.traffic.clear();
    },
  };
  sandboxed.portal = fill(options.seed ?? 'empty');
  automatic = startAutomaticDelivery(sandboxed, () => isHeld);
  const delivery: DeliveryControl = {
    hold() {
      isHeld = true;
    },
    release() {
      isHeld = false;
      automatic?.wake();
    },
    isHeld: () => isHeld,
    wake: () => automatic?.wake(),
    stop: async () => automatic?.stop(),
  };
  return { sandboxed, delivery };
}

function listen(app: Express, port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer(app);
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

function urlOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the sandbox listens on no port');
  return `http://127.0.0.1:${address.port}`;
}

async function callControl(url: string, method: string, path: string, body: unknown): Promise<unknown> {
  const response = await fetch(`${url}/_sandbox${path}`, {
    method,
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  const answer: unknown = await response.json();
  if (!response.ok)
    throw new Error(`${method} /_sandbox${path}: ${response.status} ${JSON.stringify(answer)}`);
  return answer;
}
