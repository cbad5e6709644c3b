import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { World } from '../support/world.ts';
import type { DealCaller } from '../webhooks/ui/deal-caller.ts';
import { disagreements } from './disagreements.ts';
import { AGREED, createOverrideStage, type OverrideStage } from './override-stage.ts';

let stage: OverrideStage;
let world: World;
let rae: DealCaller;
/** Won deals of EUR 1,000 that Acme referred. */
let won: Readonly<Record<'forged' | 'other' | 'lost' | 'stubborn', string>>;

beforeAll(async () => {
  stage = await createOverrideStage();
  ({ world, rae } = stage);
  won = {
    forged: await stage.wonDeal('Forged'),
    other: await stage.wonDeal('Other'),
    lost: await stage.wonDeal('Lost'),
    stubborn: await stage.wonDeal('Stubborn'),
  };
  await world.settle();
});
afterAll(() => world.stop());
afterEach(async () => expect(await disagreements(world)).toEqual([]));

test('what was changed by hand, copied from another deal, or put back is a claim: told, and without effect', async () => {
  const { forged: deal } = won;
  const { other } = won;
  await rae.post(deal, 'override', { credit: stage.split('60', '40'), reason: AGREED });
  await world.settle();
  const first = await stage.textOn(deal);
  await rae.post(deal, 'override', { credit: stage.split('80', '20'), reason: AGREED });
  await world.settle();
  const eighty = (await stage.creditsOf(deal)).join('\n');
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
    expect((await stage.creditsOf(deal)).join('\n')).toBe(eighty);
  }
  await world.crm.update('deal', other, { partner_override: first });
  expect(await seen(other)).toEqual([
    [
      'unsigned_override: partner_override is not ours and is not followed: its signature is wrong: it was changed by hand, or copied; last edited by user 7001 on 2 Mar 2026.',
    ],
    null,
  ]);
  expect(await stage.creditsOf(other)).toEqual([
    'Acme sourced 2026-03 earned 100.00 % EUR 1000.00 = 1000.00 on 2026-03-02',
  ]);
});

test('after the database was lost, the signed text on the deal is followed', async () => {
  const { lost: deal } = won;
  await rae.post(deal, 'override', { credit: stage.split('70', '30'), reason: AGREED });
  await world.settle();
  await world.app.database.run('DELETE FROM override_document WHERE deal_id = $1', [deal]);
  await world.app.runNow('deal', world.portalId, [deal]);
  await world.settle();
  expect((await stage.creditsOf(deal))[0]).toContain('earned 70.00 %');
});

test('a deal that refuses the text follows the decision all the same, says so, and takes it once it may', async () => {
  const { stubborn: deal } = won;
  const when = { property: 'dealstage', value: 'closedwon' };
  const rule = { objectType: 'deal', when, require: ['description'] };
  await world.sandbox.control('POST', '/rules', rule);
  const answer = await rae.post(deal, 'override', { credit: stage.split('60', '40'), reason: AGREED });
  expect(answer).toMatchObject({
    card: {
      parts: { items: [{ share: '60.00' }, { share: '40.00' }] },
      findings: { items: [{ code: 'stamp_refused', words: expect.stringContaining('description') }] },
      parked: { items: [{ kind: 'write-back', words: expect.stringContaining('description') }] },
    },
  });
  await world.app.runNow('deal', world.portalId, [deal]);
  expect(await stage.textOn(deal)).toBe('');
  expect((await rae.card(deal)).override).toMatchObject({ kind: 'shares' });
  await world.sandbox.control('DELETE', '/rules');
  await world.app.runNow('write-back', world.portalId, [deal]);
  expect(await stage.textOn(deal)).toContain('"share":6000');
  expect(await rae.card(deal)).toMatchObject({ findings: { items: [] }, parked: { items: [] } });
  await world.settle();
});
