import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { readAudit } from '../../src/store/audit.ts';
import type { World } from '../support/world.ts';
import { createDealCaller, type DealCaller } from '../webhooks/ui/deal-caller.ts';
import { dealBooks } from './books.ts';
import { type Cast, company, type PartnerOnStage } from './cast.ts';
import { disagreements } from './disagreements.ts';
import { AGREED, createOverrideStage, type OverrideStage } from './override-stage.ts';

let stage: OverrideStage;
let world: World;
let cast: Cast;
let rae: DealCaller;
let birch: PartnerOnStage;
/** Won deals of EUR 1,000 that Acme referred. */
let won: Readonly<Record<'split' | 'desk' | 'twice' | 'until', string>>;

beforeAll(async () => {
  stage = await createOverrideStage();
  ({ world, cast, rae, birch } = stage);
  won = {
    split: await stage.wonDeal('Split'),
    desk: await stage.wonDeal('Desk'),
    twice: await stage.wonDeal('Twice'),
    until: await stage.wonDeal('Until'),
  };
  await world.settle();
});
afterAll(() => world.stop());
afterEach(async () => expect(await disagreements(world)).toEqual([]));

const deedsOf = async (deal: string) =>
  (await readAudit(world.app.database, world.portalId, deal)).map(
    ({ actor, action }) => `${actor} ${action}`,
  );

test('a person sets 60/40: shares stay while money follows the amount, a reopening reverses, and a win brings it back', async () => {
  const { split: deal } = won;
  const answer = await rae.post(deal, 'override', { credit: stage.split('60', '40.00'), reason: AGREED });
  expect(answer).toMatchObject({
    ok: true,
    card: {
      kind: 'decided',
      model: 'fixed',
      override: {
        ...{ kind: 'shares', by: 'User 7001', until: null, reason: AGREED },
        automation: expect.stringMatching(/^Automation would say: Acme sourced, 100\.00 %/),
      },
      parts: { items: [{ share: '60.00' }, { share: '40.00' }], more: 0 },
      deeds: {
        items: [{ by: 'User 7001', words: 'Set the credit by hand: Both were in the room' }],
        more: 0,
      },
    },
  });
  await world.settle();
  expect(await dealBooks(world, deal)).toMatchObject({
    credits: [
      'Acme sourced 2026-03 earned 60.00 % EUR 600.00 = 600.00 on 2026-03-02',
      'Birch influenced 2026-03 earned 40.00 % EUR 400.00 = 400.00 on 2026-03-02',
    ],
    labels: ['Acme: Sourced by', 'Birch: Influenced by'],
  });

  await world.crm.update('deal', deal, { amount: '2000' });
  await world.settle();
  expect(await stage.creditsOf(deal)).toEqual([
    'Acme sourced 2026-03 earned 60.00 % EUR 1200.00 = 1200.00 on 2026-03-02',
    'Birch influenced 2026-03 earned 40.00 % EUR 800.00 = 800.00 on 2026-03-02',
  ]);
  await cast.reopen(deal);
  await world.settle();
  expect(await stage.creditsOf(deal)).toEqual([
    'Acme sourced 2026-03 reversed 0.00 % EUR 0.00 = 0.00 on 2026-03-02',
    'Birch influenced 2026-03 reversed 0.00 % EUR 0.00 = 0.00 on 2026-03-02',
  ]);
  await cast.win(deal);
  await world.settle();
  const { credits, entries } = await dealBooks(world, deal);
  expect(credits).toEqual([
    'Acme sourced 2026-03 earned 60.00 % EUR 1200.00 = 1200.00 on 2026-03-02',
    'Birch influenced 2026-03 earned 40.00 % EUR 800.00 = 800.00 on 2026-03-02',
  ]);
  expect(entries[0]).toBe('grant Acme sourced 2026-03 1000.00');
  expect(entries).toContain('override Acme sourced 2026-03 -400.00');
  expect(entries).toContain('override Birch influenced 2026-03 400.00');
});

test('set on an open deal, it is followed once the deal is won', async () => {
  const deal = await stage.referredDeal('Open');
  await world.settle();
  const answer = await rae.post(deal, 'override', { credit: stage.split('50', '50'), reason: AGREED });
  expect(answer).toMatchObject({
    card: { deal: { state: 'open' }, parts: { items: [{ share: '50.00' }, { share: '50.00' }] } },
  });
  await world.settle();
  expect(await stage.creditsOf(deal)).toEqual([]);
  await cast.win(deal);
  await world.settle();
  expect(await stage.creditsOf(deal)).toEqual([
    'Acme sourced 2026-03 earned 50.00 % EUR 500.00 = 500.00 on 2026-03-02',
    'Birch influenced 2026-03 earned 50.00 % EUR 500.00 = 500.00 on 2026-03-02',
  ]);
});

test('shares of 99.99 and other mistakes are refused with their field, and nothing is done', async () => {
  const { desk: deal } = won;
  const sent = [
    { credit: stage.split('60', '39.99'), reason: AGREED },
    { credit: stage.split('60', '40.001'), reason: AGREED },
    { credit: stage.split('60', '40'), reason: { code: 'other', text: ' ' } },
    { credit: stage.split('60', '40'), reason: AGREED, until: '2026-03-02' },
    {
      credit: { kind: 'shares', shares: [{ partnerId: '999', role: 'sourced', share: '100' }] },
      reason: AGREED,
    },
    { credit: { kind: 'model', model: 'fixed' }, reason: AGREED },
  ];
  const told: string[] = [];
  for (const body of sent) {
    const answer = await rae.post(deal, 'override', body);
    told.push(answer.ok ? 'done' : `${answer.error.code} ${answer.error.field}: ${answer.error.message}`);
  }
  expect(told).toEqual([
    'invalid credit.shares: The shares add up to 99.99 %: change them to make 100.00 %, or remove all to credit nobody.',
    'invalid credit.shares.1.share: Type a percentage like 60 or 33.33.',
    expect.stringMatching(/^invalid reason\.text: /),
    'invalid until: Choose a day after today: it ends when that day begins.',
    'invalid credit.shares.0.partnerId: This partner does not exist (any more).',
    expect.stringMatching(/^invalid credit\.model: /),
  ]);
  expect(await rae.post(deal, 'commission', commission(birch.id))).toMatchObject({
    error: { code: 'invalid', field: 'partnerId' },
  });
  expect(await deedsOf(deal)).toEqual([]);
  expect(await stage.textOn(deal)).toBe('');
});

const commission = (partnerId: string, decision = 'waive') => ({
  ...{ partnerId, role: 'sourced', decision, reason: 'Agreed on the phone' },
});

test('only who is listed, or in a listed team, may decide; the card says so, and where it is set', async () => {
  const { desk: deal } = won;
  const body = { credit: stage.split('60', '40'), reason: AGREED };
  const tom = createDealCaller(world, '7004');
  expect(await tom.post(deal, 'override', body)).toMatchObject({ error: { code: 'not-allowed' } });
  expect(await tom.card(deal)).toMatchObject({
    you: { mayOverride: false, whyNot: expect.stringContaining('partnerships settings') },
    partners: { items: [] },
  });
  expect(await createDealCaller(world, '424242').post(deal, 'unlock', { reason: 'x' })).toMatchObject({
    error: { code: 'not-allowed' },
  });
  // Ina is in the team Sales, and her owner id is not her user id.
  expect(await createDealCaller(world, '7003').post(deal, 'override', body)).toMatchObject({ ok: true });
  await world.settle();
  expect(await deedsOf(deal)).toEqual(['user 7003 override-credit']);
});

test('another model for one deal divides its evidence, and unlocking returns to the rules; both are audited', async () => {
  const { desk: deal } = won;
  const credit = { kind: 'model', model: 'linear' };
  const chosen = await rae.post(deal, 'override', { credit, reason: AGREED });
  expect(chosen).toMatchObject({ card: { model: 'linear', override: { kind: 'model' } } });
  const unlocked = await rae.post(deal, 'unlock', { reason: 'A mistake' });
  expect(unlocked).toMatchObject({ card: { model: 'primary', override: null } });
  await world.settle();
  expect(await stage.textOn(deal)).toBe('');
  expect((await deedsOf(deal)).slice(0, 2)).toEqual(['user 7001 unlock-credit', 'user 7001 override-credit']);
  expect(await rae.post(deal, 'unlock', { reason: 'Again' })).toMatchObject({
    error: { code: 'invalid', message: 'Nobody has set the credit of this deal by hand.' },
  });
});

test('a repeated click is answered the same and done once, also when HubSpot failed in the middle', async () => {
  const { twice: deal } = won;
  const body = { requestId: 'click-of-a-nervous-hand', credit: stage.split('70', '30'), reason: AGREED };
  await world.sandbox.control('POST', '/faults', {
    path: '0-3/batch/read',
    after: 1,
    fault: { kind: 'status', status: 502 },
  });
  expect(await rae.post(deal, 'override', body)).toMatchObject({ error: { code: 'unavailable' } });
  const second = await rae.post(deal, 'override', body);
  expect(second).toMatchObject({
    ok: true,
    card: { parts: { items: [{ share: '70.00' }, { share: '30.00' }] } },
  });
  expect(await rae.post(deal, 'override', body)).toEqual(second);
  await world.settle();
  expect(await deedsOf(deal)).toEqual(['user 7001 override-credit']);
});

test('a late referral is credited with one click, and the reason says why it was late', async () => {
  const client = await cast.client('Client of Late');
  const deal = await cast.deal('Late', [company(client)]);
  await world.settle();
  await world.advanceDays(20);
  await cast.referral({ partner: birch, clients: [company(client)], on: '2026-03-01' }, { name: 'R-late' });
  await cast.win(deal);
  await world.settle();
  const { proposals, credits } = await rae.card(deal);
  expect(credits.items).toEqual([]);
  expect(proposals.items).toMatchObject([
    {
      ...{ partner: { name: 'Birch' }, role: 'sourced', code: 'entered-late' },
      shares: [{ partner: { name: 'Birch' }, role: 'sourced', share: '100.00' }],
    },
  ]);
  const [proposal] = proposals.items;
  const { sourceId = '' } = proposal ?? {};
  const click = { sourceId, partnerId: birch.id, role: 'sourced' };
  expect(await rae.post(deal, 'accept', { ...click, role: 'influenced' })).toMatchObject({
    error: { code: 'not-found', field: 'sourceId' },
  });
  const accepted = await rae.post(deal, 'accept', click);
  expect(accepted).toMatchObject({
    card: {
      attribution: 'sourced',
      proposals: { items: [] },
      override: { reason: { code: 'late_evidence' } },
    },
  });
  await world.settle();
  expect(await stage.creditsOf(deal)).toEqual([
    'Birch sourced 2026-03 earned 100.00 % EUR 1000.00 = 1000.00 on 2026-03-22',
  ]);
});

test('it ends at midnight in the portal, when the rules decide again; that is audited once', async () => {
  const { until: deal } = won;
  await rae.post(deal, 'override', { credit: stage.split('60', '40'), reason: AGREED, until: '2026-03-25' });
  await world.settle();
  // 23:30 in Berlin on the day before.
  await world.sandbox.advance(Date.parse('2026-03-24T22:30:00Z') - world.sandbox.now());
  await world.app.lookAround();
  await world.settle();
  expect((await stage.creditsOf(deal))[0]).toContain('earned 60.00 %');
  await world.sandbox.advance(30 * 60_000);
  await world.app.lookAround();
  await world.settle();
  expect(await stage.creditsOf(deal)).toEqual([
    'Acme sourced 2026-03 earned 100.00 % EUR 1000.00 = 1000.00 on 2026-03-02',
    'Birch influenced 2026-03 reversed 0.00 % EUR 0.00 = 0.00 on 2026-03-02',
  ]);
  await world.app.lookAround();
  await world.settle();
  expect(await deedsOf(deal)).toEqual(['automation override-ended', 'user 7001 override-credit']);
});
