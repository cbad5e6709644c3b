import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decide } from '../../src/attribution/decide.ts';
import { sharesOf } from '../../src/attribution/part.ts';
import { DEFAULT_POLICY, PORTAL_MODELS } from '../../src/attribution/policy.ts';
import { allocate, parseMoney } from '../../src/money.ts';
import { LAW_RUNS } from './law-runs.ts';
import { day, evidenceOf, partnerId, partnerOf, referralId, referralOf, TODAY, touchOf } from './scene.ts';

const partners = [1, 2, 3, 4].map(partnerId);
const touch = fc
  .record({
    partner: fc.constantFrom(...partners),
    offset: fc.integer({ min: -90, max: 71 }),
    kind: fc.constantFrom('co_sell' as const, 'reference' as const),
    id: fc.integer({ min: 1, max: 10 ** 6 }),
  })
  .map(({ partner, offset, kind, id }) =>
    touchOf({ partnerId: partner, on: day(offset), kind, sourceId: String(id) }),
  );
const referral = fc
  .record({ partner: fc.constantFrom(...partners), days: fc.integer({ min: 0, max: 170 }) })
  .map(({ partner, days }) => {
    const on = day(-days);
    return referralOf({ partnerId: partner, referredOn: on, acceptedOn: on, recordedOn: on });
  });
const scene = fc.record({
  touches: fc.array(touch, { maxLength: 12 }),
  referral: fc.option(referral),
  model: fc.constantFrom(...PORTAL_MODELS),
  halfLifeDays: fc.integer({ min: 1, max: 400 }),
  won: fc.boolean(),
});

type Given = typeof scene extends fc.Arbitrary<infer Each> ? Each : never;

function decisionOf({ touches, referral: one, model, halfLifeDays, won }: Given) {
  const evidence = evidenceOf({
    ...{ touches, referrals: one === null ? [] : [{ ...one, id: referralId(104) }] },
    deal: { won },
    partners: partners.map((id) => partnerOf({ id })),
  });
  return decide(evidence, { ...DEFAULT_POLICY, model, halfLifeDays }, TODAY);
}

describe('in every model', () => {
  test('the parts add up to the whole, in euro, yen and dinar', () => {
    fc.assert(
      fc.property(scene, fc.integer({ min: 0, max: 10 ** 12 }), (given, major) => {
        const { parts } = decisionOf(given);
        const weights = parts.map(({ weight }) => weight);
        if (parts.length === 0) return;
        for (const currency of ['EUR', 'JPY', 'KWD']) {
          const { minor } = parseMoney(`${major}.4567`, currency);
          const sum = allocate(minor, weights).reduce((a, b) => a + b, 0n);
          expect(sum).toBe(minor);
        }
        expect(sharesOf(parts).reduce((a, b) => a + b, 0)).toBe(10_000);
      }),
      LAW_RUNS,
    );
  });

  test('each partner stands once, whoever touched the deal stands there, and at most one sourced it', () => {
    fc.assert(
      fc.property(scene, (given) => {
        const { parts, attribution } = decisionOf(given);
        const expected = new Set(given.touches.map((each) => each.partnerId));
        if (given.referral !== null) expected.add(given.referral.partnerId);
        const standing = new Set(parts.map((each) => each.partnerId));
        expect(standing).toEqual(expected);
        expect(parts).toHaveLength(standing.size);
        const sourced = parts.filter(({ role }) => role === 'sourced').map((each) => each.partnerId);
        expect(sourced).toEqual(given.referral === null ? [] : [given.referral.partnerId]);
        expect(attribution).toBe(
          given.referral !== null ? 'sourced' : parts.length > 0 ? 'influenced' : 'untouched',
        );
      }),
      LAW_RUNS,
    );
  });

  test('the order in which evidence was read makes no difference', () => {
    const twice = scene.chain((given) =>
      fc.tuple(fc.constant(given), fc.shuffledSubarray(given.touches, { minLength: given.touches.length })),
    );
    fc.assert(
      fc.property(twice, ([given, touches]) => {
        const unique = new Set(given.touches.map(({ sourceId }) => sourceId)).size === given.touches.length;
        fc.pre(unique);
        expect(decisionOf({ ...given, touches })).toEqual(decisionOf(given));
      }),
      LAW_RUNS,
    );
  });
});
