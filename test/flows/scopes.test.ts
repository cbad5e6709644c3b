import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
  // From here on the portal grants the app's token what the project asks for, and nothing else.
  await world.sandbox.control('POST', '/scopes', { scopes: 'project' });
});
afterAll(() => world.stop());

test('the main job needs no scope that the project does not ask for', async () => {
  const { crm, settle, app, portalId } = world;
  const agency = await crm.create('company', { name: 'Northwind Agency', domain: 'northwind.example' });
  const client = await crm.create('company', { name: 'Blue Ocean', domain: 'blueocean.example' });
  const partner = await crm.create(
    'partner',
    { name: 'Northwind', primary_type: 'referral', stage: 'active' },
    [{ to: 'company', id: agency }],
  );
  const referral = { name: 'R-1', direction: 'received', status: 'accepted', referred_on: '2026-03-02' };
  await crm.create('referral', referral, [
    { to: 'partner', id: partner },
    { to: 'company', id: client },
  ]);
  await settle();
  const deal = { dealname: 'Website', amount: '8000', pipeline: 'default', dealstage: 'qualifiedtobuy' };
  const dealId = await crm.create('deal', deal, [{ to: 'company', id: client }]);
  await crm.update('deal', dealId, { dealstage: 'closedwon' });
  await settle();
  await app.directory.connect();

  const credits = await crm.all('partner_credit', ['amount_home', 'status']);
  expect(credits.map(({ properties }) => properties)).toMatchObject([
    { amount_home: '8000.00', status: 'earned' },
  ]);
  const parked = await app.database.rows((row) => row, 'SELECT * FROM parked WHERE portal_id = $1', [
    portalId,
  ]);
  expect(parked).toEqual([]);
});
