import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.stop());

test('a won deal is credited to the partner who referred the client, with its receipt', async () => {
  const { crm, settle, advanceDays } = world;
  const agency = await crm.create('company', { name: 'Northwind Agency', domain: 'northwind.example' });
  const client = await crm.create('company', { name: 'Blue Ocean', domain: 'blueocean.example' });
  const partner = await crm.create(
    'partner',
    { name: 'Northwind Agency', primary_type: 'referral', stage: 'active', compensation_model: 'reciprocal' },
    [{ to: 'company', id: agency }],
  );
  const referral = await crm.create(
    'referral',
    {
      name: 'R-104',
      direction: 'received',
      status: 'accepted',
      referred_on: '2026-03-02',
      method: 'intro_email',
    },
    [
      { to: 'partner', id: partner },
      { to: 'company', id: client },
    ],
  );
  await settle();
  await advanceDays(41);
  const deal = await crm.create(
    'deal',
    {
      dealname: 'Website project',
      amount: '8000',
      deal_currency_code: 'EUR',
      pipeline: 'default',
      dealstage: 'qualifiedtobuy',
    },
    [{ to: 'company', id: client }],
  );
  await settle();
  expect(await crm.all('partner_credit', [])).toEqual([]);
  await advanceDays(30);
  await crm.update('deal', deal, { dealstage: 'closedwon' });
  await settle();

  const credits = await crm.all('partner_credit', [
    'credit_key',
    'name',
    'role',
    'status',
    'share',
    'amount',
    'amount_home',
    'sourced_amount_home',
    'credited_on',
    'reason',
  ]);
  expect(credits.map((credit) => credit.properties)).toMatchObject([
    {
      credit_key: `${deal}:${partner}:sourced:2026-05`,
      name: 'Northwind Agency · Website project · sourced',
      role: 'sourced',
      status: 'earned',
      share: '100.00',
      amount: '8000.00',
      amount_home: '8000.00',
      sourced_amount_home: '8000.00',
      credited_on: '2026-05-12',
      reason:
        'Northwind Agency sourced this deal: referral R-104 accepted 2 Mar 2026, deal created 41 days later (window 180), won 12 May 2026 for EUR 8,000.00, primary model, policy v1.',
    },
  ]);
  const stamps = await crm.read('deal', deal, [
    'partner_attribution',
    'partner_source_name',
    'partner_sourced_amount',
  ]);
  expect(stamps.properties).toMatchObject({
    partner_attribution: 'sourced',
    partner_source_name: 'Northwind Agency',
    partner_sourced_amount: '8000.00',
  });
  expect(await crm.linked('deal', deal, 'partner')).toEqual([{ id: partner, labels: ['Sourced by'] }]);
  expect((await crm.read('referral', referral, ['status', 'credited_amount'])).properties).toMatchObject({
    status: 'won',
    credited_amount: '8000.00',
  });
  expect(
    (await crm.read('partner', partner, ['sourced_revenue_total', 'won_deals_total', 'health_status']))
      .properties,
  ).toMatchObject({
    sourced_revenue_total: '8000.00',
    won_deals_total: '1',
  });
  expect(
    (await crm.read('company', client, ['partnership_role', 'partner_referred_by'])).properties,
  ).toMatchObject({
    partnership_role: 'referred_client',
    partner_referred_by: 'Northwind Agency',
  });
});
