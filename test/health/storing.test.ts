import { describe, expect, test } from '@jest/globals';
import { decideStoring, type StoredHealth, trend } from '../../src/health/index.ts';
import { ago, assessed, fine, received, type Scene, sent, talked } from './records.ts';

const asStored = (scene: Scene): StoredHealth => {
  const { status, score, reasons, summary } = assessed(scene);
  return { status, score, reasons: reasons.map(({ code }) => code), summary };
};

const healthy = fine;
const lessHealthy = { ...fine, contacts: talked(40) };
const attention = { ...fine, contacts: talked(50) };
const atRisk = { partner: { activatedOn: ago(200) } };
const flagged = { ...fine, partner: { redFlags: ['competitive'] as const } };
const fresh = { partner: { activatedOn: ago(20) } };
const outOfNew = { ...fine, partner: { activatedOn: ago(40) } };
const lopsidedYoung = { ...outOfNew, referrals: [...received(1, 2, 3, 4), ...sent(5)] };
const paused = { partner: { stage: 'paused' as const } };
const ended = { partner: { stage: 'ended' as const } };

describe('by day, what is written', () => {
  test.each([
    ['a better status', attention, healthy, 'better'],
    ['a higher score in the same status', lessHealthy, healthy, 'better'],
    ['a way out of risk', atRisk, attention, 'better'],
    ['the end of new by referrals each way', fresh, outOfNew, 'new-is-over'],
    ['a severe sign', healthy, flagged, 'severe'],
    [
      'a severe sign on a new partner',
      fresh,
      { partner: { ...fresh.partner, ...flagged.partner } },
      'severe',
    ],
    ['a severe sign taken back', flagged, healthy, 'severe'],
    ['a severe sign taken back from a partner in trouble', flagged, attention, 'severe'],
    ['a pause', healthy, paused, 'stage'],
    ['the end of a pause', paused, fresh, 'stage'],
    ['one unscored stage after another', paused, ended, 'stage'],
  ])('%s', (_, before, now, because) => {
    expect(decideStoring(asStored(before), assessed(now), 'day')).toEqual({ kind: 'write', because });
  });

  test.each([
    ['a worse status', healthy, attention],
    ['a lower score in the same status', healthy, lessHealthy],
    ['the same again', healthy, healthy],
    ['the same unscored stage', paused, paused],
    ['new as before', fresh, fresh],
    ['a partner that would leave new for attention', fresh, lopsidedYoung],
    ['a partner that would become new again', outOfNew, fresh],
  ])('not %s', (_, before, now) => {
    expect(decideStoring(asStored(before), assessed(now), 'day')).toEqual({ kind: 'keep' });
  });

  test('the first result of a partner', () => {
    expect(decideStoring(null, assessed(atRisk), 'day')).toEqual({ kind: 'write', because: 'first' });
  });
});

test.each([healthy, lessHealthy, attention, atRisk, fresh, paused])(
  'the night writes whatever is true',
  (now) => {
    expect(decideStoring(asStored(healthy), assessed(now), 'nightly')).toEqual({
      kind: 'write',
      because: 'nightly',
    });
  },
);

test.each([
  [80, 75, 'up'],
  [79, 75, 'steady'],
  [71, 75, 'steady'],
  [70, 75, 'down'],
  [null, 75, null],
  [75, null, null],
] as const)('from %s to %s the trend is %s', (now, before, wanted) => {
  expect(trend(now, before)).toBe(wanted);
});
