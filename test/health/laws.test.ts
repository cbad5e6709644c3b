import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { PartnerFacts } from '../../src/health/facts.ts';
import { decideStoring } from '../../src/health/index.ts';
import { activity, ago, assessed, factsOf, received, referral, type Scene, sent, talked } from './records.ts';

const RUNS = { numRuns: 200 };
const daysAgo = fc.integer({ min: -30, max: 800 });
const days = fc.array(daysAgo, { maxLength: 8 });
const RANK = { at_risk: 0, attention: 1, healthy: 2 } as const;

const partner = fc.record({
  primaryType: fc.constantFrom('referral', 'reseller', 'integration', 'co_marketing', 'strategic', null),
  compensationModel: fc.constantFrom('reciprocal', 'commission', 'both', 'none', null),
  activatedOn: fc.integer({ min: 0, max: 1200 }).map(ago),
  reactivatedOn: fc.option(daysAgo.map(ago), { freq: 4 }),
  redFlags: fc.subarray(['competitive', 'slow_communication'] as const),
  satisfactionOurs: fc.option(fc.integer({ min: 1, max: 5 })),
  satisfactionRatedOn: fc.option(daysAgo.map(ago)),
  seasonalMonths: fc.constantFrom([], [], [1, 2], [5, 6]),
});

const record = fc.tuple(
  fc.constantFrom('check_in', 'quarterly_review', 'joint_event', 'co_sell', 'mention'),
  fc.constantFrom('planned', 'done', 'canceled'),
  daysAgo,
  fc.option(daysAgo),
  fc.option(fc.boolean()),
);

const scene: fc.Arbitrary<PartnerFacts> = fc
  .record({
    partner,
    in: days,
    out: days,
    talks: days,
    moves: days,
    records: fc.array(record, { maxLength: 10 }),
  })
  .map((drawn) =>
    factsOf({
      partner: drawn.partner,
      referrals: [...received(...drawn.in), ...sent(...drawn.out)],
      contacts: drawn.talks.flatMap(talked),
      dealMovements: drawn.moves.map(ago),
      activities: drawn.records.map(([kind, status, happened, due, twoWay]) =>
        activity(kind, happened, { status, dueOn: due === null ? null : ago(due), twoWay }),
      ),
    }),
  );

const rankOf = ({ status }: ReturnType<typeof assessed>) =>
  status === 'new' || status === 'not_scored' ? null : RANK[status];

describe('laws of health', () => {
  test('a better status always has the higher score, and each stays in its band', () => {
    fc.assert(
      fc.property(scene, scene, (one, other) => {
        const [a, b] = [assessed(one), assessed(other)];
        const [rankA, rankB] = [rankOf(a), rankOf(b)];
        if (rankA === null || rankB === null || a.score === null || b.score === null) return;
        if (rankA > rankB) expect(a.score).toBeGreaterThan(b.score);
        expect(Number.isInteger(a.score) && a.score >= 0 && a.score <= 100).toBe(true);
      }),
      RUNS,
    );
  });

  test('a partner is healthy exactly when there is no reason against it, and scored exactly when it has a status', () => {
    fc.assert(
      fc.property(scene, (facts) => {
        const { status, score, confidence, reasons } = assessed(facts);
        const judged = status !== 'new' && status !== 'not_scored';
        expect([score !== null, confidence !== null]).toEqual([judged, judged]);
        if (judged) expect(reasons.length === 0).toBe(status === 'healthy');
      }),
      RUNS,
    );
  });

  test('the order of the records does not matter', () => {
    const shuffled = <Item>(items: readonly Item[]) =>
      fc.shuffledSubarray([...items], { minLength: items.length, maxLength: items.length });
    const reordered = scene.chain((facts) =>
      fc.record({
        facts: fc.constant(facts),
        referrals: shuffled(facts.referrals),
        activities: shuffled(facts.activities),
        contacts: shuffled(facts.contacts),
        dealMovements: shuffled(facts.dealMovements),
      }),
    );
    fc.assert(
      fc.property(reordered, ({ facts, ...records }) => {
        expect(assessed({ ...facts, ...records })).toEqual(assessed(facts));
      }),
      RUNS,
    );
  });

  test('declined, duplicate, test and future records change nothing', () => {
    const idle = fc.oneof(
      fc
        .tuple(fc.constantFrom('declined', 'duplicate', 'test'), daysAgo)
        .map(([status, day]): Scene => ({ referrals: [referral('received', day, { status })] })),
      fc.integer({ min: 1, max: 400 }).map(
        (ahead): Scene => ({
          referrals: [referral('sent', -ahead)],
          contacts: talked(-ahead),
          dealMovements: [ago(-ahead)],
          activities: [activity('joint_event', -ahead, { twoWay: true })],
        }),
      ),
    );
    fc.assert(
      fc.property(scene, idle, (facts, extra) => {
        const both = {
          ...facts,
          referrals: [...facts.referrals, ...(extra.referrals ?? [])],
          contacts: [...facts.contacts, ...(extra.contacts ?? [])],
          dealMovements: [...facts.dealMovements, ...(extra.dealMovements ?? [])],
          activities: [...facts.activities, ...(extra.activities ?? [])],
        };
        expect(assessed(both)).toEqual(assessed(facts));
      }),
      RUNS,
    );
  });

  test('a referral of today in the direction that lags never lowers the raw score', () => {
    fc.assert(
      fc.property(scene, (facts) => {
        const { inputs, breakdown, profile } = assessed(facts);
        if (inputs === null || breakdown === null) return;
        const inboundOnly = profile === 'commission' || profile === 'reseller';
        const direction = inboundOnly || inputs.received.long <= inputs.sent.long ? 'received' : 'sent';
        const after = assessed({ ...facts, referrals: [...facts.referrals, referral(direction, 0)] });
        expect(after.breakdown?.raw).toBeGreaterThanOrEqual(breakdown.raw);
      }),
      RUNS,
    );
  });

  test('a talk of today never makes anything worse, and by day nothing worse is ever written', () => {
    fc.assert(
      fc.property(scene, (facts) => {
        const before = assessed(facts);
        const after = assessed({ ...facts, contacts: [...facts.contacts, ...talked(0)] });
        const [rankBefore, rankAfter] = [rankOf(before), rankOf(after)];
        expect(rankAfter === null).toBe(rankBefore === null);
        if (rankBefore === null || rankAfter === null) return;
        expect(rankAfter).toBeGreaterThanOrEqual(rankBefore);
        expect(after.breakdown?.raw).toBeGreaterThanOrEqual(before.breakdown?.raw ?? 0);
        const stored = { ...after, reasons: after.reasons.map(({ code }) => code) };
        expect(decideStoring(stored, before, 'day')).toEqual({ kind: 'keep' });
      }),
      RUNS,
    );
  });
});
