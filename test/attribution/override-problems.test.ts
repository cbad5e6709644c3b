import { describe, expect, test } from '@jest/globals';
import type { Override } from '../../src/attribution/override.ts';
import { LONGEST_REASON, MOST_SHARES, overrideProblems } from '../../src/attribution/override-problems.ts';
import { overrideOf, sharesOf, type Typed } from './overrides.ts';
import { ACME, BIRCH, partnerId } from './scene.ts';

const fieldsOf = (override: Partial<Override>) =>
  overrideProblems(overrideOf(override)).map(({ field }) => field);
const shares = (...each: Typed[]) => ({ credit: sharesOf(...each) });

describe('an override that can be used', () => {
  test.each<[string, Partial<Override>]>([
    ['shares of 100 %', shares([ACME, 'sourced', 6000], [BIRCH, 'influenced', 4000])],
    ['one partner in two roles', shares([ACME, 'sourced', 1], [ACME, 'influenced', 9999])],
    ['an empty list: nobody', shares()],
    ['another model', { credit: { kind: 'model', model: 'w_shaped' } }],
  ])('%s', (_, override) => {
    expect(overrideProblems(overrideOf(override))).toEqual([]);
  });

  test('one that only decides on a commission', () => {
    const commission = { partnerId: ACME, role: 'sourced', decision: 'waive', reason: 'a favour' } as const;
    const commissions = [{ ...commission, by: '42', at: '2026-03-03T10:00:00Z' }];
    expect(overrideProblems(overrideOf({ credit: null, commissions }))).toEqual([]);
  });
});

describe('an override that cannot be used names the field and what to do', () => {
  test('shares that do not add up', () => {
    expect(
      overrideProblems(overrideOf(shares([ACME, 'sourced', 6000], [BIRCH, 'influenced', 3999]))),
    ).toEqual([
      {
        field: 'credit.shares',
        words: 'the shares add up to 99.99 %: change them to make 100.00 %, or remove all to credit nobody',
      },
    ]);
  });

  test('a partner twice in one role', () => {
    expect(overrideProblems(overrideOf(shares([ACME, 'sourced', 6000], [ACME, 'sourced', 4000])))).toEqual([
      { field: 'credit.shares[1]', words: 'partner 1 is sourced twice: make it one share' },
    ]);
  });

  test.each([0, -1, 0.5, 10_001, Number.NaN])('a share of %d', (share) => {
    expect(fieldsOf(shares([ACME, 'sourced', share], [BIRCH, 'influenced', 10_000 - share]))).toContain(
      'credit.shares[0].share',
    );
  });

  test('too many shares', () => {
    const many = Array.from({ length: MOST_SHARES + 1 }, (_, place) => partnerId(place + 1));
    expect(fieldsOf(shares(...many.map((id) => [id, 'influenced', 1] as const)))).toEqual(['credit.shares']);
  });

  test.each<[string, Partial<Override>]>([
    ['reason.text', { reason: { code: 'other', text: '  ' } }],
    ['reason.text', { reason: { code: 'other', text: 'x'.repeat(LONGEST_REASON + 1) } }],
    ['by', { by: ' ' }],
    ['at', { at: '3 March' }],
    ['at', { at: '2026-03-03T10:00:00' }],
    ['credit', { credit: null }],
  ])('%s', (field, override) => {
    expect(fieldsOf(override)).toEqual([field]);
  });

  test('words that documents may hold, and types do not', () => {
    const document: Override = JSON.parse(
      JSON.stringify({
        ...overrideOf({ commissions: [] }),
        credit: { kind: 'model', model: 'fixed' },
        reason: { code: 'mood', text: 'so' },
      }),
    );
    expect(overrideProblems(document)).toEqual([
      {
        field: 'credit.model',
        words:
          'choose one of primary, first, last, linear, position_based, time_decay, w_shaped, role_weighted; for fixed shares, type the shares',
      },
      {
        field: 'reason.code',
        words: 'choose one of agreed_split, late_evidence, wrong_partner, not_a_partner_deal, other',
      },
    ]);
  });

  test('a commission decided twice, and without a reason', () => {
    const commission = { partnerId: ACME, role: 'sourced', decision: 'keep', by: '42' } as const;
    const at = '2026-03-03T10:00:00Z';
    const commissions = [
      { ...commission, at, reason: '' },
      { ...commission, at, reason: 'paid already' },
    ];
    expect(fieldsOf({ commissions })).toEqual(['commissions[0].reason', 'commissions[1]']);
  });
});
