import express, { type Router } from 'express';
import type { Database } from '../../src/store/database.ts';
import type { Appended, NewDelivery } from '../../src/store/deliveries.ts';
import { createDeliveryWriter } from '../../src/store/delivery-writer.ts';
import { createMetrics, type Metrics } from '../../webhooks/metrics.ts';
import type { Readiness } from '../../webhooks/readiness.ts';
import { createServer, type WebhookServer } from '../../webhooks/server.ts';
import { recordingLog } from '../support/log.ts';
import { signV3 } from '../support/sign.ts';

export const SECRET = 'sandbox-client-secret';
export const PUBLIC_URL = 'https://partners.example.com';
export const NOW = Date.parse('2026-03-03T10:00:00Z');

export type TestServer = WebhookServer & {
  readonly logText: () => string;
  readonly metrics: Metrics;
  /** Times that a stored delivery was announced. */
  readonly announced: () => number;
};

/** The real server on a free port, with a fixed clock. */
export async function startServer(options: {
  append?: (delivery: NewDelivery) => Promise<Appended>;
  database?: Database;
  ui?: Router;
  oauth?: Router;
  readiness?: () => Promise<Readiness>;
  webhookSignature?: 'v3' | 'v1';
  metricsToken?: string;
}): Promise<TestServer> {
  const { database } = options;
  const { log, text } = recordingLog([SECRET]);
  const metrics = createMetrics();
  let announced = 0;
  const stored = database === undefined ? undefined : createDeliveryWriter(database).append;
  const append = options.append ?? stored ?? (async () => ({ kind: 'repeated' as const }));
  const server = createServer({
    config: {
      hubspot: {
        auth: { kind: 'private-app', accessToken: 'sandbox-access-token' },
        clientSecret: SECRET,
        appId: '2001',
        portalId: undefined,
        baseUrl: 'http://localhost:4010',
        headroom: 0.2,
      },
      publicUrl: PUBLIC_URL,
      webhookSignature: options.webhookSignature ?? 'v3',
      metricsToken: options.metricsToken,
    },
    log,
    deliveries: { append },
    onStored: () => {
      announced += 1;
    },
    readiness:
      options.readiness ?? (async () => ({ database: 'up', migrations: 'current', hubspot: 'unknown' })),
    ui: options.ui ?? express.Router(),
    oauth: options.oauth ?? express.Router(),
    metrics,
    now: () => NOW,
  });
  await server.listen(0);
  return { ...server, logText: text, metrics, announced: () => announced };
}

/** Sends a request to the test server, signed as HubSpot would for the public address. */
export async function sendSigned(
  server: WebhookServer,
  path: string,
  request: {
    method?: string;
    body?: string | Buffer;
    timestamp?: number | string;
    /** Signed for another address, method or body than the one sent. */
    signedAs?: { path?: string; method?: string; body?: string };
    headers?: Record<string, string>;
  } = {},
): Promise<{ status: number; body: string; headers: Headers }> {
  const { method = 'POST', body = '', timestamp = NOW, signedAs = {} } = request;
  const signature = signV3({
    secret: SECRET,
    method: signedAs.method ?? method,
    uri: `${PUBLIC_URL}${signedAs.path ?? path}`,
    body: signedAs.body ?? body,
    timestamp,
  });
  const answer = await fetch(`${server.url()}${path}`, {
    method,
    headers: { 'Content-Type': 'application/json', ...signature, ...request.headers },
    ...(body.length === 0 ? {} : { body: typeof body === 'string' ? body : new Uint8Array(body) }),
  });
  return { status: answer.status, body: await answer.text(), headers: answer.headers };
}
