import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Override } from '../../src/attribution/override.ts';
import { DEFAULT_POLICY } from '../../src/attribution/policy.ts';
import type { DealId, PartnerId } from '../../src/ids.ts';
import { overrideText } from '../../src/jobs/override-document.ts';
import { savePolicy } from '../../src/store/policies.ts';
import { dealBooks } from '../flows/books.ts';
import { type Cast, company, createCast } from '../flows/cast.ts';
import { disagreements } from '../flows/disagreements.ts';
import { createPerson, type Person } from '../flows/person.ts';
import { createWorld, type World } from '../support/world.ts';

// What random stories found, each as the shortest story that tells it.
const TODAY = '2026-03-02';
let world: World;
let cast: Cast;
let person: Person;
beforeAll(async () => {
  world = await createWorld();
  cast = createCast(world.crm);
  person = await createPerson(world);
});
afterAll(() => world.stop());
afterEach(async () => expect(await disagreements(world)).toEqual([]));

test('a partner that was declined by mistake has its credit once it is active again', async () => {
  const partner = await cast.partner('Alder', { stage: 'declined' });
  const client = await cast.client('Client of Alder');
  await cast.referral({ partner, clients: [company(client)], on: TODAY });
  const deal = await cast.deal('Project', [company(client)]);
  await cast.win(deal);
  await world.settle();
  expect((await dealBooks(world, deal)).credits).toEqual([]);
  await world.crm.update('partner', partner.id, { stage: 'active' });
  await world.settle();
  expect((await dealBooks(world, deal)).credits).toEqual([
    'Alder sourced 2026-03 earned 100.00 % EUR 1000.00 = 1000.00 on 2026-03-02',
  ]);
});

test('referrals and activities follow a partner into the one it was merged into, with its counters', async () => {
  const [kept, absorbed] = [await cast.partner('Birch'), await cast.partner('Birch again')];
  const client = await cast.client('Client of Birch');
  const referral = await cast.referral({ partner: absorbed, clients: [company(client)], on: TODAY });
  const deal = await cast.deal('Project', [company(client)]);
  await cast.activity({ partner: absorbed, on: TODAY, links: [{ to: 'deal', id: deal }] });
  await world.settle();
  const survivor = await person.merge('partner', kept.id, absorbed.id);
  await world.settle();
  const { properties } = await world.crm.read('partner', survivor, ['referrals_received_total']);
  expect(properties.referrals_received_total).toBe('1');
  const followed = await world.crm.read('referral', referral, ['partner_id', 'partner_name']);
  expect(followed.properties).toMatchObject({ partner_id: survivor, partner_name: 'Birch' });
  const referred = await world.crm.read('company', client, ['partner_referred_by_id']);
  expect(referred.properties.partner_referred_by_id).toBe(survivor);
});

test('referrals that lost their partner have it again, with their credit, once it is restored', async () => {
  const partner = await cast.partner('Cedar');
  const client = await cast.client('Client of Cedar');
  const referral = await cast.referral({ partner, clients: [company(client)], on: TODAY });
  const deal = await cast.deal('Project', [company(client)]);
  await world.settle();
  await world.crm.archive('partner', partner.id);
  await world.settle();
  await cast.win(deal);
  await world.settle();
  expect((await dealBooks(world, deal)).credits).toEqual([]);
  await person.restore('partner', partner.id);
  await world.settle();
  const followed = await world.crm.read('referral', referral, ['partner_id', 'partner_name', 'status']);
  expect(followed.properties).toMatchObject({
    partner_id: partner.id,
    partner_name: 'Cedar',
    status: 'won',
  });
  expect((await dealBooks(world, deal)).credits).toEqual([
    'Cedar sourced 2026-03 earned 100.00 % EUR 1000.00 = 1000.00 on 2026-03-02',
  ]);
});

test('a credit whose referral turns out to be an earlier one is linked to that one alone', async () => {
  const partner = await cast.partner('Dogwood');
  const client = await cast.client('Client of Dogwood');
  const clients = [company(client)];
  const later = await cast.referral({ partner, clients, on: TODAY });
  const deal = await cast.deal('Project', [company(client)]);
  await cast.win(deal);
  await world.settle();
  const earlier = await cast.referral({ partner, clients, on: '2026-03-01' }, { accepted_on: '2026-03-01' });
  await world.settle();
  const credits = await world.crm.all('partner_credit', ['deal_id', 'referral_id']);
  const credit = credits.find(({ properties }) => properties.deal_id === deal);
  expect(credit?.properties.referral_id).toBe(earlier);
  const linked = await world.crm.linked('partner_credit', credit?.id ?? '', 'referral');
  expect(linked.map(({ id }) => id)).toEqual([earlier]);
  const ofDeal = (await world.crm.linked('deal', deal, 'referral')).map(({ id }) => id);
  expect(ofDeal.sort()).toEqual([later, earlier].sort());
});

test('a credit whose referral and record were both deleted is made again, without a link to what is gone', async () => {
  const partner = await cast.partner('Elm');
  const client = await cast.client('Client of Elm');
  const referral = await cast.referral({ partner, clients: [company(client)], on: TODAY });
  const deal = await cast.deal('Project', [company(client)]);
  await cast.win(deal);
  await world.settle();
  await world.crm.archive('referral', referral);
  await world.settle();
  const credits = await world.crm.all('partner_credit', ['deal_id']);
  for (const { id, properties } of credits)
    if (properties.deal_id === deal) await world.crm.archive('partner_credit', id);
  await world.settle();
  expect((await dealBooks(world, deal)).credits).toEqual([
    'Elm sourced 2026-03 reversed 0.00 % EUR 0.00 = 0.00 on 2026-03-02',
  ]);
});

test('a deal that is lost after all is told by the rules now in force, those of its win are over', async () => {
  const partner = await cast.partner('Fir');
  const client = await cast.client('Client of Fir');
  await cast.referral({ partner, clients: [company(client)], on: TODAY });
  const deal = await cast.deal('Project', [company(client)]);
  await cast.win(deal);
  await world.settle();
  const { version: _version, ...rules } = DEFAULT_POLICY;
  const now = new Date(world.sandbox.now());
  await savePolicy(world.app.database, world.portalId, { ...rules, model: 'linear' }, 'rae', now);
  await cast.lose(deal);
  await world.settle();
  expect((await dealBooks(world, deal)).reason).toMatch(/linear model, share 100.00 %, policy v2\.$/);
});

test('a client company that was deleted has its referral and its credit again once it is restored', async () => {
  const partner = await cast.partner('Ginkgo');
  const client = await cast.client('Client of Ginkgo');
  await cast.referral({ partner, clients: [company(client)], on: TODAY });
  const deal = await cast.deal('Project', [company(client)]);
  await cast.win(deal);
  await world.settle();
  await world.crm.archive('company', client);
  await world.settle();
  expect((await dealBooks(world, deal)).stamps).toBe('none: 0.00 / 0.00 / 0');
  await person.restore('company', client);
  await world.settle();
  expect((await dealBooks(world, deal)).stamps).toBe('sourced by Ginkgo: 1000.00 / 0.00 / 0');
  const { properties } = await world.crm.read('company', client, ['partnership_role', 'partner_referred_by']);
  expect(properties).toMatchObject({ partnership_role: 'referred_client', partner_referred_by: 'Ginkgo' });
});

test('a referral whose credit was taken back says so, also after its partner was deleted', async () => {
  const partner = await cast.partner('Hazel');
  const client = await cast.client('Client of Hazel');
  const referral = await cast.referral({ partner, clients: [company(client)], on: TODAY });
  const deal = await cast.deal('Project', [company(client)]);
  await cast.win(deal);
  await world.settle();
  await world.crm.archive('partner', partner.id);
  await world.settle();
  await cast.lose(deal);
  await world.settle();
  const { properties } = await world.crm.read('referral', referral, ['credited_amount']);
  expect(Number(properties.credited_amount)).toBe(0);
});

test('a partner credited by hand and then deleted gets no label, and holds nothing up', async () => {
  const partner = await cast.partner('Iris');
  const client = await cast.client('Client of nobody');
  const deal = await cast.deal('Project', [company(client)]);
  const shares = [{ partnerId: partner.id as PartnerId, role: 'sourced', share: 10_000 }] as const;
  const override: Override = {
    credit: { kind: 'shares', shares },
    reason: { code: 'other', text: 'agreed' },
    ...{ by: '7001', at: new Date(world.sandbox.now()).toISOString(), until: null, commissions: [] },
  };
  const place = { portalId: world.portalId, dealId: deal as DealId };
  const text = overrideText(override, place, world.app.seal);
  await world.crm.update('deal', deal, { partner_override: text });
  await cast.win(deal);
  await world.settle();
  await person.unlink('deal', deal, 'partner', partner.id);
  await world.crm.archive('partner', partner.id);
  await world.settle();
  await world.crm.update('deal', deal, { closedate: '2026-03-01T10:00:00Z' });
  await world.settle();
  expect((await dealBooks(world, deal)).labels).toEqual([]);
});

test('a project that becomes the client’s when its first project is deleted is the first one now', async () => {
  const partner = await cast.partner('Juniper');
  const [client, other] = [await cast.client('Client of Juniper'), await cast.client('Another client')];
  await cast.referral({ partner, clients: [company(client)], on: TODAY });
  await cast.referral({ partner, clients: [company(other)], on: TODAY });
  const first = await cast.deal('First', [company(client)]);
  const later = await cast.deal('Later', [company(other)]);
  await cast.win(first);
  await cast.win(later);
  await world.settle();
  await world.crm.archive('deal', first);
  await person.unlink('deal', later, 'company', other);
  await person.setPrimary(later, client);
  await world.settle();
  expect((await dealBooks(world, later)).stamps).toBe('sourced by Juniper: 1000.00 / 0.00 / 0');
});
