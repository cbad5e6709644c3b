import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Entry, fold } from '../../src/attribution/ledger.ts';
import { addDays, type Day, monthOf } from '../../src/calendar.ts';
import { createBook, sumAmount, sumHome } from './book.ts';
import { LAW_RUNS } from './law-runs.ts';
import { daysOf, type Look, looks, wantedOf, wins } from './wins.ts';

const anyWin = wins('EUR', 'USD', 'JPY', 'KWD');

/** Posts look after look; `each` sees the book before and after every posting. */
function replay(
  all: readonly Look[],
  each: (step: {
    look: Look;
    today: Day;
    posted: Entry[];
    before: bigint;
    book: ReturnType<typeof createBook>;
  }) => void,
  closing = true,
) {
  const book = createBook();
  const days = daysOf(all);
  for (const [place, look] of all.entries()) {
    const today = days[place];
    if (today === undefined) throw new Error('every look has its day');
    if (closing && look.closing) book.closeBefore(monthOf(today));
    const before = sumHome(book.rows());
    const posted = book.post(wantedOf(look.win), today);
    each({ look, today, posted, before, book });
  }
  return book;
}

describe('laws of the ledger', () => {
  test('posting the same twice adds nothing, also months later', () => {
    fc.assert(
      fc.property(looks(anyWin), (all) => {
        replay(all, ({ look, today, book }) => {
          expect(book.post(wantedOf(look.win), today)).toEqual([]);
          expect(book.post(wantedOf(look.win), addDays(today, 70))).toEqual([]);
        });
      }),
      LAW_RUNS,
    );
  });

  test('the rows of a deal add up to what is wanted, also when months close in between', () => {
    fc.assert(
      fc.property(looks(anyWin), (all) => {
        replay(all, ({ look, book }) => {
          expect(sumHome(book.rows())).toBe(sumHome(wantedOf(look.win)));
        });
      }),
      LAW_RUNS,
    );
  });

  test('in a currency that stays the same, also the amounts in it add up to what is wanted', () => {
    fc.assert(
      fc.property(looks(wins('USD')), (all) => {
        replay(all, ({ look, book }) => {
          expect(sumAmount(book.rows())).toBe(sumAmount(wantedOf(look.win)));
        });
      }),
      LAW_RUNS,
    );
  });

  test('a row of a closed month never changes again', () => {
    fc.assert(
      fc.property(looks(anyWin), (all) => {
        const closedUntil = { month: '' };
        replay(all, ({ look, today, posted }) => {
          if (look.closing) closedUntil.month = monthOf(today);
          expect(posted.filter(({ month }) => month < closedUntil.month)).toEqual([]);
        });
      }),
      LAW_RUNS,
    );
  });

  test('where no month is closed, any history ends as if only the last state had been posted', () => {
    fc.assert(
      fc.property(looks(anyWin), (all) => {
        const book = replay(all, () => {}, false);
        const alone = createBook();
        const today = daysOf(all).at(-1);
        if (today !== undefined) alone.post(wantedOf(all.at(-1)?.win ?? null), today);
        expect(book.standing()).toEqual(alone.standing());
      }),
      LAW_RUNS,
    );
  });

  test('a win that was reopened and won again is one win', () => {
    fc.assert(
      fc.property(anyWin, (win) => {
        const again = replay(
          [win, null, win].map((each) => ({ win: each, days: 1, closing: false })),
          () => {},
        );
        const once = replay([{ win, days: 1, closing: false }], () => {});
        expect(again.standing()).toEqual(once.standing());
      }),
      LAW_RUNS,
    );
  });

  test('reversals come before grants', () => {
    fc.assert(
      fc.property(looks(anyWin), (all) => {
        replay(all, ({ posted }) => {
          const firstGrant = posted.findIndex(({ kind }) => kind === 'grant');
          const lastReverse = posted.findLastIndex(({ kind }) => kind === 'reverse');
          expect(firstGrant === -1 || lastReverse < firstGrant).toBe(true);
        });
      }),
      LAW_RUNS,
    );
  });

  test('a reader between two entries never sees more than before or after', () => {
    fc.assert(
      fc.property(looks(anyWin), (all) => {
        replay(all, ({ posted, before, book }) => {
          const after = sumHome(book.rows());
          let seen = before;
          for (const { home } of posted) {
            seen += home.minor;
            expect(seen <= before || seen <= after).toBe(true);
          }
        });
      }),
      LAW_RUNS,
    );
  });

  test('the sum of the differences is the fold, and entries of a credit are numbered 1, 2, 3 …', () => {
    fc.assert(
      fc.property(looks(anyWin), (all) => {
        const book = replay(all, () => {});
        const byKey = Map.groupBy(book.entries(), ({ creditKey }) => creditKey);
        for (const [key, entries] of byKey) {
          const row = fold(entries).get(key);
          expect(entries.map(({ sequence }) => sequence)).toEqual(entries.map((_, place) => place + 1));
          expect(sumHome(entries)).toBe(row?.home.minor);
          const inCurrency = entries.filter(({ amount }) => amount.currency === row?.amount.currency);
          expect(sumAmount(inCurrency)).toBe(row?.amount.minor);
        }
      }),
      LAW_RUNS,
    );
  });

  test('every row lies in the month of its key, and a row with a figure knows it', () => {
    fc.assert(
      fc.property(looks(anyWin), (all) => {
        for (const row of replay(all, () => {}).rows()) {
          expect(row.creditKey).toBe(`${row.dealId}:${row.partnerId}:${row.role}:${row.month}`);
          expect(monthOf(row.creditedOn)).toBe(row.month);
          expect(row.home.known || row.home.minor === 0n).toBe(true);
          expect(row.amount.known || row.amount.minor === 0n).toBe(true);
        }
      }),
      LAW_RUNS,
    );
  });

  test('a credit whose figure is known says so in its latest row, whatever was closed before', () => {
    fc.assert(
      fc.property(looks(anyWin), (all) => {
        const book = replay(all, () => {});
        const latest = new Map(
          [...book.standing()]
            .sort((a, b) => (a.month < b.month ? -1 : 1))
            .map((row) => [`${row.partnerId}:${row.role}`, row]),
        );
        for (const wanted of wantedOf(all.at(-1)?.win ?? null)) {
          const row = latest.get(`${wanted.partnerId}:${wanted.role}`);
          expect(row?.status).toBe('earned');
          expect(row?.home.known || !wanted.home.known).toBe(true);
          expect(row?.amount.known || !wanted.amount.known).toBe(true);
        }
      }),
      LAW_RUNS,
    );
  });
});
