import { describe, expect, test } from '@jest/globals';
import { acceptance, alreadyOursBy, type ClientDeal } from '../../src/attribution/acceptance.ts';
import { DEFAULT_POLICY } from '../../src/attribution/policy.ts';
import { parseDay } from '../../src/calendar.ts';
import { referralProgress } from '../../src/partnership/referral-progress.ts';
import type { ReferralStatus } from '../../src/vocabulary.ts';
import { dealId } from './scene.ts';

const TODAY = parseDay('2026-06-15');
const on = (text: string) => parseDay(text);

describe('acceptance', () => {
  const received = {
    ...{ direction: 'received' as const, status: 'accepted' as const },
    ...{ acceptedOn: null, statusChangedOn: null, windowDays: null },
  };
  const stamped = (referral: Partial<Parameters<typeof acceptance>[0]>, ofPartner: number | null = null) =>
    acceptance({ ...received, ...referral }, ofPartner, DEFAULT_POLICY, TODAY);

  test('the day a person typed stands', () => {
    expect(stamped({ acceptedOn: on('2026-03-01'), statusChangedOn: on('2026-04-01') })).toEqual({
      acceptedOn: '2026-03-01',
      windowDays: 180,
      windowEndsOn: '2026-08-28',
    });
  });

  test('else it is the day of the status, and today where that cannot be read', () => {
    expect(stamped({ statusChangedOn: on('2026-04-01') })?.acceptedOn).toBe('2026-04-01');
    expect(stamped({})?.acceptedOn).toBe('2026-06-15');
  });

  test("a window once stamped stays; else the partner's, else the policy's", () => {
    const days = (windowDays: number | null, ofPartner: number | null) =>
      stamped({ windowDays }, ofPartner)?.windowDays;
    expect([days(30, 60), days(null, 60), days(null, null), days(0, 60)]).toEqual([30, 60, 180, 0]);
  });

  test.each<Partial<Parameters<typeof acceptance>[0]>>([
    { status: 'submitted' },
    { status: 'declined' },
    { status: 'expired' },
    { direction: 'sent', status: 'won' },
  ])('%p is not accepted', (referral) => {
    expect(stamped({ acceptedOn: on('2026-03-01'), ...referral })).toBeNull();
  });
});

describe('whether the client was already ours', () => {
  const referredOn = on('2026-06-01');
  const deal = (startedOn: string, closedOn: string | null, state: 'open' | 'won' | 'lost'): ClientDeal => ({
    ...{ id: dealId(1), startedOn: on(startedOn), closedOn: closedOn === null ? null : on(closedOn) },
    ...{ closed: state !== 'open', won: state === 'won' },
  });

  test.each<[string, ClientDeal, boolean]>([
    ['open that day', deal('2026-05-31', null, 'open'), true],
    ['open, with an expected close date', deal('2026-05-31', '2026-05-31', 'open'), true],
    ['started that very day', deal('2026-06-01', null, 'open'), false],
    ['started later', deal('2026-06-02', null, 'open'), false],
    ['lost the day after', deal('2026-01-01', '2026-06-02', 'lost'), true],
    ['lost that very day', deal('2026-01-01', '2026-06-01', 'lost'), false],
    ['won that very day', deal('2026-01-01', '2026-06-01', 'won'), true],
    ['won 365 days before', deal('2025-01-01', '2025-06-01', 'won'), true],
    ['won 366 days before', deal('2025-01-01', '2025-05-31', 'won'), false],
    ['lost within the year', deal('2025-01-01', '2026-05-01', 'lost'), false],
    ['closed on a day nobody knows', deal('2025-01-01', null, 'won'), false],
  ])('a deal %s', (_what, each, ours) => {
    expect(alreadyOursBy([each], referredOn)).toEqual(ours ? [each.id] : []);
  });
});

describe('progress of a referral', () => {
  const END = on('2026-06-14');
  const open = { won: false, closed: false };
  const lost = { won: false, closed: true };
  const won = { won: true, closed: true };

  test.each<[ReferralStatus, (typeof won)[], ReferralStatus]>([
    ['accepted', [], 'expired'],
    ['contacted', [open], 'deal_open'],
    ['qualified', [lost], 'lost'],
    ['accepted', [lost, open, won], 'won'],
    ['deal_open', [lost], 'lost'],
    ['won', [open], 'deal_open'],
    ['won', [], 'won'],
    ['lost', [lost, open], 'deal_open'],
    ['submitted', [won], 'submitted'],
    ['declined', [won], 'declined'],
    ['duplicate', [won], 'duplicate'],
    ['test', [won], 'test'],
    ['expired', [], 'expired'],
  ])('from %s with deals %p to %s', (status, deals, next) => {
    expect(referralProgress({ direction: 'received', status }, deals, END, TODAY)).toBe(next);
  });

  test('it expires the day after its window, not before, and never without one', () => {
    const accepted = { direction: 'received', status: 'accepted' } as const;
    expect(referralProgress(accepted, [], TODAY, TODAY)).toBe('accepted');
    expect(referralProgress(accepted, [], null, TODAY)).toBe('accepted');
  });

  test('what we sent is moved by people', () => {
    expect(referralProgress({ direction: 'sent', status: 'accepted' }, [won], END, TODAY)).toBe('accepted');
  });
});
