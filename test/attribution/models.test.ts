import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { sharesOf } from '../../src/attribution/part.ts';
import type { Policy, PortalModel } from '../../src/attribution/policy.ts';
import { addDays } from '../../src/calendar.ts';
import { allocate, parseMoney, toDecimalText } from '../../src/money.ts';
import {
  ACME,
  BIRCH,
  CEDAR,
  day,
  decided,
  nameOf,
  referralId,
  referralOf,
  type Scene,
  START,
  TODAY,
  touchOf,
  WON,
} from './scene.ts';

const guide = readFileSync(new URL('../../docs/attribution.md', import.meta.url), 'utf8');
const before = (days: number) => addDays(WON, -days);
const touch = (partnerId: typeof ACME, days: number) => touchOf({ partnerId, on: before(days) });

/** Who gets what of an amount, to the cent. */
function split(amount: string, model: PortalModel, scene: Scene, policy: Partial<Policy> = {}) {
  const { parts } = decided(scene, { ...policy, model });
  const { minor, currency } = parseMoney(amount, 'EUR');
  const weights = parts.map(({ weight }) => weight);
  return allocate(minor, weights).map(
    (part, place) => `${nameOf(parts[place]?.partnerId ?? ACME)} ${toDecimalText({ minor: part, currency })}`,
  );
}

/** Partner, role and share. */
function shares(model: PortalModel, scene: Scene, policy: Partial<Policy> = {}) {
  const { parts } = decided(scene, { ...policy, model });
  const all = sharesOf(parts);
  return parts.map(({ partnerId, role }, place) => `${nameOf(partnerId)} ${role} ${all[place]}`);
}

const THREE = [touch(ACME, 75), touch(BIRCH, 40), touch(CEDAR, 10)];
const TWICE = [touch(ACME, 75), touch(BIRCH, 40), touch(ACME, 10)];

describe('three touches of EUR 10,000.01, 75, 40 and 10 days before the close', () => {
  test.each<[PortalModel, number, string, string, string]>([
    ['first', 30, '10000.01', '0.00', '0.00'],
    ['last', 30, '0.00', '0.00', '10000.01'],
    ['linear', 30, '3333.34', '3333.34', '3333.33'],
    ['position_based', 30, '4000.01', '2000.00', '4000.00'],
    ['time_decay', 30, '1292.87', '2902.38', '5804.76'],
    ['time_decay', 7, '15.22', '486.96', '9497.83'],
  ])('%s (half-life %i)', (model, halfLifeDays, a, b, c) => {
    const name = model === 'time_decay' ? `\`${model}\`, ${halfLifeDays} days` : `\`${model}\``;
    expect(guide).toContain(`| ${name} | ${a} | ${b} | ${c} |\n`);
    expect(split('10000.01', model, { touches: THREE }, { halfLifeDays })).toEqual([
      ...[`Acme ${a}`, `Birch ${b}`, `Cedar ${c}`],
    ]);
  });
});

describe('the same partner twice in EUR 10,000.00', () => {
  test.each<[PortalModel, string, string]>([
    ['linear', '6666.67', '3333.33'],
    ['position_based', '8000.00', '2000.00'],
    ['time_decay', '7097.62', '2902.38'],
    ['first', '10000.00', '0.00'],
    ['last', '10000.00', '0.00'],
    ['primary', '6666.67', '3333.33'],
  ])('%s', (model, a, b) => {
    expect(split('10000', model, { touches: TWICE })).toEqual([`Acme ${a}`, `Birch ${b}`]);
  });
});

describe('position-based', () => {
  test.each([
    [[touch(ACME, 20)], ['Acme influenced 10000']],
    [
      [touch(ACME, 20), touch(BIRCH, 10)],
      ['Acme influenced 5000', 'Birch influenced 5000'],
    ],
    [[touch(ACME, 20), touch(ACME, 10)], ['Acme influenced 10000']],
    [
      [touch(ACME, 20), touch(BIRCH, 15), touch(CEDAR, 12), touch(BIRCH, 10)],
      ['Acme influenced 4000', 'Birch influenced 5000', 'Cedar influenced 1000'],
    ],
  ])('touches %#', (touches, expected) => {
    expect(shares('position_based', { touches })).toEqual(expected);
  });
});

describe('time decay', () => {
  test('after a half-life a touch weighs exactly half', () => {
    const touches = [touch(ACME, 60), touch(BIRCH, 30), touch(CEDAR, 0)];
    const { parts } = decided({ touches }, { model: 'time_decay' });
    const [a, b, c] = parts.map(({ weight }) => weight);
    expect([a, b, c]).toEqual([10n ** 40n / 4n, 10n ** 40n / 2n, 10n ** 40n]);
  });

  test('weights hold at least 30 digits', () => {
    const { parts } = decided({ touches: THREE }, { model: 'time_decay' });
    // 2^(-65/30) and 2^(-1), to 40 digits, as Python's decimal gives them.
    expect(parts.map(({ weight }) => String(weight))).toEqual([
      '2227246795350848261850565513976281269968',
      '5000000000000000000000000000000000000000',
      '10000000000000000000000000000000000000000',
    ]);
  });

  test('touches of long ago still share the whole', () => {
    const touches = [touch(ACME, 80), touch(BIRCH, 79)];
    expect(shares('time_decay', { touches }, { halfLifeDays: 1 })).toEqual([
      'Acme influenced 3333',
      'Birch influenced 6667',
    ]);
  });

  test('an open deal is weighed in the same way', () => {
    const touches = [touchOf({ partnerId: ACME, on: addDays(TODAY, -30) }), touchOf({ on: TODAY })];
    const deal = { won: false, closedOn: null };
    expect(shares('time_decay', { touches, deal })).toEqual([
      'Acme influenced 3333',
      'Birch influenced 6667',
    ]);
  });
});

describe('W-shaped', () => {
  const binding = (offset: number) => {
    const on = day(offset);
    return referralOf({ referredOn: on, acceptedOn: on, recordedOn: on });
  };
  const at = (offset: number, partnerId = BIRCH) => touchOf({ partnerId, on: day(offset) });

  test('30 % each for the first touch, the binding referral and the last touch before the start, 10 % for the rest', () => {
    const touches = [at(-40, BIRCH), at(-5, CEDAR), at(3, BIRCH), at(9, CEDAR)];
    expect(shares('w_shaped', { referrals: [binding(-20)], touches })).toEqual([
      ...['Birch influenced 3500', 'Acme sourced 3000', 'Cedar influenced 3500'],
    ]);
  });

  test('one touch may be several milestones', () => {
    const touches = [at(4, CEDAR)];
    expect(shares('w_shaped', { referrals: [binding(-20)], touches })).toEqual([
      'Acme sourced 9000',
      'Cedar influenced 1000',
    ]);
  });

  test('without other touches the milestones share the whole', () => {
    const touches = [at(-40, BIRCH), at(-5, CEDAR)];
    expect(shares('w_shaped', { referrals: [binding(-20)], touches })).toEqual([
      ...['Birch influenced 3334', 'Acme sourced 3333', 'Cedar influenced 3333'],
    ]);
  });

  test('without a referral its milestone is dropped and the rest scaled', () => {
    const touches = [at(-40, BIRCH), at(-5, CEDAR), at(3, BIRCH)];
    expect(shares('w_shaped', { touches })).toEqual(['Birch influenced 5714', 'Cedar influenced 4286']);
  });

  test('when everything happened after the start, only the first touch is a milestone', () => {
    expect(shares('w_shaped', { touches: [at(1, BIRCH), at(3, CEDAR)] })).toEqual([
      'Birch influenced 7500',
      'Cedar influenced 2500',
    ]);
  });

  test('a touch on the day the deal began is on or before its start', () => {
    const touches = [at(-3, BIRCH), touchOf({ partnerId: CEDAR, on: START }), at(9, ACME)];
    expect(shares('w_shaped', { touches })).toEqual([
      ...['Birch influenced 4286', 'Cedar influenced 4286', 'Acme influenced 1428'],
    ]);
  });
});

describe('role-weighted', () => {
  const referrals = [referralOf()];

  test('the weight of a role is divided equally among its partners', () => {
    const touches = [
      touchOf({ on: day(1) }),
      touchOf({ on: day(2) }),
      touchOf({ on: day(3), partnerId: CEDAR }),
    ];
    expect(shares('role_weighted', { referrals, touches })).toEqual([
      ...['Acme sourced 7000', 'Birch influenced 1500', 'Cedar influenced 1500'],
    ]);
  });

  test('a role that nobody has is dropped and the rest scaled', () => {
    expect(shares('role_weighted', { referrals })).toEqual(['Acme sourced 10000']);
    const touches = [touchOf({ on: day(1) }), touchOf({ on: day(3), partnerId: CEDAR })];
    expect(shares('role_weighted', { touches })).toEqual(['Birch influenced 5000', 'Cedar influenced 5000']);
  });

  test('weights need not add up to a hundred', () => {
    const touches = [touchOf({ on: day(1) })];
    const roleWeights = { sourced: 2, influenced: 1 };
    expect(shares('role_weighted', { referrals, touches }, { roleWeights })).toEqual([
      ...['Acme sourced 6667', 'Birch influenced 3333'],
    ]);
  });
});

describe('a deal that a referral binds', () => {
  const referrals = [referralOf()];
  const touches = [touchOf({ on: day(-20) }), touchOf({ on: day(3), partnerId: CEDAR })];

  test('under primary the source stands first and has it all; roles without a share stay', () => {
    expect(shares('primary', { referrals, touches })).toEqual([
      ...['Acme sourced 10000', 'Birch influenced 0', 'Cedar influenced 0'],
    ]);
  });

  test('under other models parts stand in the order of their first touch, and sourced still wins', () => {
    expect(shares('last', { referrals, touches })).toEqual([
      ...['Birch influenced 0', 'Acme sourced 0', 'Cedar influenced 10000'],
    ]);
    expect(decided({ referrals, touches }, { model: 'last' })).toMatchObject({
      ...{ attribution: 'sourced', model: 'last', referralId: referralId(104), qualifies: true },
    });
  });

  test('the binding referral is a touch also from before the look-back', () => {
    const old = day(-150);
    const referral = referralOf({ referredOn: old, acceptedOn: old, recordedOn: old });
    const { parts } = decided({ referrals: [referral], touches }, { model: 'first' });
    expect(parts.map(({ partnerId, weight }) => `${nameOf(partnerId)} ${weight}`)).toEqual([
      ...['Acme 1', 'Birch 0', 'Cedar 0'],
    ]);
  });

  test('its other touches count for the source, and are told', () => {
    const own = [...touches, touchOf({ on: day(5), partnerId: ACME })];
    const decision = decided({ referrals, touches: own }, { model: 'linear' });
    expect(shares('linear', { referrals, touches: own })).toEqual([
      ...['Birch influenced 2500', 'Acme sourced 5000', 'Cedar influenced 2500'],
    ]);
    expect(decision.parts[1]?.words).toBe(
      'referral R-104 accepted 20 Feb 2026, deal created 10 days later (window 180), co sell 7 Mar 2026',
    );
    expect(decision.verdicts.map(({ outcome, code }) => `${outcome}: ${code}`)).toEqual([
      ...['sourced: qualifies', 'influenced: dated-touch', 'influenced: dated-touch', 'sourced: dated-touch'],
    ]);
  });

  test('a deal without touches has no credit in any model', () => {
    for (const model of [
      'linear',
      'time_decay',
      'w_shaped',
      'role_weighted',
      'first',
      'position_based',
    ] as const)
      expect(decided({}, { model })).toMatchObject({ attribution: 'untouched', parts: [] });
  });
});
