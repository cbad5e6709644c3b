import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DEFAULT_POLICY } from '../../src/attribution/policy.ts';
import type { PortalId } from '../../src/ids.ts';
import { insertPolicy, readPolicies, savePolicy } from '../../src/store/policies.ts';
import { parsePolicyRules, plainRules } from '../../src/store/policy-rules.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const NOW = new Date('2026-03-02T09:00:00Z');
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

const plain = plainRules(DEFAULT_POLICY);
let portals = 1000;
const portal = () => String(++portals) as PortalId;

describe('the rules of a portal', () => {
  test('begin with the defaults, and each change is a new version beside the old ones', async () => {
    const id = portal();
    expect(await readPolicies(database, id, NOW)).toEqual([DEFAULT_POLICY]);
    const rules = { ...DEFAULT_POLICY, model: 'time_decay', includedPipelines: ['77'] } as const;
    const saved = await savePolicy(database, id, rules, 'Rae', NOW);
    expect(saved).toEqual({ ...rules, version: 2 });
    expect(await readPolicies(database, id, NOW)).toEqual([DEFAULT_POLICY, saved]);
  });

  test('a portal whose first rules are its own keeps the defaults as version 1', async () => {
    const id = portal();
    const saved = await savePolicy(database, id, { ...DEFAULT_POLICY, tailDays: 30 }, 'Rae', NOW);
    expect(saved.version).toBe(2);
    expect(await readPolicies(database, id, NOW)).toHaveLength(2);
  });

  test('a version that exists is never changed', async () => {
    const id = portal();
    await readPolicies(database, id, NOW);
    expect(await insertPolicy(database, id, { ...DEFAULT_POLICY, tailDays: 1 }, 'Rae', NOW)).toBe(false);
    expect(await readPolicies(database, id, NOW)).toEqual([DEFAULT_POLICY]);
  });

  test('rules that an earlier release kept take defaults for what it did not know', async () => {
    const id = portal();
    const { model, referralWindowDays, influenceLookBackDays, claimDeadlineDays, touchEntryDays } = plain;
    const old = { model, referralWindowDays, influenceLookBackDays, claimDeadlineDays, touchEntryDays };
    await database.run(
      'INSERT INTO policy (portal_id, version, rules, made_at, made_by) VALUES ($1, 1, $2, $3, $4)',
      [
        ...[
          id,
          JSON.stringify({ ...old, expansionMonths: 6, tailDays: 10, touchKinds: ['co_sell'] }),
          NOW,
          'x',
        ],
      ],
    );
    expect(await readPolicies(database, id, NOW)).toEqual([
      { ...DEFAULT_POLICY, expansionMonths: 6, tailDays: 10, touchKinds: new Set(['co_sell']) },
    ]);
  });

  test('of two that save at the same moment one is told', async () => {
    const id = portal();
    await readPolicies(database, id, NOW);
    const outcomes = await Promise.allSettled(
      ['Rae', 'Sam', 'Kim'].map((by) => savePolicy(database, id, DEFAULT_POLICY, by, NOW)),
    );
    const saved = outcomes.flatMap((each) => (each.status === 'fulfilled' ? [each.value.version] : []));
    expect(new Set(saved).size).toBe(saved.length);
    expect(await readPolicies(database, id, NOW)).toHaveLength(1 + saved.length);
    for (const each of outcomes)
      if (each.status === 'rejected') expect(String(each.reason)).toContain('Look at it and save again');
  });
});

describe('rules that cannot be used name the field', () => {
  test.each<[string, Record<string, unknown>, string]>([
    [
      'fixed as the model of a portal',
      { model: 'fixed' },
      'model: fixed needs shares that a person types for one deal; choose another model for the portal',
    ],
    [
      'an unknown model',
      { model: 'best' },
      'model: must be one of primary, first, last, linear, position_based, time_decay, w_shaped, role_weighted',
    ],
    ['part of a day', { tailDays: 1.5 }, 'tailDays: must be a whole number of days from 0 to 3650'],
    [
      'a half-life of nothing',
      { halfLifeDays: 0 },
      'halfLifeDays: must be a whole number of days from 1 to 3650',
    ],
    [
      'a role without weight',
      { roleWeights: { sourced: 100, influenced: 0 } },
      'roleWeights.influenced: must be a whole number of percent from 1 to 100',
    ],
    [
      'no pipeline at all',
      { includedPipelines: [] },
      'includedPipelines: must name a pipeline; null means all',
    ],
    [
      'a property that cannot be',
      { amountProperty: 'My amount' },
      'amountProperty: must be the internal name of a deal property',
    ],
    ['an unknown rule', { halfLive: 3 }, 'rules: Unrecognized key: "halfLive"'],
  ])('%s', (_, change, words) => {
    expect(() => parsePolicyRules({ ...plain, ...change })).toThrow(`The rules cannot be used. ${words}.`);
  });

  test('all of them at once, and what is missing', () => {
    const { clawbackDays: _, ...rest } = plain;
    expect(() => parsePolicyRules({ ...rest, tailDays: -1 })).toThrow(
      /^The rules cannot be used\. (tailDays.*clawbackDays|clawbackDays.*tailDays)/,
    );
    expect(() => parsePolicyRules('primary')).toThrow('The rules cannot be used. rules: ');
  });
});
