import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { healthStatus } from '../../extensions/src/app/cards/contract/company-card.ts';
import { amountText } from '../../extensions/src/app/cards/view/amount.ts';
import {
  dayText,
  fromDateValue,
  momentText,
  toDateValue,
  todayIn,
} from '../../extensions/src/app/cards/view/day.ts';
import { viewPartner } from '../../extensions/src/app/cards/view/partner-view.ts';
import { readerOf } from '../../extensions/src/app/cards/view/reader.ts';
import { viewStatus } from '../../extensions/src/app/cards/view/status-view.ts';
import { partnerCard } from './support/sample-cards.ts';

const midnight = new Date('2026-03-10T02:30:00Z');

describe('days and times', () => {
  test('today is the day in the portal, not the one in UTC', () => {
    expect(todayIn('America/New_York', midnight)).toBe('2026-03-09');
    expect(todayIn('US/Eastern', midnight)).toBe('2026-03-09');
    expect(todayIn('Europe/Berlin', midnight)).toBe('2026-03-10');
    expect(todayIn('Asia/Tokyo', new Date('2026-12-31T15:00:00Z'))).toBe('2027-01-01');
  });

  test('an unknown time zone gives no day at all, and times in UTC that say so', () => {
    expect(todayIn('Mars/Olympus', midnight)).toBeNull();
    expect(momentText('2026-03-10T03:30:00+01:00', 'Mars/Olympus')).toBe('10 Mar 2026, 02:30 UTC');
  });

  test('a moment is shown in the time zone of the portal, midnight as 00', () => {
    expect(momentText('2026-03-10T04:05:00Z', 'America/New_York')).toBe('10 Mar 2026, 00:05');
  });

  test('a day survives the way through HubSpot’s date field, whose months count from 0', () => {
    expect(toDateValue('2026-01-05')).toEqual({ year: 2026, month: 0, date: 5 });
    const day = fc
      .date({ min: new Date('1970-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    fc.assert(fc.property(day, (text) => fromDateValue(toDateValue(text)) === text));
  });

  test('a day reads the same for everyone', () => {
    expect(['2026-03-03', '2026-12-31'].map(dayText)).toEqual(['3 Mar 2026', '31 Dec 2026']);
  });
});

describe('amounts', () => {
  test('follow the notation of the reader and the digits of the currency', () => {
    const amount = (text: string, currency: string, locale: string) =>
      amountText({ amount: text, currency }, locale).replaceAll(/\s/g, ' ');
    expect(amount('8640.00', 'EUR', 'en')).toBe('€8,640.00');
    expect(amount('-8640.5', 'USD', 'de-DE')).toBe('-8.640,50 $');
    expect(amount('1200', 'JPY', 'en')).toBe('¥1,200');
    expect(amount('999999999999999.99', 'EUR', 'en')).toBe('€999,999,999,999,999.99');
  });

  test('that are hidden say so', () => {
    expect(amountText(null, 'en')).toBe('amount hidden');
  });

  test.each([
    ['en-us', 'en-US'],
    ['pt_BR', 'pt-BR'],
    [undefined, 'en'],
    ['', 'en'],
    ['no such locale', 'en'],
  ])('locale %j of HubSpot is read as %s', (given, locale) => {
    expect(readerOf(given, 'UTC', midnight).locale).toBe(locale);
  });
});

describe('the view of a partner', () => {
  test('every health status has words and an icon of its own', () => {
    const looks = healthStatus.options.map(viewStatus);
    expect(new Set(looks.map(({ text }) => text)).size).toBe(looks.length);
    expect(new Set(looks.map(({ icon }) => icon)).size).toBe(looks.length);
  });

  test('a step is overdue the day after it was due, and the score’s data is only mentioned when thin', () => {
    const reader = readerOf('en', 'America/New_York', midnight);
    const view = (dueOn: string, confidence: number) =>
      viewPartner(
        {
          ...partnerCard,
          nextStep: { text: 'Call', dueOn },
          health: { ...partnerCard.health, confidence },
        },
        reader,
      );
    expect(view('2026-03-08', 0.59).nextStep).toEqual({
      text: 'Call (overdue since 8 Mar 2026)',
      overdue: true,
    });
    expect(view('2026-03-09', 0.6).nextStep).toEqual({ text: 'Call (due 9 Mar 2026)', overdue: false });
    expect(view('2026-03-09', 0.59).health.confidence).toBe('Based on 59 % of the usual signals');
    expect(view('2026-03-09', 0.6).health.confidence).toBeNull();
  });
});
