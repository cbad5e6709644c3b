import { createServer as createHttpServer, type Server } from 'node:http';
import express, { type Express, type Request, type Response, type Router } from 'express';
import type { Config } from '../src/config.ts';
import type { Log } from '../src/log.ts';
import type { Operations } from '../src/store/operations.ts';
import { strictHeaders } from './headers.ts';
import { createHealth } from './health.ts';
import { createIntake, type DeliveryStore } from './intake.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { limitInFlight, limitRate } from './rate-limit.ts';
import type { Readiness } from './readiness.ts';
import { answerNotFound, answerThrown } from './refuse.ts';
import { nameRequests } from './request-log.ts';
import { createVerifyV1OrV3, createVerifyV3 } from './signature.ts';
import { identifyUi, uiIdentity } from './ui-identity.ts';

export type ServerOptions = {
  readonly config: Pick<Config, 'hubspot' | 'publicUrl' | 'webhookSignature' | 'metricsToken'>;
  readonly log: Log;
  readonly deliveries: DeliveryStore;
  readonly onStored: () => void;
  readonly readiness: () => Promise<Readiness>;
  /** Routes below `/ui`; they run only for verified requests, see `uiIdentity`. */
  readonly ui?: Router;
  /** Routes below `/oauth`: installing the app. */
  readonly oauth?: Router;
  /** Where the application counts too; one of its own unless given. */
  readonly metrics?: Metrics;
  /** What `/metrics` shows of the whole installation. */
  readonly operations?: () => Promise<Operations>;
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
// Each may hold a megabyte. HubSpot itself sends 10 webhooks and 20 requests of screens at a time for an account.
const MAX_IN_FLIGHT = 500;
// Timeouts are looked after so often; Node's own interval of 30 s would make 10 s into 40.
const LOOK_AFTER_MS = 2_000;
const UI_PER_MINUTE = 240;

/** Builds the HTTP server: webhooks, screens, health. */
export function createServer(options: ServerOptions): WebhookServer {
  const server = createHttpServer(
    {
      ...{ requestTimeout: REQUEST_MS, headersTimeout: HEADERS_MS, keepAliveTimeout: KEEP_ALIVE_MS },
      connectionsCheckingInterval: LOOK_AFTER_MS,
      maxHeaderSize: 16_384,
    },
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
  const { config, log, metrics = createMetrics(), now = Date.now } = options;
  const { clientSecret, appId } = config.hubspot;
  const verifyV3 = createVerifyV3({ clientSecret, publicUrl: config.publicUrl, now });
  const verifyWebhook =
    config.webhookSignature === 'v1' ? createVerifyV1OrV3(clientSecret, verifyV3) : verifyV3;
  const count = metrics.countDelivery;
  const { deliveries, onStored, readiness, operations } = options;
  const { ui = express.Router(), oauth = express.Router() } = options;
  if (operations !== undefined) metrics.watch({ operations, readiness, log, now });

  const app = express();
  app.disable('etag');
  app.use(strictHeaders());
  app.use(nameRequests(log));
  app.use(createHealth({ readiness, metrics, metricsToken: config.metricsToken }));
  app.use(metrics.timeRequest, limitInFlight(MAX_IN_FLIGHT));
  app.use('/webhooks/hubspot', createIntake({ verify: verifyWebhook, deliveries, onStored, count, now }));
  app.use(
    '/ui',
    identifyUi({ verify: verifyV3, appId }),
    limitRate({ perMinute: UI_PER_MINUTE, keyOf: userOf }),
    ui,
  );
  app.use('/oauth', oauth);
  app.use(answerNotFound);
  app.use(answerThrown);
  return app;
}

function userOf(_request: Request, response: Response): string {
  const { portalId, userId } = uiIdentity(response);
  return `${portalId} ${userId}`;
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
