import { createServer as createHttpServer, type Server } from 'node:http';
import express, { type Express, type Router } from 'express';
import helmet from 'helmet';
import { Registry } from 'prom-client';
import type { Config } from '../src/config.ts';
import type { Log } from '../src/log.ts';
import { createHealth, type Readiness } from './health.ts';
import { createIntake, type DeliveryStore } from './intake.ts';
import { createDeliveryCounter } from './metrics.ts';
import { answerNotFound, answerThrown } from './refuse.ts';
import { nameRequests } from './request-log.ts';
import { createVerifyV1OrV3, createVerifyV3 } from './signature.ts';
import { identifyUi } from './ui-identity.ts';

export type ServerOptions = {
  readonly config: Pick<Config, 'hubspot' | 'publicUrl' | 'webhookSignature'>;
  readonly log: Log;
  readonly deliveries: DeliveryStore;
  readonly onStored: () => void;
  readonly readiness: () => Promise<Readiness>;
  /** Routes below `/ui`; they run only for verified requests, see `uiIdentity`. */
  readonly ui?: Router;
  /** Where counters of other parts live too. */
  readonly registry?: Registry;
  readonly now?: () => number;
};

export type WebhookServer = {
  /** Starts to take connections. Port 0 takes a free one. */
  listen(port: number): Promise<void>;
  /** Takes no new connection, lets running requests end (10 s at most), and resolves when all are closed. */
  close(): Promise<void>;
  /** Where it listens, as this machine reaches it. Throws before `listen`. */
  url(): string;
};

const REQUEST_MS = 15_000;
const HEADERS_MS = 10_000;
// Longer than a load balancer keeps its connections, so that it never writes into one that we are closing.
const KEEP_ALIVE_MS = 65_000;
const LAST_REQUESTS_MS = 10_000;
const MAX_CONNECTIONS = 2_000;

/** Builds the HTTP server: webhooks, screens, health. */
export function createServer(options: ServerOptions): WebhookServer {
  const server = createHttpServer(
    { requestTimeout: REQUEST_MS, headersTimeout: HEADERS_MS, keepAliveTimeout: KEEP_ALIVE_MS },
    createExpress(options),
  );
  server.maxConnections = MAX_CONNECTIONS;
  // A connection that was busy when we began to close would stay open for the next request, which will not come.
  server.on('request', (_request, response) => {
    response.once('close', () => {
      if (!server.listening) setImmediate(() => server.closeIdleConnections());
    });
  });
  return {
    listen: (port) =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, () => {
          server.off('error', reject);
          resolve();
        });
      }),
    close: () => close(server),
    url: () => `http://127.0.0.1:${portOf(server)}`,
  };
}

function createExpress(options: ServerOptions): Express {
  const { config, log, registry = new Registry(), now = Date.now } = options;
  const { clientSecret, appId } = config.hubspot;
  const verifyV3 = createVerifyV3({ clientSecret, publicUrl: config.publicUrl, now });
  const verifyWebhook =
    config.webhookSignature === 'v1' ? createVerifyV1OrV3(clientSecret, verifyV3) : verifyV3;
  const count = createDeliveryCounter(registry);
  const { deliveries, onStored, readiness, ui = express.Router() } = options;

  const app = express();
  app.disable('etag');
  app.use(helmet());
  app.use(nameRequests(log));
  app.use('/webhooks/hubspot', createIntake({ verify: verifyWebhook, deliveries, onStored, count, now }));
  app.use('/ui', identifyUi({ verify: verifyV3, appId }), ui);
  app.use(createHealth({ readiness, registry }));
  app.use(answerNotFound);
  app.use(answerThrown);
  return app;
}

async function close(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = new Promise<void>((resolve, reject) => {
    server.close((error) => (error === undefined ? resolve() : reject(error)));
  });
  const patience = setTimeout(() => server.closeAllConnections(), LAST_REQUESTS_MS);
  await closed;
  clearTimeout(patience);
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server does not listen yet');
  return address.port;
}
