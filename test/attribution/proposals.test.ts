import { describe, expect, test } from '@jest/globals';
import { MOST_PROPOSALS } from '../../src/attribution/proposals.ts';
import { addDays } from '../../src/calendar.ts';
import { sharesOf, signed } from './overrides.ts';
import {
  ACME,
  BIRCH,
  CEDAR,
  day,
  decided,
  nameOf,
  partnerId,
  partnerOf,
  referralId,
  referralOf,
  type Scene,
  touchOf,
  WON,
} from './scene.ts';

function proposed(scene: Scene, policy: Parameters<typeof decided>[1] = {}): string[] {
  return decided(scene, policy).proposals.map(({ partnerId: id, role, code, credit }) => {
    const shares = credit?.kind === 'shares' ? credit.shares : [];
    const click = shares.map((each) => `${nameOf(each.partnerId)} ${each.role} ${each.share}`);
    return `${nameOf(id)} ${role} (${code}): ${credit === null ? 'to be typed' : click.join(', ')}`;
  });
}

const late = referralOf({ recordedOn: day(30) });
const lateTouch = touchOf({ on: day(5), recordedOn: day(25) });

describe('what a person may credit with one click', () => {
  test('a referral that was entered after the claim deadline', () => {
    expect(decided({ referrals: [late] }).proposals).toEqual([
      {
        ...{ partnerId: ACME, role: 'sourced', code: 'entered-late', sourceId: '104' },
        words: 'entered 1 Apr 2026, after the claim deadline 16 Mar 2026: a person may credit it',
        credit: { kind: 'shares', shares: [{ partnerId: ACME, role: 'sourced', share: 10_000 }] },
      },
    ]);
  });

  test('one without dated proof takes the place of the influencers, as it would have', () => {
    const unproven = referralOf({ recordedOn: day(5), acceptedOn: day(5) });
    const touches = [touchOf({ on: day(1) })];
    expect(proposed({ referrals: [unproven], touches })).toEqual([
      'Acme sourced (no-dated-proof): Acme sourced 10000',
    ]);
    expect(proposed({ referrals: [unproven], touches }, { model: 'role_weighted' })).toEqual([
      'Acme sourced (no-dated-proof): Acme sourced 7000, Birch influenced 3000',
    ]);
  });

  test('a touch that was put on record late', () => {
    expect(proposed({ touches: [lateTouch] })).toEqual([
      'Birch influenced (touch-entered-late): Birch influenced 10000',
    ]);
    expect(proposed({ touches: [lateTouch, touchOf({ on: day(1), partnerId: CEDAR })] })).toEqual([
      'Birch influenced (touch-entered-late): Cedar influenced 5000, Birch influenced 5000',
    ]);
  });

  test('one that would have a role without a share has to be typed', () => {
    expect(proposed({ referrals: [referralOf()], touches: [lateTouch] })).toEqual([
      'Birch influenced (touch-entered-late): to be typed',
    ]);
  });

  test('a referral from after the deal began that was accepted too late to be a touch', () => {
    const after = referralOf({ referredOn: day(20), recordedOn: day(20), acceptedOn: addDays(WON, 20) });
    expect(proposed({ referrals: [after] })).toEqual([
      'Acme influenced (referred-after-deal-start): Acme influenced 10000',
    ]);
  });

  test('claims: a source gets the deal, an influence only what nobody else has', () => {
    const claims = [
      { partnerId: CEDAR, role: 'sourced' as const },
      { partnerId: BIRCH, role: 'influenced' as const },
    ];
    expect(proposed({ claims })).toEqual([
      'Cedar sourced (claim-without-evidence): Cedar sourced 10000',
      'Birch influenced (claim-without-evidence): Birch influenced 10000',
    ]);
    expect(proposed({ claims, referrals: [referralOf()] })).toEqual([
      'Cedar sourced (claim-without-evidence): Cedar sourced 10000',
      'Birch influenced (claim-without-evidence): to be typed',
    ]);
  });
});

describe('nothing is proposed', () => {
  test('of what counts already, or never could', () => {
    const referrals = [
      referralOf(),
      referralOf({ id: referralId(105), partnerId: BIRCH, recordedOn: day(40), alreadyOursBy: null }),
      referralOf({ id: referralId(106), partnerId: CEDAR, status: 'submitted' }),
    ];
    expect(proposed({ referrals })).toEqual([]);
    expect(proposed({ referrals: [late], partners: [partnerOf({ id: ACME, stage: 'declined' })] })).toEqual(
      [],
    );
  });

  test('of what was on record when a person fixed the shares; later records are', () => {
    const override = signed({ credit: sharesOf([CEDAR, 'influenced', 10_000]) });
    const before = touchOf({ on: day(-30), recordedOn: day(1) });
    expect(proposed({ touches: [before] })).toHaveLength(1);
    expect(proposed({ touches: [before], override })).toEqual([]);
    expect(proposed({ touches: [before, lateTouch], override })).toHaveLength(1);
  });

  test('where being in time would have changed nothing', () => {
    expect(proposed({ touches: [lateTouch, touchOf({ on: day(1) })] })).toEqual([]);
  });

  test('beyond the first twenty', () => {
    const claims = Array.from({ length: 25 }, (_, place) => ({
      partnerId: partnerId(place + 10),
      role: 'sourced' as const,
    }));
    expect(proposed({ claims, referrals: [late] })).toHaveLength(MOST_PROPOSALS);
  });
});
