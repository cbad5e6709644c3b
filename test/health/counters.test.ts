import { describe, expect, test } from '@jest/globals';
import { parseDay } from '../../src/calendar.ts';
import { assess, defaultHealthSettings } from '../../src/health/index.ts';
import { activity, ago, assessed, factsOf, received, referral, sent, talked } from './records.ts';

describe('counters', () => {
  test('count qualified referrals by their day, the latest days of all kinds, and the balance', () => {
    const { counters } = assessed({
      referrals: [
        ...received(0, 90, 91, 180, 181, 1000),
        ...sent(45, 180, 181),
        referral('sent', 3, { status: 'duplicate' }),
        referral('sent', 2, { status: 'expired' }),
      ],
      contacts: [...talked(30), ...talked(8), ...talked(-2)],
      activities: [activity('quarterly_review', 120), activity('annual_review', 60, { outcome: 'Renewed' })],
    });
    expect(counters).toEqual({
      received: { last90Days: 2, total: 6, quarterToDate: 1, previousQuarter: 2, lastOn: ago(0) },
      sent: { last90Days: 2, total: 4, quarterToDate: 2, previousQuarter: 0, lastOn: ago(2) },
      balance180: 1,
      lastReferralOn: ago(0),
      lastContactOn: ago(8),
      lastReviewOn: ago(60),
    });
  });

  test('are kept for partners that are not active', () => {
    expect(assessed({ partner: { stage: 'ended' }, referrals: sent(5) }).counters.sent.total).toBe(1);
  });

  test.each([
    [1, '2026-06-30', '2026-04-01', '2026-01-01'],
    [1, '2026-01-01', '2026-01-01', '2025-10-01'],
    [2, '2026-06-30', '2026-05-01', '2026-02-01'],
    [2, '2026-04-30', '2026-02-01', '2025-11-01'],
    [6, '2026-05-31', '2026-03-01', '2025-12-01'],
    [7, '2026-06-30', '2026-04-01', '2026-01-01'],
  ])(
    'with a year that starts in month %i, on %s the quarter began on %s and the one before on %s',
    (month, on, start, before) => {
      const today = parseDay(on);
      const settings = { ...defaultHealthSettings, fiscalYearStart: month };
      const quarters = (day: string) => {
        const facts = factsOf({ referrals: [referral('received', 0, { referredOn: parseDay(day) })] });
        const { quarterToDate, previousQuarter } = assess(facts, today, settings).counters.received;
        return [quarterToDate, previousQuarter];
      };
      const eve = (day: string) => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
      expect([on, start, eve(start), before, eve(before)].map(quarters)).toEqual([
        [1, 0],
        [1, 0],
        [0, 1],
        [0, 1],
        [0, 0],
      ]);
    },
  );
});
