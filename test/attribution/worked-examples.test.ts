import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { NO_REWARD, wantedCredits } from '../../src/attribution/credit.ts';
import { dealReceipt } from '../../src/attribution/receipt.ts';
import { type Day, parseDay, parseMonth } from '../../src/calendar.ts';
import { formatMoney, parseMoney } from '../../src/money.ts';
import { type Book, createBook } from './book.ts';
import { CEDAR, dealOf, decided, euro, nameOf, referralOf, type Scene, touchOf } from './scene.ts';

const guide = readFileSync(new URL('../../docs/attribution.md', import.meta.url), 'utf8');
const on = (text: string): Day => parseDay(text);
const referrals = [referralOf()];

/** Looks at a deal on a day and posts what the rules want of it then. */
function look(book: Book, today: string, scene: Scene) {
  const decision = decided(scene, {}, on(today));
  const posted = book.post(
    wantedCredits(decision, dealOf(scene.deal), { home: 'EUR', deal: 'EUR' }, () => NO_REWARD),
    on(today),
  );
  return posted.map(({ kind, month }) => `${kind} in ${month}`);
}

function receiptOf(scene: Scene): string {
  return dealReceipt(decided(scene), dealOf(scene.deal), nameOf);
}

/** The rows of a deal as the guide shows them. */
function table(book: Book): string {
  const lines = book
    .rows()
    .sort((a, b) => (a.month + a.partnerId < b.month + b.partnerId ? -1 : 1))
    .map((row) => {
      const money = ({ minor, currency }: typeof row.amount) => formatMoney({ minor, currency });
      const share = `${(row.share / 100).toFixed(2)} %`;
      return `| ${row.month} | ${nameOf(row.partnerId)} | ${row.role} | ${row.status} | ${share} | ${money(row.amount)} | ${money(row.home)} |`;
    });
  return [
    '| month | partner | role | status | share | amount | in company currency |',
    '|---|---|---|---|---|---|---|',
    ...lines,
    '',
  ].join('\n');
}

describe('the worked examples of the guide', () => {
  test('1. a win', () => {
    const book = createBook();
    expect(look(book, '2026-05-12', { referrals })).toEqual(['grant in 2026-05']);
    expect(guide).toContain(table(book));
    expect(guide).toContain(`> ${receiptOf({ referrals })}\n`);
  });

  test('2. a deal nobody sourced', () => {
    const deal = { amount: euro('10000.01') };
    const touches = [
      touchOf({ on: on('2026-03-10') }),
      touchOf({ on: on('2026-03-24'), partnerId: CEDAR, kind: 'reference' }),
      touchOf({ on: on('2026-04-14'), kind: 'technical_validation' }),
    ];
    const book = createBook();
    look(book, '2026-05-12', { deal, touches });
    expect(guide).toContain(table(book));
    expect(guide).toContain(`> ${receiptOf({ deal, touches })}\n`);
  });

  test('3. reopened and won again, the month still open', () => {
    const book = createBook();
    expect([
      look(book, '2026-05-12', { referrals }),
      look(book, '2026-05-28', { referrals, deal: { won: false } }),
      look(book, '2026-06-09', { referrals, deal: { closedOn: on('2026-06-09') } }),
    ]).toEqual([['grant in 2026-05'], ['reverse in 2026-05'], ['grant in 2026-06']]);
    expect(guide).toContain(table(book));
  });

  test('3. reopened after the month was closed, and won again', () => {
    const book = createBook();
    look(book, '2026-05-12', { referrals });
    book.closeBefore(parseMonth('2026-06'));
    expect(look(book, '2026-06-03', { referrals, deal: { won: false } })).toEqual(['reverse in 2026-06']);
    expect(guide).toContain(table(book));
    expect(look(book, '2026-06-09', { referrals, deal: { closedOn: on('2026-06-09') } })).toEqual([
      'adjust in 2026-06',
    ]);
    expect(guide).toContain(table(book));
  });

  test('4. the amount changes, before and after the month was closed', () => {
    const book = createBook();
    look(book, '2026-05-12', { referrals });
    expect(look(book, '2026-05-20', { referrals, deal: { amount: euro('9500') } })).toEqual([
      'adjust in 2026-05',
    ]);
    expect(guide).toContain(table(book));
    book.closeBefore(parseMonth('2026-06'));
    expect(look(book, '2026-06-10', { referrals, deal: { amount: euro('9000') } })).toEqual([
      'adjust in 2026-06',
    ]);
    expect(guide).toContain(table(book));
  });

  test('5. another currency', () => {
    const amount = {
      ...{ kind: 'known' as const, rate: '0.9259' },
      ...{ inDeal: parseMoney('8640', 'USD'), inHome: parseMoney('7999.776', 'EUR') },
    };
    const book = createBook();
    look(book, '2026-05-12', { referrals, deal: { amount } });
    expect(guide).toContain(table(book));
    expect(guide).toContain(`> ${receiptOf({ referrals, deal: { amount } })}\n`);
  });

  test('6. a referral that was recorded late', () => {
    const late = (recordedOn: string, evidenceOn: string | null) => ({
      referrals: [
        referralOf({ recordedOn: on(recordedOn), evidenceOn: evidenceOn === null ? null : on(evidenceOn) }),
      ],
    });
    const outcomes = [
      late('2026-03-02', null),
      late('2026-03-09', '2026-02-20'),
      late('2026-03-09', null),
      late('2026-03-16', '2026-02-20'),
      late('2026-03-17', '2026-02-20'),
    ].map((scene) => decided(scene).verdicts[0]);
    expect(outcomes.map((verdict) => verdict?.code)).toEqual([
      ...['qualifies', 'qualifies', 'no-dated-proof', 'qualifies', 'entered-late'],
    ]);
    for (const verdict of outcomes) {
      if (verdict?.outcome === 'refused') expect(guide).toContain(`*${verdict.words}*`);
    }
  });
});
