import { describe, expect, test } from '@jest/globals';
import { dayIn } from '../../src/calendar.ts';
import { defaultHealthSettings } from '../../src/health/index.ts';
import {
  activity,
  ago,
  assessed,
  codesOf,
  fine,
  received,
  referral,
  reviewed,
  sent,
  slots,
  talked,
} from './records.ts';

describe('the last day on which all is well, and the first on which it is not', () => {
  test.each([
    [45, []],
    [46, ['T2a']],
  ])('%i days without a talk', (days, codes) => {
    expect(codesOf({ ...fine, contacts: talked(days) })).toEqual(codes);
  });

  test.each([
    [104, []],
    [105, ['T2b']],
  ])('%i days without a review', (days, codes) => {
    expect(codesOf({ ...fine, activities: reviewed(days) })).toEqual(codes);
  });

  test.each([
    [90, ['T2a', 'T2b', 'T3']],
    [91, ['A1', 'T2a', 'T2b', 'T3']],
  ])('%i days without anything', (days, codes) => {
    expect(codesOf({ dealMovements: [ago(days)], partner: { activatedOn: ago(200) } })).toEqual(codes);
  });

  test.each([
    [90, []],
    [91, ['T3']],
  ])('%i days since the latest referral', (days, codes) => {
    expect(codesOf({ ...fine, referrals: [...received(days), ...sent(days)] })).toEqual(codes);
  });

  test.each([
    [180, ['T3']],
    [181, ['T1a', 'T3']],
  ])('a sent referral of %i days ago still or no longer makes it both ways', (days, codes) => {
    expect(codesOf({ ...fine, referrals: [...received(120), ...sent(days)] })).toEqual(codes);
  });

  test.each([
    [60, ['T2a', 'T3']],
    [61, ['A2', 'T2a', 'T3']],
  ])('referrals stopped and %i days without a talk', (days, codes) => {
    expect(codesOf({ ...fine, referrals: received(250), contacts: talked(days) })).toEqual(codes);
  });

  test.each([
    [181, true],
    [360, true],
    [361, false],
  ])('a referral of %i days ago shows or no longer shows that it used to flow', (days, flowed) => {
    const scene = { ...fine, referrals: received(days), contacts: talked(61) };
    expect(codesOf(scene).includes('A2')).toBe(flowed);
  });

  test.each([
    [365, []],
    [366, ['A3']],
  ])('%i days since the latest referral of an old partner', (days, codes) => {
    const scene = { ...fine, partner: { activatedOn: ago(800) }, referrals: received(days) };
    expect(codesOf(scene)).toEqual([...codes, 'T3']);
  });

  test.each([
    [364, false],
    [365, true],
  ])('at the age of %i days, a year without referrals counts or not yet', (age, counts) => {
    const scene = { ...fine, partner: { activatedOn: ago(age) }, referrals: received(366) };
    expect(codesOf(scene).includes('A3')).toBe(counts);
  });

  test.each([
    [89, 'new'],
    [90, 'attention'],
  ])('at the age of %i days a partner is %s', (age, status) => {
    expect(assessed({ partner: { activatedOn: ago(age) }, contacts: talked(5) }).status).toBe(status);
  });
});

test.each([
  [180, { recent: 0, long: 1, before: 0 }],
  [181, { recent: 0, long: 0, before: 1 }],
])('a referral of %i days ago counts in one window only', (days, expected) => {
  expect(assessed({ referrals: received(days) }).inputs?.expected).toEqual(expected);
});

describe('how referrals split between the two directions in 180 days', () => {
  test.each([
    [1, 0, ['T1a']],
    [0, 1, ['T1a']],
    [2, 0, ['T1a']],
    [3, 0, ['T1a', 'T1b']],
    [1, 1, []],
    [2, 1, []],
    [3, 1, ['T1b']],
    [1, 3, ['T1b']],
    [3, 2, []],
    [4, 2, []],
    [5, 2, ['T1b']],
  ])('%i received and %i sent', (incoming, outgoing, codes) => {
    const referrals = [...received(...Array(incoming).fill(20)), ...sent(...Array(outgoing).fill(20))];
    expect(codesOf({ ...fine, referrals })).toEqual(codes);
  });
});

describe('records that never count', () => {
  const without = assessed(fine);

  test.each([
    ['dated tomorrow', referral('received', -1)],
    ['declined', referral('received', 5, { status: 'declined' })],
    ['a duplicate', referral('received', 5, { status: 'duplicate' })],
    ['a test', referral('received', 5, { status: 'test' })],
    ['without a client', referral('received', 5, { clientKnown: false })],
  ])('a referral that is %s changes nothing', (_, extra) => {
    expect(assessed({ ...fine, referrals: [...(fine.referrals ?? []), extra] })).toEqual(without);
  });

  test.each([
    ['talk of tomorrow', { contacts: [...talked(9), ...talked(-1)] }],
    ['deal movement of tomorrow', { dealMovements: [ago(-1)] }],
    ['review planned for tomorrow', { activities: [...reviewed(40), activity('quarterly_review', -1)] }],
    ['check-in without an outcome', { activities: [...reviewed(40), activity('check_in', 1)] }],
    [
      'check-in with a blank outcome',
      { activities: [...reviewed(40), activity('check_in', 1, { outcome: ' ' })] },
    ],
    [
      'check-in they did not answer',
      {
        activities: [...reviewed(40), activity('check_in', 1, { twoWay: false, outcome: 'Left a message' })],
      },
    ],
    [
      'canceled check-in',
      { activities: [...reviewed(40), activity('check_in', 1, { status: 'canceled', outcome: 'x' })] },
    ],
    ['content shared', { activities: [...reviewed(40), activity('content_shared', 1, { twoWay: true })] }],
  ])('a %s changes nothing', (_, extra) => {
    expect(assessed({ ...fine, ...extra })).toEqual(without);
  });

  test.each([{ outcome: 'Spoke about the autumn' }, { twoWay: true }])(
    'a check-in with %j is a talk',
    (said) => {
      const logged = activity('check_in', 2, said);
      expect(assessed({ activities: [logged] }).counters.lastContactOn).toBe(ago(2));
    },
  );
});

describe('a talk of 45 days and some hours ago is a gap where midnight has passed', () => {
  const talk = Date.parse('2026-04-30T09:00:00Z');
  const now = Date.parse('2026-06-14T10:30:00Z');

  test.each([
    ['Pacific/Pago_Pago', []],
    ['Pacific/Kiritimati', ['T2a']],
  ])('%s', (zone, codes) => {
    const scene = { ...fine, contacts: [{ on: dayIn(zone, talk), kind: 'call' as const }] };
    const { reasons } = assessed(scene, defaultHealthSettings, dayIn(zone, now));
    expect(reasons.map(({ code }) => code)).toEqual(codes);
  });
});

describe('cadence', () => {
  const cadence = (scene: Parameters<typeof assessed>[0]) => assessed(scene).inputs?.cadence;
  const slot = (dueDaysAgo: number, doneDaysAgo: number | null) =>
    activity('check_in', doneDaysAgo ?? 0, {
      dueOn: ago(dueDaysAgo),
      twoWay: false,
      ...(doneDaysAgo === null ? { status: 'planned', happenedOn: null } : {}),
    });

  test('is unknown with a single slot', () => {
    expect(cadence({ activities: slots(1, 1) })).toBeNull();
  });

  test('counts the slots of 180 days whose week of grace is over', () => {
    expect(cadence({ activities: [slot(6, null), slot(7, null), slot(180, 180), slot(181, 181)] })).toEqual({
      kept: 1,
      scheduled: 2,
    });
  });

  test('takes a check-in done a week late, and no later', () => {
    expect(cadence({ activities: [slot(60, 53), slot(100, 92)] })).toEqual({ kept: 1, scheduled: 2 });
  });

  test('takes a check-in that a talk of the same month made needless, canceled or not', () => {
    const canceled = { ...slot(60, null), status: 'canceled' as const };
    expect(cadence({ activities: [canceled, slot(100, null)], contacts: talked(89) })).toEqual({
      kept: 1,
      scheduled: 2,
    });
  });

  test('does not take the talk from which the slot was counted', () => {
    expect(cadence({ activities: [slot(60, null), slot(60, null)], contacts: talked(90) })?.kept).toBe(0);
  });
});
