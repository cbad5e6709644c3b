import { describe, expect, test } from '@jest/globals';
import { DEFAULT_POLICY } from '../../src/attribution/policy.ts';
import {
  ACME,
  BIRCH,
  day,
  dealId,
  decided,
  outcomeOf,
  partnerId,
  partnerOf,
  referralId,
  referralOf,
  type Scene,
  START,
} from './scene.ts';

/** What became of the one referral of a scene. */
function codeOf(scene: Scene): string | undefined {
  return decided(scene).verdicts.find(({ evidence }) => evidence === 'referral')?.code;
}

const accepted = (offset: number, referral: Parameters<typeof referralOf>[0] = {}): Scene => ({
  referrals: [
    referralOf({
      ...{ referredOn: day(offset), acceptedOn: day(offset), recordedOn: day(offset) },
      ...referral,
    }),
  ],
});

describe('a referral that sources a deal', () => {
  test('an accepted referral sources the deal of its client, and says how the days were counted', () => {
    const decision = decided({ referrals: [referralOf()] });
    expect(decision).toEqual({
      dealId: dealId(900),
      policyVersion: 1,
      model: 'primary',
      attribution: 'sourced',
      parts: [
        {
          partnerId: ACME,
          role: 'sourced',
          weight: 1n,
          referralId: referralId(104),
          words: 'referral R-104 accepted 20 Feb 2026, deal created 10 days later (window 180)',
        },
      ],
      verdicts: [
        {
          evidence: 'referral',
          sourceId: '104',
          partnerId: ACME,
          outcome: 'sourced',
          code: 'qualifies',
          words: 'referral R-104 accepted 20 Feb 2026, deal created 10 days later (window 180)',
        },
      ],
      referralId: referralId(104),
      qualifies: true,
      locked: false,
      override: null,
      automation: null,
      proposals: [],
    });
  });

  test.each([
    [-1, '1 day later'],
    [0, 'the same day'],
    [1, '1 day before'],
    [3, '3 days before'],
  ])('accepted %i days from the start, the receipt says the deal was created %s', (offset, words) => {
    const [part] = decided(accepted(offset, { referredOn: day(-5), evidenceOn: day(-5) })).parts;
    expect(part?.words).toContain(`deal created ${words} (window 180)`);
  });

  test.each(['accepted', 'contacted', 'qualified', 'deal_open', 'won', 'lost'] as const)(
    'status %s counts as accepted',
    (status) => {
      expect(codeOf({ referrals: [referralOf({ status })] })).toBe('qualifies');
    },
  );

  test.each(['submitted', 'declined', 'duplicate', 'expired', 'test'] as const)(
    'status %s never credits',
    (status) => {
      expect(outcomeOf(decided({ referrals: [referralOf({ status })] }))).toEqual({
        attribution: 'none',
        parts: [],
        verdicts: ['Acme refused: not-accepted'],
      });
    },
  );

  test('nothing known of any partner leaves the deal untouched', () => {
    expect(outcomeOf(decided({}))).toEqual({ attribution: 'untouched', parts: [], verdicts: [] });
  });
});

describe('why a referral is refused', () => {
  test.each<[string, string, Parameters<typeof referralOf>[0]]>([
    ['we sent the client to the partner', 'sent', { direction: 'sent', status: 'introduced' }],
    ['nobody typed when it was made', 'incomplete', { referredOn: null }],
    ['it has no window yet', 'incomplete', { window: null }],
    ['nobody typed when it was accepted', 'not-accepted', { acceptedOn: null }],
    ['the client was already ours', 'already-ours', { alreadyOursBy: [dealId(7)] }],
  ])('because %s', (_why, code, referral) => {
    expect(codeOf({ referrals: [referralOf(referral)] })).toBe(code);
  });

  test('a prospect we knew counts all the same once somebody accepts it as such', () => {
    const referral = { alreadyOursBy: [dealId(7)], knownProspectAccepted: true };
    expect(codeOf({ referrals: [referralOf(referral)] })).toBe('qualifies');
  });

  test('the refusal names the deals that made the client ours', () => {
    const { verdicts } = decided({ referrals: [referralOf({ alreadyOursBy: [dealId(7), dealId(8)] })] });
    expect(verdicts[0]?.words).toBe(
      'the client was already ours when referred (deal 7, 8; one reopened since then counts as open)',
    );
  });

  test.each([
    [0, 'qualifies'],
    [1, 'referred-after-deal-start'],
  ])('referred %i days after the deal began: %s', (offset, code) => {
    expect(codeOf(accepted(offset, { evidenceOn: START }))).toBe(code);
  });

  test.each([
    [-180, 'qualifies'],
    [-181, 'window-ended'],
  ])('accepted on day %i, in a window of 180 days: %s', (offset, code) => {
    expect(codeOf(accepted(offset))).toBe(code);
  });

  test('a referral may have a window of its own', () => {
    expect(codeOf(accepted(-30, { windowDays: 29 }))).toBe('window-ended');
    expect(codeOf(accepted(-30, { windowDays: 30 }))).toBe('qualifies');
  });

  test.each([
    [0, null, 'qualifies'],
    [1, null, 'no-dated-proof'],
    [1, 1, 'no-dated-proof'],
    [1, 0, 'qualifies'],
    [14, 0, 'qualifies'],
    [15, 0, 'entered-late'],
  ])('on record %i days after the start, proof from day %p: %s', (entered, proof, code) => {
    const evidenceOn = proof === null ? null : day(proof);
    expect(codeOf({ referrals: [referralOf({ recordedOn: day(entered), evidenceOn })] })).toBe(code);
  });

  test('accepted later than it was put on record, it counts as entered when accepted', () => {
    const late = referralOf({ acceptedOn: day(15), evidenceOn: day(-10) });
    expect(codeOf({ referrals: [late] })).toBe('entered-late');
  });

  test('history that was imported needs to meet no deadline', () => {
    const imported = referralOf({ recordedOn: day(200), imported: true });
    expect(codeOf({ referrals: [imported] })).toBe('qualifies');
  });
});

describe('the partner behind a referral', () => {
  const ofPartner = (partner: Partial<Parameters<typeof partnerOf>[0]>): Scene => ({
    referrals: [referralOf()],
    partners: [partnerOf({ id: ACME, ...partner })],
  });

  test.each(['identified', 'in_discussion', 'active', 'paused', null] as const)(
    'stage %s is no obstacle: credit needs no agreement',
    (stage) => {
      expect(codeOf(ofPartner({ stage, agreementStatus: null }))).toBe('qualifies');
    },
  );

  test('a declined partner is never credited', () => {
    expect(codeOf(ofPartner({ stage: 'declined' }))).toBe('partner-declined');
  });

  test('a partner nobody can find is never credited', () => {
    expect(codeOf({ referrals: [referralOf({ partnerId: partnerId(77) })] })).toBe('partner-unknown');
  });

  test.each([
    [-90, 'qualifies'],
    [-91, 'partner-ended'],
  ])('ended %i days from the start of the deal, with a tail of 90 days: %s', (offset, code) => {
    expect(codeOf(ofPartner({ stage: 'ended', endedOn: day(offset) }))).toBe(code);
    expect(codeOf(ofPartner({ agreementStatus: 'terminated', endedOn: day(offset) }))).toBe(code);
    expect(codeOf(ofPartner({ agreementStatus: 'expired', endedOn: day(offset) }))).toBe(code);
  });

  test('a partner may have a tail of its own', () => {
    expect(codeOf(ofPartner({ stage: 'ended', endedOn: day(-1), tailDays: 0 }))).toBe('partner-ended');
    expect(codeOf(ofPartner({ stage: 'ended', endedOn: day(0), tailDays: 0 }))).toBe('qualifies');
  });

  test('a partner that came back is not ended, whatever day is still on it', () => {
    expect(codeOf(ofPartner({ stage: 'active', endedOn: day(-400) }))).toBe('qualifies');
  });
});

describe('several referrals of one client', () => {
  const ofBirch = { id: referralId(105), name: 'R-105', partnerId: BIRCH };

  test('the earliest accepted holds the claim, and the other partner has influenced by its referral', () => {
    const decision = decided({
      referrals: [referralOf({ ...ofBirch, acceptedOn: day(-9) }), referralOf({ acceptedOn: day(-10) })],
    });
    expect(outcomeOf(decision)).toEqual({
      attribution: 'sourced',
      parts: ['Acme sourced 1', 'Birch influenced 0'],
      verdicts: ['Acme sourced: qualifies', 'Birch refused: earlier-referral-holds'],
    });
    expect(decision.parts[1]?.words).toBe('referral 20 Feb 2026');
  });

  test.each<[string, Parameters<typeof referralOf>[0]]>([
    ['then the earlier referred', { referredOn: day(-11) }],
    ['then the earlier on record', { recordedOn: day(-11) }],
    ['then the smaller id, as a number', { id: referralId(99) }],
  ])('accepted on one day: %s', (_what, referral) => {
    const decision = decided({ referrals: [referralOf(), referralOf({ ...ofBirch, ...referral })] });
    expect(decision.parts[0]?.partnerId).toBe(BIRCH);
  });

  test('an earlier referral that does not qualify leaves the claim to the next', () => {
    const lapsed = referralOf({ acceptedOn: day(-300), referredOn: day(-300), recordedOn: day(-300) });
    expect(outcomeOf(decided({ referrals: [lapsed, referralOf(ofBirch)] }))).toEqual({
      attribution: 'sourced',
      parts: ['Birch sourced 1'],
      verdicts: ['Acme refused: window-ended', 'Birch sourced: qualifies'],
    });
  });
});

describe('labels that people put on a deal', () => {
  test('a claim without evidence is shown, and credits nobody', () => {
    const claims = [{ partnerId: BIRCH, role: 'sourced' as const }];
    expect(outcomeOf(decided({ claims }))).toEqual({
      attribution: 'none',
      parts: [],
      verdicts: ['Birch refused: claim-without-evidence'],
    });
  });

  test('a claim that the rules bear out says nothing more', () => {
    const claims = [{ partnerId: ACME, role: 'sourced' as const }];
    expect(outcomeOf(decided({ referrals: [referralOf()], claims })).verdicts).toEqual([
      'Acme sourced: qualifies',
    ]);
  });

  test('a claim to more than the credited role is a claim still', () => {
    const claims = [{ partnerId: ACME, role: 'influenced' as const }];
    expect(outcomeOf(decided({ referrals: [referralOf()], claims })).verdicts).toEqual([
      'Acme sourced: qualifies',
      'Acme refused: claim-without-evidence',
    ]);
  });
});

test('the policy says how long the claim may wait', () => {
  const late = { referrals: [referralOf({ recordedOn: day(15), evidenceOn: day(-10) })] };
  expect(decided(late, { claimDeadlineDays: 30 }).attribution).toBe('sourced');
  expect(DEFAULT_POLICY.claimDeadlineDays).toBe(14);
});
