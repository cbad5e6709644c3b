import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { changeSetting } from '../../src/store/settings.ts';
import { createWorld, type World } from '../support/world.ts';
import { createDealCaller, type DealCaller } from '../webhooks/ui/deal-caller.ts';
import { dealBooks } from './books.ts';
import { type Cast, company, createCast, type PartnerOnStage } from './cast.ts';
import { disagreements } from './disagreements.ts';

let world: World;
let cast: Cast;
let rae: DealCaller;
let acme: PartnerOnStage;
let birch: PartnerOnStage;
/** Won deals of EUR 1,000 that Acme referred. */
let won: Readonly<Record<'forged' | 'other' | 'lost' | 'stubborn', string>>;

beforeAll(async () => {
  world = await createWorld();
  cast = createCast(world.crm);
  rae = createDealCaller(world);
  acme = await cast.partner('Acme');
  birch = await cast.partner('Birch');
  const change = {
    name: 'overriders',
    value: { userIds: ['7001'], teamIds: ['301'] },
    actor: 'Kim',
  } as const;
  await world.app.database.transaction((tx) => changeSetting(tx, world.portalId, change, new Date(0)));
  won = {
    forged: await wonDeal('Forged'),
    other: await wonDeal('Other'),
    lost: await wonDeal('Lost'),
    stubborn: await wonDeal('Stubborn'),
  };
  await world.settle();
});
afterAll(() => world.stop());
afterEach(async () => expect(await disagreements(world)).toEqual([]));

async function referredDeal(name: string): Promise<string> {
  const client = company(await cast.client(`Client of ${name}`));
  await cast.referral({ partner: acme, clients: [client], on: '2026-03-02' });
  return cast.deal(name, [client]);
}

async function wonDeal(name: string): Promise<string> {
  const deal = await referredDeal(name);
  await cast.win(deal);
  return deal;
}

const split = (ofAcme: string, ofBirch: string) => ({
  kind: 'shares',
  shares: [
    { partnerId: acme.id, role: 'sourced', share: ofAcme },
    { partnerId: birch.id, role: 'influenced', share: ofBirch },
  ],
});
const agreed = { code: 'agreed_split', text: 'Both were in the room' };
const creditsOf = async (deal: string) => (await dealBooks(world, deal)).credits;
const textOn = async (deal: string) =>
  (await world.crm.read('deal', deal, ['partner_override'])).properties.partner_override ?? '';

test('what was changed by hand, copied from another deal, or put back is a claim: told, and without effect', async () => {
  const { forged: deal } = won;
  const { other } = won;
  await rae.post(deal, 'override', { credit: split('60', '40'), reason: agreed });
  await world.settle();
  const first = await textOn(deal);
  await rae.post(deal, 'override', { credit: split('80', '20'), reason: agreed });
  await world.settle();
  const eighty = (await creditsOf(deal)).join('\n');
  expect(eighty).toContain('Acme sourced 2026-03 earned 80.00 % EUR 800.00');
  const seen = async (id: string) => {
    await world.app.runNow('deal', world.portalId, [id]);
    await world.settle();
    const { findings, override } = await rae.card(id);
    return [findings.items.map(({ code, words }) => `${code}: ${words}`), override?.kind ?? null];
  };
  const editor = 'last edited by user 7001 on 2 Mar 2026';
  const stands =
    'is not followed: what User 7001 decided on 2 Mar 2026 stands. Decide again on the card to put it right.';
  for (const [text, why] of [
    [
      first.replace('6000', '9000').replace('4000', '1000'),
      'its signature is wrong: it was changed by hand, or copied',
    ],
    [first, 'an older decision was put back'],
    ['', 'it was emptied'],
  ] as const) {
    await world.crm.update('deal', deal, { partner_override: text });
    expect(await seen(deal)).toEqual([
      [`unsigned_override: partner_override was changed by hand (${why}; ${editor}) and ${stands}`],
      'shares',
    ]);
    expect((await creditsOf(deal)).join('\n')).toBe(eighty);
  }
  await world.crm.update('deal', other, { partner_override: first });
  expect(await seen(other)).toEqual([
    [
      'unsigned_override: partner_override is not ours and is not followed: its signature is wrong: it was changed by hand, or copied; last edited by user 7001 on 2 Mar 2026.',
    ],
    null,
  ]);
  expect(await creditsOf(other)).toEqual([
    'Acme sourced 2026-03 earned 100.00 % EUR 1000.00 = 1000.00 on 2026-03-02',
  ]);
});

test('after the database was lost, the signed text on the deal is followed', async () => {
  const { lost: deal } = won;
  await rae.post(deal, 'override', { credit: split('70', '30'), reason: agreed });
  await world.settle();
  await world.app.database.run('DELETE FROM override_document WHERE deal_id = $1', [deal]);
  await world.app.runNow('deal', world.portalId, [deal]);
  await world.settle();
  expect((await creditsOf(deal))[0]).toContain('earned 70.00 %');
});

test('a deal that refuses the text follows the decision all the same, says so, and takes it once it may', async () => {
  const { stubborn: deal } = won;
  const when = { property: 'dealstage', value: 'closedwon' };
  const rule = { objectType: 'deal', when, require: ['description'] };
  await world.sandbox.control('POST', '/rules', rule);
  const answer = await rae.post(deal, 'override', { credit: split('60', '40'), reason: agreed });
  expect(answer).toMatchObject({
    card: {
      parts: { items: [{ share: '60.00' }, { share: '40.00' }] },
      findings: { items: [{ code: 'stamp_refused', words: expect.stringContaining('description') }] },
      parked: { items: [{ kind: 'write-back', words: expect.stringContaining('description') }] },
    },
  });
  await world.app.runNow('deal', world.portalId, [deal]);
  expect(await textOn(deal)).toBe('');
  expect((await rae.card(deal)).override).toMatchObject({ kind: 'shares' });
  await world.sandbox.control('DELETE', '/rules');
  await world.app.runNow('write-back', world.portalId, [deal]);
  expect(await textOn(deal)).toContain('"share":6000');
  expect(await rae.card(deal)).toMatchObject({ findings: { items: [] }, parked: { items: [] } });
  await world.settle();
});
