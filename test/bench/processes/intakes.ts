import { createHash } from 'node:crypto';
import { createServer as createHttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { z } from 'zod';
import { openDatabase } from '../../../src/store/database.ts';
import { appendDeliveries } from '../../../src/store/deliveries.ts';
import { createDeliveryWriter } from '../../../src/store/delivery-writer.ts';
import { createServer } from '../../../webhooks/server.ts';
import { silentLog } from '../../support/log.ts';
import { PUBLIC_URL } from '../../support/sandbox-config.ts';
import { answerWith } from './answer.ts';

const input = z.object({ databaseUrl: z.string(), clientSecret: z.string() });

/** Our server, and the least that does the same insert: on one database, in one process. */
answerWith(async (told) => {
  const { databaseUrl, clientSecret } = input.parse(told);
  const database = await openDatabase({ kind: 'url', url: databaseUrl }, silentLog);
  const ours = createServer({
    config: {
      publicUrl: PUBLIC_URL,
      webhookSignature: 'v3',
      metricsToken: undefined,
      hubspot: {
        auth: { kind: 'private-app', accessToken: 'none' },
        ...{ clientSecret, appId: '2001', portalId: undefined, baseUrl: 'http://127.0.0.1:9', headroom: 0.2 },
      },
    },
    log: silentLog,
    deliveries: createDeliveryWriter(database),
    onStored: () => {},
    readiness: () => Promise.reject(new Error('nobody asks')),
  });
  await ours.listen(0);
  const plain = express();
  plain.post('/webhooks/hubspot', express.raw({ type: '*/*' }), async (request, response) => {
    const signature = String(request.headers['x-hubspot-signature-v3']);
    const signatureHash = createHash('sha256').update(signature).digest();
    await appendDeliveries(database, [{ receivedAt: new Date(), signatureHash, body: request.body }]);
    response.status(204).end();
  });
  const bare = createHttpServer(plain);
  await new Promise<void>((resolve) => bare.listen(0, '127.0.0.1', resolve));
  const { port } = bare.address() as AddressInfo;
  return {
    answer: { ours: ours.url(), bare: `http://127.0.0.1:${port}` },
    async stop() {
      await ours.close();
      await new Promise((resolve) => bare.close(resolve));
      await database.close();
    },
  };
});
