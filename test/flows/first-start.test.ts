import { expect, test } from '@jest/globals';
import { readReferrals } from '../../src/store/mirror.ts';
import { until } from '../support/until.ts';
import { createWorld } from '../support/world.ts';
import { company, createCast } from './cast.ts';

test('what happens before a private app was told which portal it is of is worked on as soon as it knows', async () => {
  const world = await createWorld({ connected: false });
  const { app, sandbox, portalId, crm } = world;
  const cast = createCast(crm);
  const clients = [company(await cast.client('Blue Ocean'))];
  const referral = await cast.referral({ partner: await cast.partner('Alder'), clients, on: '2026-03-02' });
  await sandbox.deliver();

  // All at once, as in production: the deliveries are there before HubSpot has answered.
  await app.start();
  const known = () => readReferrals(app.database, portalId, [referral]);
  await until('the referral is known', async () => (await known()).length > 0);
  expect((await known()).map(({ record }) => record.acceptedOn)).toEqual(['2026-03-02']);
  await world.stop();
});
