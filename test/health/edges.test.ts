import { describe, expect, test } from '@jest/globals';
import { addDays } from '../../src/calendar.ts';
import { defaultHealthSettings } from '../../src/health/index.ts';
import { activity, ago, assessed, codesOf, fine, received, referral, TODAY, talked } from './records.ts';

const scored = (scene: Parameters<typeof assessed>[0]) => {
  const { status, score, confidence, reasons } = assessed(scene);
  return { status, score, confidence, codes: reasons.map(({ code }) => code) };
};

describe('what never happened', () => {
  test('no talk ever recorded is a gap, and the other ages count from the day it became active', () => {
    const { inputs, ...rest } = assessed({ partner: { activatedOn: ago(100) } });
    expect(inputs).toEqual({
      received: { recent: 0, long: 0 },
      sent: { recent: 0, long: 0 },
      joint: { recent: 0, long: 0 },
      expected: { recent: 0, long: 0, before: 0 },
      daysSinceExpected: null,
      daysSinceContact: null,
      daysSinceAnything: 100,
      anythingRecorded: false,
      daysSinceReview: 100,
      everReviewed: false,
      cadence: null,
      satisfaction: null,
      response: { inTime: 0, due: 0 },
      age: 100,
      graceAge: 100,
      severe: [],
    });
    expect(rest.status).toBe('at_risk');
    expect(rest.reasons.map(({ code }) => code)).toEqual(['A1', 'T2a', 'T3']);
    expect([rest.score, rest.confidence, rest.breakdown?.raw]).toEqual([0, 0.6, 0]);
  });

  test('no talk ever makes stopped referrals a risk', () => {
    expect(codesOf({ ...fine, contacts: [], referrals: received(250) })).toContain('A2');
  });

  test.each([
    [365, false],
    [366, true],
  ])('no referral ever in %i days of partnership', (age, risk) => {
    const scene = { ...fine, referrals: [], partner: { activatedOn: ago(age) } };
    expect(codesOf(scene).includes('A3')).toBe(risk);
  });

  test('no review ever counts from the day it became active', () => {
    expect(codesOf({ ...fine, activities: [], partner: { activatedOn: ago(105) } })).toEqual(['T2b']);
  });
});

describe('new partners', () => {
  const young = (age: number, scene = fine) => assessed({ ...scene, partner: { activatedOn: ago(age) } });

  test('a referral in the first days counts and shows, and the partner stays new', () => {
    const { status, score, reasons, counters, summary } = young(3, {
      referrals: received(1),
      contacts: talked(1),
    });
    expect({ status, score, reasons, summary }).toEqual({
      status: 'new',
      score: null,
      reasons: [],
      summary: 'New, 87 days left; last talk yesterday',
    });
    expect([counters.received.total, counters.balance180]).toEqual([1, 1]);
  });

  test.each([
    [29, 'new'],
    [30, 'healthy'],
  ])('at the age of %i days with a referral each way it is %s', (age, status) => {
    expect(young(age).status).toBe(status);
  });

  test('referrals in one direction do not end it early', () => {
    expect(young(60, { ...fine, referrals: received(5, 6, 7) }).status).toBe('new');
  });

  test('a severe sign ends it at once, and silence is still no reason', () => {
    const scene = { partner: { activatedOn: ago(20), redFlags: ['poor_reputation'] as const } };
    expect(scored(scene)).toEqual({ status: 'at_risk', score: 0, confidence: 0.6, codes: ['F'] });
  });

  test('a pause starts the grace anew, and nothing else', () => {
    const { status, inputs } = assessed({ partner: { activatedOn: ago(500), reactivatedOn: ago(10) } });
    expect([status, inputs?.age, inputs?.graceAge, inputs?.daysSinceReview]).toEqual(['new', 500, 10, 500]);
  });

  test('a return planned for tomorrow starts nothing yet', () => {
    expect(assessed({ ...fine, partner: { reactivatedOn: ago(-1) } }).status).toBe('healthy');
  });
});

describe('severe signs', () => {
  test.each([
    [{ redFlags: ['competitive'] as const }, ['F']],
    [{ redFlags: ['poor_reputation'] as const }, ['F']],
    [{ redFlags: ['no_client_base', 'all_take_no_give', 'slow_communication'] as const }, []],
    [{ agreementStatus: 'terminated' as const }, ['F']],
    [{ agreementStatus: 'expired' as const }, []],
    [{ noticeGivenOn: ago(0) }, ['F']],
    [{ noticeGivenOn: ago(-1) }, []],
  ])('%j', (partner, codes) => {
    expect(codesOf({ ...fine, partner })).toEqual(codes);
  });
});

describe('partners that are not scored', () => {
  test.each(['identified', 'contacted', 'paused', 'ended', 'declined', null] as const)(
    'in stage %s',
    (stage) => {
      const { status, score, confidence, breakdown, reasons, inputs, nextCheckinOn, nextReviewOn, counters } =
        assessed({ ...fine, partner: { stage, redFlags: ['competitive'] } });
      expect({ status, score, confidence, breakdown, reasons, inputs, nextCheckinOn, nextReviewOn }).toEqual({
        status: 'not_scored',
        score: null,
        confidence: null,
        breakdown: null,
        reasons: [],
        inputs: null,
        nextCheckinOn: null,
        nextReviewOn: null,
      });
      expect(counters.received.total).toBe(1);
    },
  );

  test('an active partner without the day it became active is not guessed at', () => {
    const { status, summary, incomplete } = assessed({ ...fine, partner: { activatedOn: null } });
    expect({ status, summary, incomplete }).toEqual({
      status: 'not_scored',
      summary: 'Not scored: the day the partnership became active is missing',
      incomplete: [{ record: 'partner', missing: 'activated_on' }],
    });
  });
});

describe('satisfaction', () => {
  const satisfaction = (ours: number | null, theirs: number | null, ratedDaysAgo: number | null) =>
    assessed({
      partner: {
        satisfactionOurs: ours,
        satisfactionTheirs: theirs,
        satisfactionRatedOn: ratedDaysAgo === null ? null : ago(ratedDaysAgo),
      },
    });

  test.each([
    [4, null, 0, 4],
    [null, 3, 120, 3],
    [5, 4, 10, 4.5],
    [4.3, 4.4, 10, 4.35],
    [4, null, 121, null],
    [4, null, -1, null],
    [null, null, 10, null],
  ])('%s from us and %s from them, %i days ago: %s', (ours, theirs, days, mean) => {
    expect(satisfaction(ours, theirs, days).inputs?.satisfaction).toBe(mean);
  });

  test('a rating without a day, or off the scale, is reported and left out', () => {
    expect(satisfaction(4, null, null).incomplete).toEqual([
      { record: 'partner', missing: 'satisfaction_rated_on' },
    ]);
    const off = satisfaction(6, 4, 10);
    expect(off.incomplete).toEqual([{ record: 'partner', missing: 'satisfaction_1_to_5' }]);
    expect(off.inputs?.satisfaction).toBe(4);
  });
});

describe('incomplete records', () => {
  test('are listed, never dated by guess, never counted', () => {
    const undated = referral('received', 0, { referredOn: null });
    const unsaid = activity('joint_event', 0, { happenedOn: null });
    const { incomplete, ...rest } = assessed({
      ...fine,
      referrals: [
        ...(fine.referrals ?? []),
        undated,
        referral('sent', 0, { referredOn: null, status: 'test' }),
      ],
      activities: [...(fine.activities ?? []), unsaid],
    });
    expect(incomplete).toEqual([
      { record: 'referral', id: undated.id, missing: 'referred_on' },
      { record: 'activity', id: unsaid.id, missing: 'happened_on' },
    ]);
    const { incomplete: none, ...same } = assessed(fine);
    expect(none).toEqual([]);
    expect(rest).toEqual(same);
  });
});

describe('slow answers, where the portal judges them', () => {
  const settings = {
    ...defaultHealthSettings,
    response: { ...defaultHealthSettings.response, judged: true },
  };
  const answered = (daysAgo: number, afterDays: number | null) =>
    referral('sent', daysAgo, {
      responseDueOn: ago(daysAgo - 2),
      firstResponseOn: afterDays === null ? null : ago(daysAgo - afterDays),
    });
  const scene = (...referrals: ReturnType<typeof answered>[]) => ({
    ...fine,
    referrals: [...received(10, 11, 12, 13), ...referrals],
  });

  test('three of five in time is a reason, and only when it is switched on', () => {
    const slow = scene(
      answered(10, 1),
      answered(20, 2),
      answered(30, 0),
      answered(40, 3),
      answered(50, null),
    );
    expect(codesOf(slow, settings)).toEqual(['T4']);
    expect(codesOf(slow)).toEqual([]);
  });

  test('four of five is enough, and what is not due yet does not count', () => {
    const four = [answered(10, 1), answered(20, 1), answered(30, 1), answered(40, 1)];
    expect(codesOf(scene(...four, answered(50, 3), answered(1, null)), settings)).toEqual([]);
    expect(
      codesOf(scene(answered(50, 3), answered(40, 3), answered(30, 3), answered(1, null)), settings),
    ).toEqual([]);
  });
});

test.each([
  [0, { inTime: 0, due: 0 }],
  [1, { inTime: 0, due: 1 }],
])('an answer that was due %i days ago and has not come', (days, response) => {
  const open = referral('sent', 10, { responseDueOn: ago(days) });
  expect(assessed({ referrals: [open] }).inputs?.response).toEqual(response);
});

describe('an override', () => {
  const override = { status: 'healthy', reason: 'They merge with Beta', until: TODAY, by: 'Ann' } as const;
  const quiet = { ...fine, contacts: talked(50) };

  test('is shown to the end of its last day, with the computed status beside it', () => {
    const { status, shown } = assessed({ ...quiet, override });
    expect(status).toBe('attention');
    expect(shown).toEqual({
      status: 'healthy',
      summary:
        'Healthy, set by Ann until 15 Jun 2026: They merge with Beta. Computed: Attention: no two-way contact for 50 days; monthly is expected',
      override,
    });
  });

  test('ends by itself and never brings an ended partner back', () => {
    const over = { ...override, until: addDays(TODAY, -1) };
    expect(assessed({ ...quiet, override: over }).shown.status).toBe('attention');
    expect(assessed({ ...quiet, override, partner: { stage: 'ended' } }).shown.status).toBe('not_scored');
  });
});
