import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { DealAmount } from '../../src/attribution/evidence.ts';
import { fold } from '../../src/attribution/ledger.ts';
import { post } from '../../src/attribution/posting.ts';
import { type Day, parseDay, parseMonth } from '../../src/calendar.ts';
import { parseMoney } from '../../src/money.ts';
import { createBook, sumAmount, sumHome } from './book.ts';
import { LAW_RUNS } from './law-runs.ts';
import { type Win, wantedOf, wins } from './wins.ts';

const on = (text: string): Day => parseDay(text);
const known = (amount: string, currency: string, home: string | null): DealAmount => ({
  ...{ kind: 'known', rate: '1', inDeal: parseMoney(amount, currency) },
  inHome: home === null ? null : parseMoney(home, 'EUR'),
});
const win = (closedOn: string, amount: DealAmount): Win => ({
  closedOn: on(closedOn),
  parts: [{ partner: 1, role: 'sourced', weight: 1n }],
  amount,
});

/** Each row in a line. */
function lines(rows: ReturnType<ReturnType<typeof createBook>['rows']>): string[] {
  const figure = ({ minor, currency, known: isKnown }: (typeof rows)[number]['amount']) =>
    `${currency} ${isKnown ? minor : '?'}`;
  return rows.map(
    (row) => `${row.month} ${row.status} ${figure(row.amount)} = ${figure(row.home)} on ${row.creditedOn}`,
  );
}

describe('credits of a win', () => {
  test('the parts equal the whole in every currency, and shares add up to 100.00 %', () => {
    fc.assert(
      fc.property(wins('EUR', 'USD', 'JPY', 'KWD'), (each) => {
        const wanted = wantedOf(each);
        if (each === null || wanted.length === 0) return;
        const { amount } = each;
        const positive = (minor: bigint) => (minor > 0n ? minor : 0n);
        expect(wanted.reduce((sum, { share }) => sum + share, 0)).toBe(10_000);
        expect(sumAmount(wanted)).toBe(amount.kind === 'known' ? positive(amount.inDeal.minor) : 0n);
        const home = amount.kind === 'known' ? amount.inHome : null;
        expect(sumHome(wanted)).toBe(home === null ? 0n : positive(home.minor));
      }),
      LAW_RUNS,
    );
  });
});

describe('where entries are posted', () => {
  test('a win first seen after its month was closed counts in the present one', () => {
    const book = createBook();
    book.closeBefore(parseMonth('2026-05'));
    book.post(wantedOf(win('2026-03-12', known('10', 'EUR', '10'))), on('2026-05-20'));
    expect(lines(book.rows())).toEqual(['2026-05 earned EUR 1000 = EUR 1000 on 2026-05-20']);
  });

  test('a present month that is closed already is passed over: its rows never change', () => {
    const march = wantedOf(win('2026-03-12', known('10', 'EUR', '10')));
    const first = post(march, [], { today: on('2026-03-12'), isClosed: () => false });
    const isClosed = (month: string) => month < '2026-07';
    const posted = post([], fold(first).values(), { today: on('2026-05-20'), isClosed });
    expect(posted).toMatchObject([
      { kind: 'reverse', month: '2026-07', creditedOn: '2026-07-01', home: { minor: -1000n } },
    ]);
  });

  test('books that never open again are an error, not an endless search', () => {
    const march = wantedOf(win('2026-03-12', known('10', 'EUR', '10')));
    const closed = { today: on('2026-05-20'), isClosed: () => true };
    expect(() => post(march, [], closed)).toThrow('no open month within 24 months from 2026-05-20');
  });

  test('a close date in the future counts in its month, and moves with it', () => {
    const book = createBook();
    book.post(wantedOf(win('2026-09-01', known('10', 'EUR', '10'))), on('2026-05-20'));
    book.post(wantedOf(win('2026-05-21', known('10', 'EUR', '10'))), on('2026-05-21'));
    expect(lines(book.rows())).toEqual([
      '2026-09 reversed EUR 0 = EUR 0 on 2026-09-01',
      '2026-05 earned EUR 1000 = EUR 1000 on 2026-05-21',
    ]);
  });
});

describe('figures that change', () => {
  test('another currency takes the old figure back first, in two entries of one row', () => {
    const book = createBook();
    book.post(wantedOf(win('2026-05-12', known('108', 'USD', '100'))), on('2026-05-12'));
    const posted = book.post(wantedOf(win('2026-05-12', known('90', 'EUR', '90'))), on('2026-05-13'));
    expect(
      posted.map(({ kind, sequence, amount, home }) => [
        kind,
        sequence,
        amount.currency,
        amount.minor,
        home.minor,
      ]),
    ).toEqual([
      ['reverse', 2, 'USD', -10_800n, 0n],
      ['adjust', 3, 'EUR', 9000n, -1000n],
    ]);
    expect(lines(book.rows())).toEqual(['2026-05 earned EUR 9000 = EUR 9000 on 2026-05-12']);
  });

  test('a figure becomes unknown and known again', () => {
    const book = createBook();
    const seen = [known('10', 'EUR', '10'), { kind: 'missing' } as const, known('12', 'EUR', '12')].map(
      (amount) => {
        book.post(wantedOf(win('2026-05-12', amount)), on('2026-05-12'));
        return lines(book.rows());
      },
    );
    expect(seen).toEqual([
      ['2026-05 earned EUR 1000 = EUR 1000 on 2026-05-12'],
      ['2026-05 earned USD ? = EUR ? on 2026-05-12'],
      ['2026-05 earned EUR 1200 = EUR 1200 on 2026-05-12'],
    ]);
  });

  test('a figure that is erased after its month was closed is taken back, with a figure', () => {
    const book = createBook();
    book.post(wantedOf(win('2026-05-12', known('10', 'USD', '10'))), on('2026-05-12'));
    book.closeBefore(parseMonth('2026-06'));
    book.post(wantedOf(win('2026-05-12', { kind: 'missing' })), on('2026-06-02'));
    expect(lines(book.rows())).toEqual([
      '2026-05 earned USD 1000 = EUR 1000 on 2026-05-12',
      '2026-06 earned USD -1000 = EUR -1000 on 2026-06-02',
    ]);
  });

  test('a rate that comes after its month was closed makes a row of its own', () => {
    const book = createBook();
    book.post(wantedOf(win('2026-05-12', known('10', 'USD', null))), on('2026-05-12'));
    book.closeBefore(parseMonth('2026-06'));
    book.post(wantedOf(win('2026-05-12', known('10', 'USD', '9'))), on('2026-06-02'));
    expect(lines(book.rows())).toEqual([
      '2026-05 earned USD 1000 = EUR ? on 2026-05-12',
      '2026-06 earned USD 0 = EUR 900 on 2026-06-02',
    ]);
  });
});
