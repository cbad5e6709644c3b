import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createRequest } from '../../src/hubspot/request.ts';
import {
  applySchema,
  createSchemaPort,
  objectTypeIdOf,
  readSchemaState,
  wantedSchema,
} from '../../src/hubspot/schema/index.ts';
import { unlimited } from '../support/unlimited.ts';
import { createWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.stop());

const ready = async () => (await world.app.directory.get(world.portalId)).schema;
const withoutSchema = async () => (await world.app.operations()).portals.withoutSchema;

test('a portal whose objects were deleted waits for the schema; one whose schema cannot be read keeps it', async () => {
  const { sandbox, app, portalId } = world;
  const { url: baseUrl, accessToken } = sandbox;
  const request = createRequest({ baseUrl, accessToken, limiter: unlimited });
  const before = await ready();

  const forbidden = { kind: 'status', status: 403, body: {} };
  await sandbox.control('POST', '/faults', {
    ...{ method: 'GET', path: '/crm-object-schemas/', times: 1, fault: forbidden },
  });
  await expect(app.directory.connect(portalId)).rejects.toMatchObject({ code: 'hubspot-unauthorized' });
  expect([await ready(), await withoutSchema()]).toEqual([before, 0]);

  const path = `/crm-object-schemas/2026-09/schemas/${objectTypeIdOf(before, 'partner_credit')}`;
  await request({ method: 'DELETE', path });
  await expect(app.directory.connect(portalId)).rejects.toMatchObject({ code: 'schema-missing' });
  await expect(ready()).rejects.toMatchObject({ code: 'schema-missing' });
  expect(await withoutSchema()).toBe(1);

  const port = createSchemaPort(request);
  await applySchema(port, wantedSchema());
  await app.directory.connect(portalId);
  expect([await ready(), await withoutSchema()]).toEqual([await readSchemaState(port), 0]);
  expect(objectTypeIdOf(await ready(), 'partner_credit')).not.toBe(objectTypeIdOf(before, 'partner_credit'));
});
