import { describe, expect, test } from '@jest/globals';
import { DEFAULT_POLICY } from '../../src/attribution/policy.ts';
import { addDays } from '../../src/calendar.ts';
import {
  ACME,
  BIRCH,
  CEDAR,
  day,
  decided,
  outcomeOf,
  partnerId,
  partnerOf,
  referralId,
  referralOf,
  TODAY,
  touchOf,
  WON,
} from './scene.ts';

/** What became of a touch on its own. */
const codeOf = (touch: Parameters<typeof touchOf>[0], scene: Parameters<typeof decided>[0] = {}) =>
  decided({ touches: [touchOf(touch)], ...scene }).verdicts[0]?.code;

describe('a touch that counts', () => {
  test('a dated touch makes influence, and shows on the receipt', () => {
    const decision = decided({ touches: [touchOf({ on: day(20) })] });
    expect(outcomeOf(decision)).toEqual({
      attribution: 'influenced',
      parts: ['Birch influenced 1'],
      verdicts: ['Birch influenced: dated-touch'],
    });
    expect(decision).toMatchObject({
      parts: [{ words: 'co sell 22 Mar 2026', referralId: null }],
      verdicts: [{ words: 'co sell on 22 Mar 2026' }],
      referralId: null,
      qualifies: false,
    });
  });

  test.each([
    [day(-91), 'touch-outside-window'],
    [day(-90), 'dated-touch'],
    [WON, 'dated-touch'],
    [addDays(WON, 1), 'touch-outside-window'],
  ])('on %s, from 90 days before the start to the close date: %s', (on, code) => {
    expect(codeOf({ on })).toBe(code);
  });

  test('while a deal is open, touches count up to today, whatever close date is expected', () => {
    const deal = { won: false, closedOn: day(5) };
    expect(codeOf({ on: TODAY }, { deal })).toBe('dated-touch');
    expect(codeOf({ on: addDays(TODAY, 1) }, { deal })).toBe('touch-outside-window');
  });

  test.each([
    [14, 'dated-touch'],
    [15, 'touch-entered-late'],
  ])('put on record %i days after it happened: %s', (days, code) => {
    expect(codeOf({ on: day(10), recordedOn: day(10 + days) })).toBe(code);
  });

  test.each([
    [13, 'dated-touch'],
    [14, 'touch-entered-late'],
  ])('on the close date, put on record %i days later: %s', (days, code) => {
    expect(codeOf({ on: WON, recordedOn: addDays(WON, days) })).toBe(code);
  });

  test('a kind that is switched off does not count', () => {
    const touchKinds = new Set([...DEFAULT_POLICY.touchKinds].filter((kind) => kind !== 'co_sell'));
    const decision = decided({ touches: [touchOf({ on: day(1) })] }, { touchKinds });
    expect(outcomeOf(decision)).toEqual({
      attribution: 'none',
      parts: [],
      verdicts: ['Birch refused: touch-kind-off'],
    });
  });

  test('partners that are unknown, declined or long ended have no influence', () => {
    expect(codeOf({ on: day(1), partnerId: partnerId(77) })).toBe('partner-unknown');
    const declined = [partnerOf({ id: BIRCH, stage: 'declined' })];
    expect(codeOf({ on: day(1) }, { partners: declined })).toBe('partner-declined');
    const ended = [partnerOf({ id: BIRCH, stage: 'ended', endedOn: day(-91) })];
    expect(codeOf({ on: day(1) }, { partners: ended })).toBe('partner-ended');
  });
});

describe('the primary model', () => {
  test('who sourced the deal has it all, and influencers a role without a share', () => {
    const touches = [touchOf({ on: day(3) }), touchOf({ on: day(2), partnerId: CEDAR })];
    expect(outcomeOf(decided({ referrals: [referralOf()], touches }))).toEqual({
      attribution: 'sourced',
      parts: ['Acme sourced 1', 'Cedar influenced 0', 'Birch influenced 0'],
      verdicts: ['Acme sourced: qualifies', 'Cedar influenced: dated-touch', 'Birch influenced: dated-touch'],
    });
  });

  test('a deal nobody sourced is shared by its touches, one per partner, day and kind', () => {
    const touches = [
      touchOf({ on: day(5) }),
      touchOf({ on: day(5) }),
      touchOf({ on: day(5), kind: 'reference' }),
      touchOf({ on: day(6) }),
      touchOf({ on: day(1), partnerId: CEDAR }),
    ];
    expect(outcomeOf(decided({ touches })).parts).toEqual(['Cedar influenced 1', 'Birch influenced 3']);
  });

  test('the partner that sourced the deal is not its influencer as well', () => {
    const touches = [touchOf({ on: day(3), partnerId: ACME })];
    expect(outcomeOf(decided({ referrals: [referralOf()], touches })).parts).toEqual(['Acme sourced 1']);
  });

  test('first touches on one day: a referral goes first, then the smaller id as a number', () => {
    const touches = [
      touchOf({ on: day(4), sourceId: '1000', partnerId: CEDAR }),
      touchOf({ on: day(4), sourceId: '999' }),
    ];
    const late = referralOf({ referredOn: day(4), acceptedOn: day(4), recordedOn: day(4) });
    expect(outcomeOf(decided({ touches, referrals: [late] }))).toEqual({
      attribution: 'influenced',
      parts: ['Acme influenced 1', 'Birch influenced 1', 'Cedar influenced 1'],
      verdicts: [
        'Acme refused: referred-after-deal-start',
        'Birch influenced: dated-touch',
        'Cedar influenced: dated-touch',
      ],
    });
  });
});

describe('a referral as a touch', () => {
  const late = { referredOn: day(4), acceptedOn: day(4), recordedOn: day(4) };

  test('a referral that came after the deal began influences it', () => {
    const decision = decided({ referrals: [referralOf(late)] });
    expect(decision).toMatchObject({
      attribution: 'influenced',
      parts: [{ words: 'referral 6 Mar 2026', referralId: null }],
    });
  });

  test.each([
    [13, 'influenced'],
    [14, 'none'],
  ])('accepted %i days after the close date, it counts: %s', (days, attribution) => {
    const referral = referralOf({ ...late, acceptedOn: addDays(WON, days) });
    expect(decided({ referrals: [referral] }).attribution).toBe(attribution);
  });

  test('one that was never accepted, or that we sent, touches nothing', () => {
    const referrals = [
      referralOf({ ...late, status: 'submitted' }),
      referralOf({ ...late, id: referralId(105), direction: 'sent' }),
    ];
    expect(decided({ referrals }).attribution).toBe('none');
  });

  test('one from imported history counts on its day', () => {
    const referral = referralOf({ ...late, recordedOn: day(400), imported: true });
    expect(decided({ referrals: [referral] }).attribution).toBe('influenced');
  });
});
