import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { readParked } from '../../src/store/parked.ts';
import { createWorld, type World } from '../support/world.ts';
import { dealBooks } from './books.ts';
import { type Cast, company, createCast } from './cast.ts';
import { disagreements } from './disagreements.ts';
import { createPerson } from './person.ts';

let world: World;
let cast: Cast;
beforeAll(async () => {
  world = await createWorld();
  cast = createCast(world.crm);
});
afterAll(() => world.stop());
afterEach(async () => {
  const { app, portalId } = world;
  expect(
    await app.database.rows((row) => row, 'SELECT * FROM parked WHERE portal_id = $1', [portalId]),
  ).toEqual([]);
});

test('a deleted partner keeps the credits it has, by name, whatever the deal does next', async () => {
  const { crm, settle } = world;
  const partner = await cast.partner('Alder');
  const client = await crm.create('company', { name: 'Blue Ocean' });
  const referral = { name: 'R-1', direction: 'received', status: 'accepted', referred_on: '2026-03-02' };
  await crm.create('referral', referral, [
    { to: 'partner', id: partner.id },
    { to: 'company', id: client },
  ]);
  await settle();
  const won = { dealname: 'Website', amount: '8000', pipeline: 'default', dealstage: 'closedwon' };
  const deal = await crm.create('deal', won, [{ to: 'company', id: client }]);
  await settle();
  const before = await dealBooks(world, deal);
  expect(before.credits).toEqual([
    'Alder sourced 2026-03 earned 100.00 % EUR 8000.00 = 8000.00 on 2026-03-02',
  ]);

  await crm.archive('partner', partner.id);
  await settle();
  await crm.update('deal', deal, { dealname: 'Website, renamed', amount: '9000' });
  await settle();
  const after = await dealBooks(world, deal);
  expect(after.credits).toEqual(before.credits);
  expect(after.entries).toHaveLength(1);
});

test.each(['yes', 'no'])(
  'when the older of two partners of a company is deleted, the other holds it; its key blocked: %s',
  async (archivedBlocksUnique) => {
    const { crm, settle, sandbox, app, portalId } = world;
    await sandbox.control('POST', '/assume', { archivedBlocksUnique });
    const older = await cast.partner('Birch');
    const younger = await crm.create('partner', { name: 'Birch again', stage: 'active' }, [
      { to: 'company', id: older.companyId },
    ]);
    await settle();
    const parkedCodes = async () => (await readParked(app.database, portalId)).map(({ code }) => code);
    const stamps = async () =>
      (await crm.read('partner', younger, ['partner_key', 'sourced_revenue_total', 'activated_on']))
        .properties;
    expect(await stamps()).toMatchObject({ partner_key: null, activated_on: '2026-03-02' });
    expect(await parkedCodes()).toEqual([]);

    await crm.archive('partner', older.id);
    await settle();
    // Nothing but the key is lost when HubSpot keeps it for a deleted record.
    await crm.update('partner', younger, {
      partner_key: archivedBlocksUnique,
      sourced_revenue_total: '7',
      tail_days: '30',
    });
    await settle();
    expect(await stamps()).toMatchObject({
      partner_key: archivedBlocksUnique === 'yes' ? 'yes' : older.companyId,
      sourced_revenue_total: '0.00',
    });
    expect(await parkedCodes()).toEqual(archivedBlocksUnique === 'yes' ? ['partner_stamp_refused'] : []);
    await crm.archive('partner', younger);
    await settle();
  },
);

test('a credit first written while its partner was deleted is linked to it once it is restored', async () => {
  const { crm, settle, app, portalId } = world;
  const partner = await cast.partner('Cedar');
  const client = await cast.client('Client of Cedar');
  await cast.referral({ partner, clients: [company(client)], on: '2026-03-02' });
  const deal = await cast.deal('Project', [company(client)]);
  await settle();
  await cast.win(deal);
  await app.runNow('deal', portalId, [deal]);
  await crm.archive('partner', partner.id);
  await settle();
  await (await createPerson(world)).restore('partner', partner.id);
  await settle();
  expect((await dealBooks(world, deal)).credits).toEqual([
    'Cedar sourced 2026-03 earned 100.00 % EUR 1000.00 = 1000.00 on 2026-03-02',
  ]);
  expect((await disagreements(world)).filter((each) => each.includes('linked'))).toEqual([]);
});
