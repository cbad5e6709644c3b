import { describe, expect, test } from '@jest/globals';
import { defaultHealthSettings } from '../../src/health/index.ts';
import {
  activity,
  ago,
  assessed,
  fine,
  received,
  referral,
  reviewed,
  type Scene,
  sent,
  TODAY,
  talked,
} from './records.ts';

describe('every reason says its numbers and what to do', () => {
  const judged = { ...defaultHealthSettings, response: { ...defaultHealthSettings.response, judged: true } };
  const slow = [10, 20, 30, 40, 50].map((day) => referral('sent', day, { responseDueOn: ago(day - 2) }));
  const reseller = { primaryType: 'reseller' } as const;
  const coMarketing = { primaryType: 'co_marketing' } as const;
  const cases: readonly [code: string, scene: Scene, text: string, action: string][] = [
    [
      'A1',
      { contacts: talked(120) },
      'No referral, talk, joint work or deal movement for 120 days',
      'Call them and agree on one next step',
    ],
    [
      'A1',
      {},
      'Nothing is recorded since the partnership began 400 days ago',
      'Call them and agree on one next step',
    ],
    [
      'A2',
      { ...fine, referrals: received(200, 210, 220, 230), contacts: talked(70) },
      'Referrals stopped, with none in 180 days after 4 in the 180 days before, and no two-way contact for 70 days',
      'Call them and ask what has changed',
    ],
    [
      'A2',
      { ...fine, partner: coMarketing, activities: [activity('joint_event', 200)], contacts: talked(70) },
      'Joint activities stopped, with none in 180 days after 1 in the 180 days before, and no two-way contact for 70 days',
      'Call them and ask what has changed',
    ],
    [
      'A3',
      { ...fine, referrals: received(390) },
      'No referral for 390 days',
      'Decide together whether to revive, pause or end the partnership',
    ],
    [
      'A3',
      { ...fine, referrals: sent(3), partner: reseller },
      'No referral received yet in 400 days of partnership',
      'Decide together whether to revive, pause or end the partnership',
    ],
    [
      'F',
      { ...fine, partner: { redFlags: ['poor_reputation', 'competitive'] } },
      'Red flag for competitive services and red flag for poor reputation',
      'Decide whether to go on, pause or end the partnership',
    ],
    [
      'F',
      { ...fine, partner: { agreementStatus: 'terminated', noticeGivenOn: ago(12) } },
      'The agreement is terminated and notice was given on 3 Jun 2026',
      'Set the stage to Ended, or settle a new agreement',
    ],
    [
      'T1a',
      { ...fine, referrals: received(1, 2) },
      'Referrals flow one way, with 2 received and none sent in 180 days',
      'Worth raising: find a client of yours to refer to them',
    ],
    [
      'T1a',
      { ...fine, referrals: sent(1) },
      'Referrals flow one way, with 1 sent and none received in 180 days',
      'Worth raising: ask which of their clients could need you',
    ],
    [
      'T1b',
      { ...fine, referrals: [...received(1, 2, 3, 4, 5, 6), ...sent(7)] },
      'Referrals are uneven, with 6 received and 1 sent in 180 days',
      'Worth raising: find a client of yours to refer to them',
    ],
    [
      'T2a',
      { ...fine, contacts: talked(52) },
      'No two-way contact for 52 days; monthly is expected',
      'Book a check-in call',
    ],
    [
      'T2a',
      { ...fine, contacts: [] },
      'No two-way contact yet, none recorded; monthly is expected',
      'Book a check-in call, or log the talks you had',
    ],
    [
      'T2a',
      { ...fine, contacts: talked(80), partner: { seasonalMonths: [1] } },
      'No two-way contact for 80 days; every 60 days is expected',
      'Book a check-in call',
    ],
    [
      'T2b',
      { ...fine, activities: reviewed(120) },
      'No review for 120 days; quarterly is expected',
      'Book the quarterly review',
    ],
    [
      'T2b',
      { ...fine, activities: [] },
      'No review yet in 400 days; quarterly is expected',
      'Book the quarterly review',
    ],
    [
      'T3',
      { ...fine, referrals: [...received(120), ...sent(130)] },
      'No referral for 120 days; 2 are expected in 90 days',
      'Name one client to refer, and ask for one',
    ],
    [
      'T3',
      { ...fine, referrals: received(91), partner: reseller },
      'No referral received for 91 days; 2 are expected in 90 days',
      'Ask which of their clients could need you',
    ],
    [
      'T3',
      { ...fine, partner: coMarketing },
      'No joint activity yet; 1 is expected in 90 days',
      'Plan the next joint activity',
    ],
    [
      'T4',
      { ...fine, referrals: [...received(1, 2, 3), ...slow] },
      'They answered 0 of 5 referrals in time in 180 days; 80 % is expected',
      'Agree with them how fast a referral is answered',
    ],
  ];

  test.each(cases)('%s', (code, scene, text, action) => {
    expect(assessed(scene, judged).reasons.find((reason) => reason.code === code)).toEqual({
      code,
      text,
      action,
    });
  });
});

describe('the summary', () => {
  const integration = { primaryType: 'integration' } as const;
  test.each<[Scene, string]>([
    [
      { ...fine, referrals: [...received(5, 100), ...sent(9)] },
      'Healthy: 2 received, 1 sent in 180 days; last talk 9 days ago',
    ],
    [{ ...fine, contacts: talked(0) }, 'Healthy: 1 received, 1 sent in 180 days; last talk today'],
    [
      { ...fine, partner: integration, referrals: sent(300, 90) },
      'Healthy: 0 received, 2 sent in 360 days; last talk 9 days ago',
    ],
    [
      { ...fine, partner: { primaryType: 'reseller' }, referrals: received(5) },
      'Healthy: 1 received in 180 days; last talk 9 days ago',
    ],
    [
      { ...fine, partner: { primaryType: 'reseller' }, referrals: [...received(5), ...sent(6)] },
      'Healthy: 1 received, 1 sent in 180 days; last talk 9 days ago',
    ],
    [
      {
        ...fine,
        partner: { primaryType: 'co_marketing' },
        activities: [...reviewed(3), activity('co_sell', 4)],
      },
      'Healthy: 1 joint activity in 90 days; last talk 9 days ago',
    ],
    [{ ...fine, contacts: talked(52) }, 'Attention: no two-way contact for 52 days; monthly is expected'],
    [
      { ...fine, contacts: talked(52), activities: reviewed(120) },
      'Attention: no two-way contact for 52 days; monthly is expected (and 1 more reason)',
    ],
    [
      { contacts: talked(120) },
      'At Risk: no referral, talk, joint work or deal movement for 120 days (and 4 more reasons); based on 3 of 6 signals',
    ],
    [{ partner: { activatedOn: ago(89) } }, 'New, 1 day left; no talk recorded yet'],
    [{ partner: { stage: 'paused' } }, 'Not scored: the partnership is paused'],
    [{ partner: { stage: 'in_discussion' } }, 'Not scored: not active yet, in discussion'],
    [{ partner: { stage: null } }, 'Not scored: the stage is missing'],
  ])('%#', (scene, summary) => {
    expect(assessed(scene).summary).toBe(summary);
  });
});

describe('the next step', () => {
  test.each<[string, Scene, { text: string; dueOn: unknown }]>([
    ['is the next check-in', fine, { text: 'Check in with them', dueOn: ago(9 - 30) }],
    [
      'is due today when it is late',
      { ...fine, contacts: talked(40) },
      { text: 'Check in with them', dueOn: TODAY },
    ],
    [
      'is the review when that comes first',
      { ...fine, activities: reviewed(80) },
      { text: 'Hold the quarterly review', dueOn: ago(-10) },
    ],
    [
      'is what the deciding reason asks for, now',
      { ...fine, contacts: talked(52) },
      { text: 'Book a check-in call', dueOn: TODAY },
    ],
    [
      'waits for the next talk when it is an imbalance',
      { ...fine, referrals: sent(4) },
      { text: 'Worth raising: ask which of their clients could need you', dueOn: ago(9 - 30) },
    ],
    [
      'of a new partner is its first check-in',
      { partner: { activatedOn: ago(10) } },
      { text: 'Check in with them', dueOn: ago(10 - 30) },
    ],
    [
      'follows the stage of a partner that is not active',
      { partner: { stage: 'agreement_out' } },
      { text: 'Follow up on the agreement', dueOn: null },
    ],
  ])('%s', (_, scene, step) => {
    expect(assessed(scene).nextStep).toEqual(step);
  });
});
