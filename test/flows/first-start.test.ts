import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { createApp } from '../../src/app.ts';
import { createRequest } from '../../src/hubspot/request.ts';
import {
  applySchema,
  createSchemaPort,
  objectTypeIdOf,
  type RecordKind,
  wantedSchema,
} from '../../src/hubspot/schema/index.ts';
import type { PortalId } from '../../src/ids.ts';
import { readReferrals } from '../../src/store/mirror.ts';
import { createServer } from '../../webhooks/server.ts';
import { createSandbox } from '../sandbox/index.ts';
import { createCrm } from '../support/crm.ts';
import { createTestDatabase } from '../support/database.ts';
import { silentLog } from '../support/log.ts';
import { configFor, PUBLIC_URL } from '../support/sandbox-config.ts';
import { unlimited } from '../support/unlimited.ts';
import { until } from '../support/until.ts';
import { company, createCast } from './cast.ts';

const PROJECT = fileURLToPath(new URL('../../extensions', import.meta.url));

test('what happens before a private app was told which portal it is of is worked on as soon as it knows', async () => {
  const sandbox = await createSandbox({ clock: { startAt: '2026-03-02T09:00:00Z' }, deliver: 'by-hand' });
  await sandbox.control('POST', '/rate-limits', { enabled: false });
  const { url: baseUrl, accessToken } = sandbox;
  const request = createRequest({ baseUrl, accessToken, callsPerTenSeconds: 100_000 });
  const applied = await applySchema(createSchemaPort(request), wantedSchema());
  if (applied.kind !== 'complete') throw new Error('the schema was not applied');
  const database = await createTestDatabase();
  const config = configFor(sandbox, database.url);
  const now = () => sandbox.now();
  const app = await createApp(config, silentLog, { now, limiter: unlimited, settleDelayMs: 0 });
  const server = createServer({ ...app, config, now });
  await server.listen(0);
  await sandbox.uploadProject({
    dir: PROJECT,
    targetUrl: `${server.url()}/webhooks/hubspot`,
    signedUrl: `${PUBLIC_URL}/webhooks/hubspot`,
  });
  const cast = createCast(createCrm(baseUrl, (name) => objectTypeIdOf(applied.state, name as RecordKind)));
  const clients = [company(await cast.client('Blue Ocean'))];
  const referral = await cast.referral({ partner: await cast.partner('Alder'), clients, on: '2026-03-02' });
  await sandbox.deliver();

  // All at once, as in production: whether deliveries are read before HubSpot has answered is a matter of luck.
  await app.start();
  const known = () => readReferrals(app.database, sandbox.portalId as PortalId, [referral]);
  await until('the referral is known', async () => (await known()).length > 0);
  expect((await known()).map(({ record }) => record.acceptedOn)).toEqual(['2026-03-02']);

  await server.close();
  await app.stop();
  await database.close();
  await sandbox.stop();
});
