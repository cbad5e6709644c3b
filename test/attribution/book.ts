import type { WantedCredit } from '../../src/attribution/credit.ts';
import { type Credit, type Entry, fold } from '../../src/attribution/ledger.ts';
import { post } from '../../src/attribution/posting.ts';
import type { Day, Month } from '../../src/calendar.ts';

/** The ledger of one deal as a test keeps it: posts wanted states one after another, months closing in between. */
export type Book = {
  post(wanted: readonly WantedCredit[], today: Day): Entry[];
  /** Closes all months before this one. */
  closeBefore(month: Month): void;
  entries(): readonly Entry[];
  rows(): Credit[];
  /** What is left of the deal: reversed rows and the count of changes do not matter. */
  standing(): Omit<Credit, 'sequence'>[];
};

export function createBook(): Book {
  const entries: Entry[] = [];
  let openFrom = '';
  const rows = () => [...fold(entries).values()];
  return {
    post(wanted, today) {
      const posted = post(wanted, rows(), { today, isClosed: (month) => month < openFrom });
      entries.push(...posted);
      return posted;
    },
    closeBefore(month) {
      if (month > openFrom) openFrom = month;
    },
    entries: () => entries,
    rows,
    standing: () =>
      rows()
        .filter((row) => row.status !== 'reversed')
        .map(({ sequence: _sequence, ...row }) => row)
        .sort((a, b) => (a.creditKey < b.creditKey ? -1 : 1)),
  };
}

export function sumHome(rows: readonly { readonly home: { readonly minor: bigint } }[]): bigint {
  return rows.reduce((sum, row) => sum + row.home.minor, 0n);
}

export function sumAmount(rows: readonly { readonly amount: { readonly minor: bigint } }[]): bigint {
  return rows.reduce((sum, row) => sum + row.amount.minor, 0n);
}
