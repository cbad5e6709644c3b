import { describe, expect, test } from '@jest/globals';
import { type BoundDeal, firstProjects } from '../../src/attribution/project.ts';
import { addDays, addMonths, parseDay } from '../../src/calendar.ts';
import {
  ACME,
  BIRCH,
  day,
  dealId,
  decided,
  outcomeOf,
  partnerOf,
  referralId,
  referralOf,
  WON,
} from './scene.ts';

const FIRST = parseDay('2026-02-10');
const won = (closedOn = FIRST, id = 800) => new Map([[referralId(104), { dealId: dealId(id), closedOn }]]);
const lapsed = { acceptedOn: day(-400), referredOn: day(-400), recordedOn: day(-400) };

describe('first project and expansion', () => {
  test('a later project of the client is expansion, and says when the first was won', () => {
    const decision = decided({ referrals: [referralOf()], otherProjects: won() });
    expect(outcomeOf(decision)).toEqual({
      attribution: 'sourced_expansion',
      parts: ['Acme sourced_expansion 1'],
      verdicts: ['Acme sourced_expansion: qualifies'],
    });
    expect(decision.parts[0]?.words).toBe('referral R-104, first project won 10 Feb 2026');
    expect(decision.qualifies).toBe(true);
  });

  test('the one closed first is the first project, whatever was won first', () => {
    const scene = { referrals: [referralOf()], otherProjects: won(addDays(WON, 1)) };
    expect(decided(scene).attribution).toBe('sourced');
  });

  test.each([
    [899, 'sourced_expansion'],
    [901, 'sourced'],
  ])('closed on one day with deal %i, deal 900 is %s: the smaller id is first', (id, role) => {
    expect(decided({ referrals: [referralOf()], otherProjects: won(WON, id) }).attribution).toBe(role);
  });

  test('an open deal comes after every project that was won', () => {
    const deal = { won: false, closedOn: day(-1) };
    const scene = { deal, referrals: [referralOf()], otherProjects: won(WON) };
    expect(decided(scene).attribution).toBe('sourced_expansion');
  });

  test.each([
    [addMonths(FIRST, 12), 'sourced_expansion', 'qualifies'],
    [addDays(addMonths(FIRST, 12), 1), 'refused', 'expansion-ended'],
  ])('closed %s, twelve months after the first project: %s', (closedOn, outcome, code) => {
    const decision = decided({ deal: { closedOn }, referrals: [referralOf()], otherProjects: won() });
    expect(decision.verdicts[0]).toMatchObject({ outcome, code });
  });

  test('after the expansion period another referral may claim the client', () => {
    const next = referralOf({ id: referralId(105), partnerId: BIRCH, acceptedOn: day(-5) });
    const decision = decided({
      deal: { closedOn: parseDay('2027-03-01') },
      referrals: [referralOf(), next],
      otherProjects: won(),
    });
    expect(outcomeOf(decision)).toEqual({
      attribution: 'sourced',
      parts: ['Birch sourced 1', 'Acme influenced 0'],
      verdicts: ['Acme refused: expansion-ended', 'Birch sourced: qualifies'],
    });
  });

  test('a deal begun after the window is expansion too, but never the first project', () => {
    const decision = decided({ referrals: [referralOf(lapsed)], otherProjects: won() });
    expect(outcomeOf(decision)).toEqual({
      attribution: 'sourced_expansion',
      parts: ['Acme sourced_expansion 1'],
      verdicts: ['Acme sourced_expansion: first-project-won-before'],
    });
    expect(decision).toMatchObject({ referralId: '104', qualifies: false });
  });

  test('a deal begun after the window is nothing where the first project was won later', () => {
    const decision = decided({ referrals: [referralOf(lapsed)], otherProjects: won(addDays(WON, 1)) });
    expect(outcomeOf(decision).verdicts).toEqual(['Acme refused: window-ended']);
  });

  test('a partner whose tail is over has no expansion either', () => {
    const decision = decided({
      referrals: [referralOf(lapsed)],
      partners: [partnerOf({ id: ACME, stage: 'ended', endedOn: day(-91) })],
      otherProjects: won(),
    });
    expect(outcomeOf(decision).verdicts).toEqual(['Acme refused: partner-ended']);
  });
});

describe('first projects among the deals of a referral', () => {
  const bound = (id: number, closed: string | null, more: Partial<BoundDeal> = {}): BoundDeal => ({
    ...{ id: dealId(id), won: true, closedOn: closed === null ? null : parseDay(closed) },
    ...{ referralId: referralId(104), qualifies: true },
    ...more,
  });

  test('the earliest close date wins, then the smaller id; the deal in question does not count', () => {
    const deals = [
      bound(30, '2026-04-01'),
      bound(4, '2026-04-02'),
      bound(5, '2026-04-01'),
      bound(6, '2026-03-01'),
    ];
    expect(firstProjects(deals, dealId(6))).toEqual(
      new Map([[referralId(104), { dealId: dealId(5), closedOn: parseDay('2026-04-01') }]]),
    );
  });

  test('open deals, undated ones, strangers and mere expansions are no first projects', () => {
    const deals = [
      bound(1, '2026-01-01', { won: false }),
      bound(2, null),
      bound(3, '2026-01-01', { referralId: null }),
      bound(4, '2026-01-01', { qualifies: false }),
    ];
    expect(firstProjects(deals, dealId(9))).toEqual(new Map());
  });
});
