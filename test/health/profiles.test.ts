import { describe, expect, test } from '@jest/globals';
import { activity, ago, assessed, codesOf, fine, received, reviewed, sent, talked } from './records.ts';

const scored = (scene: Parameters<typeof assessed>[0]) => {
  const { status, score, confidence, reasons } = assessed(scene);
  return { status, score, confidence, codes: reasons.map(({ code }) => code) };
};

describe('profiles', () => {
  test.each([
    ['referral', 'reciprocal', 'reciprocal'],
    ['referral', 'both', 'reciprocal'],
    ['referral', 'none', 'reciprocal'],
    ['referral', null, 'reciprocal'],
    ['referral', 'commission', 'commission'],
    ['reseller', 'reciprocal', 'reseller'],
    ['integration', 'commission', 'integration'],
    ['co_marketing', null, 'co-marketing'],
    ['strategic', 'both', 'strategic'],
    [null, null, 'reciprocal'],
  ] as const)('type %s with %s terms is judged as %s', (primaryType, compensationModel, profile) => {
    expect(assessed({ partner: { primaryType, compensationModel } }).profile).toBe(profile);
  });

  test('a partner who earns commission owes us referrals, and we owe none', () => {
    const partner = { compensationModel: 'commission' as const, activatedOn: ago(200) };
    expect(codesOf({ ...fine, partner, referrals: received(20, 30, 40) })).toEqual([]);
    expect(codesOf({ ...fine, partner, referrals: sent(20, 30, 40) })).toEqual(['T3']);
  });

  test.each([
    [180, []],
    [181, ['T3']],
  ])('an integration partner has %i days for a referral, in either direction', (days, codes) => {
    expect(codesOf({ ...fine, partner: { primaryType: 'integration' }, referrals: received(days) })).toEqual(
      codes,
    );
  });

  test.each([
    [360, ['T2a', 'T3']],
    [361, ['A2', 'T2a', 'T3']],
    [720, ['A2', 'T2a', 'T3']],
    [721, ['T2a', 'T3']],
  ])('an integration partner whose latest referral is %i days old', (days, codes) => {
    const partner = { primaryType: 'integration' as const, activatedOn: ago(364) };
    expect(codesOf({ ...fine, partner, referrals: sent(days), contacts: talked(61) })).toEqual(codes);
  });

  test('an integration partner fades over its longer windows', () => {
    const recency = (days: number) =>
      assessed({ ...fine, partner: { primaryType: 'integration' }, referrals: received(days) }).breakdown
        ?.measures;
    expect([30, 105, 180, 270, 360].map((days) => recency(days)?.[0])).toEqual(
      [1, 0.75, 0.5, 0.25, 0].map((value) => ({ name: 'recency', weight: 25, value })),
    );
  });

  test('a strategic partner is expected to bring three', () => {
    const { breakdown } = assessed({ ...fine, partner: { primaryType: 'strategic' } });
    expect(breakdown?.measures.find(({ name }) => name === 'volume')?.value).toBeCloseTo(2 / 3, 12);
  });

  test('joint work of a co-marketing partner takes the place of referrals', () => {
    const partner = { primaryType: 'co_marketing' as const, activatedOn: ago(800) };
    const joint = (kind: 'joint_content' | 'joint_proposal', days: number) => [
      activity(kind, days),
      ...reviewed(40),
    ];
    expect(codesOf({ ...fine, partner, activities: joint('joint_content', 90), referrals: [] })).toEqual([]);
    expect(codesOf({ ...fine, partner, activities: joint('joint_content', 91) })).toEqual(['T3']);
    expect(codesOf({ ...fine, partner, activities: joint('joint_proposal', 5) })).toEqual(['T3']);
    expect(
      codesOf({ ...fine, partner, activities: joint('joint_content', 200), contacts: talked(61) }),
    ).toEqual(['A2', 'T2a', 'T3']);
  });
});

describe('a seasonal partner outside its months', () => {
  const winter = { seasonalMonths: [11, 12, 1, 2], activatedOn: ago(300) };

  test('is not asked for referrals, nor counted as stopped', () => {
    const scene = { ...fine, referrals: received(200), contacts: talked(70), dealMovements: [ago(5)] };
    expect(codesOf({ ...scene, partner: { ...winter, seasonalMonths: [] } })).toEqual(['A2', 'T2a', 'T3']);
    expect(codesOf({ ...scene, partner: winter })).toEqual(['T1a']);
    expect(codesOf({ ...scene, partner: { ...winter, seasonalMonths: [6] } })).toEqual(['A2', 'T2a', 'T3']);
  });

  test.each([
    [75, []],
    [76, ['T2a']],
  ])('may be silent for %i days', (days, codes) => {
    const referrals = [...received(200), ...sent(365)];
    const scene = { ...fine, partner: winter, referrals, contacts: talked(days) };
    expect(codesOf(scene)).toEqual(codes);
  });

  test('is still at risk when nothing happens at all', () => {
    expect(scored({ partner: winter, contacts: talked(91) }).codes).toEqual(['A1', 'T2a', 'T2b']);
  });

  test('has its next check-in and review twice as far away', () => {
    const { nextCheckinOn, nextReviewOn, offSeason } = assessed({ ...fine, partner: winter });
    expect({ nextCheckinOn, nextReviewOn, offSeason }).toEqual({
      nextCheckinOn: ago(9 - 60),
      nextReviewOn: ago(40 - 180),
      offSeason: true,
    });
  });
});
