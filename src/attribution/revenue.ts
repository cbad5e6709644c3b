import { monthOf } from '../calendar.ts';
import { closeMonth, type WantedCredit } from './credit.ts';
import { type Amount, figure, held, nothing } from './figure.ts';
import type { Credit } from './ledger.ts';
import { type Books, emptyRow, firstFreeDay, isLive, latest, put, putAll, type Rows } from './rows.ts';

/**
 * Lays the wanted revenue into months (R1). While the close month is open, its row is what is wanted and rows of other
 * open months go to zero. Once it is closed, it stays and the difference goes to the present month.
 */
export function layRevenue(rows: Rows, wanted: WantedCredit | undefined, books: Books): Rows {
  const all = [...rows.values()];
  const closed = all.filter((row) => books.isClosed(row.month));
  const open = all.filter((row) => !books.isClosed(row.month));
  if (wanted !== undefined && !books.isClosed(closeMonth(wanted))) {
    const month = closeMonth(wanted);
    const others = open.filter((row) => row.month !== month).map(emptied);
    const target = rows.get(month) ?? emptyRow(wanted, month, wanted.creditedOn);
    return put(putAll(rows, others), filled(target, wanted, closed));
  }
  if (wanted === undefined && owesNothing(closed)) return putAll(rows, open.map(emptied));
  return postForward(rows, wanted, books);
}

/** Brings a row to zero and `reversed`; the record stays. */
function emptied(row: Credit): Credit {
  const { amount, home } = row;
  return {
    ...row,
    ...{ share: 0, status: 'reversed' },
    ...{ amount: nothing(amount.currency), home: nothing(home.currency) },
  };
}

/** The row as wanted, less what other rows hold. */
function filled(
  row: Credit,
  wanted: WantedCredit,
  others: readonly Credit[],
  creditedOn = wanted.creditedOn,
): Credit {
  const { referralId, share, rate, policyVersion, model, terms } = wanted;
  return {
    ...row,
    ...{ referralId, share, rate, policyVersion, model, terms, creditedOn, status: 'earned' },
    wonOn: wanted.creditedOn,
    amount: less(wanted.amount, others, 'amount'),
    home: less(wanted.home, others, 'home'),
  };
}

function less(wanted: Amount, rows: readonly Credit[], name: 'amount' | 'home'): Amount {
  const minor = rows.reduce((left, row) => left - held(row[name], wanted.currency), wanted.minor);
  return figure(minor, wanted);
}

/**
 * What closed months hold stays; the difference goes to the month of posting. A row further ahead was for a close date
 * in the future that is no longer so; one in another currency was for an amount the deal no longer has.
 */
function postForward(rows: Rows, wanted: WantedCredit | undefined, books: Books): Rows {
  const day = firstFreeDay(books.today, books.isClosed);
  const month = monthOf(day);
  const stale = [...rows.values()].filter(
    (row) => !books.isClosed(row.month) && (row.month > month || isInOtherCurrency(row, wanted)),
  );
  const left = putAll(rows, stale.map(emptied));
  const standing = [...left.values()].filter((row) => !stale.some((each) => each.month === row.month));
  const live = standing.filter(isLive);
  const last = latest(live) ?? latest(standing);
  const model = wanted ?? (last === undefined ? undefined : asNothing(last));
  if (model === undefined) return left;
  const stands = live.length > 0 || wanted === undefined;
  if (stands && isZero(model, standing) && !becomesKnown(model, latest(live))) return left;
  const present = rows.get(month);
  const others = standing.filter((row) => row.month !== month);
  const row = filled(present ?? emptyRow(model, month, day), model, others, present?.creditedOn ?? day);
  const wonOn = wanted === undefined ? (last?.wonOn ?? row.wonOn) : row.wonOn;
  return put(left, { ...row, wonOn });
}

function isInOtherCurrency({ amount }: Credit, wanted: WantedCredit | undefined): boolean {
  return wanted !== undefined && amount.minor !== 0n && amount.currency !== wanted.amount.currency;
}

/** Nothing is left in these rows that would have to be taken back. */
function owesNothing(rows: readonly Credit[]): boolean {
  const last = latest(rows.filter(isLive));
  if (last === undefined) return true;
  return isZero(asNothing(last), rows) && last.amount.known && last.home.known;
}

function isZero({ amount, home }: WantedCredit, rows: readonly Credit[]): boolean {
  return less(amount, rows, 'amount').minor === 0n && less(home, rows, 'home').minor === 0n;
}

/** A figure that nobody knew when its month was closed is known now: that needs a row, even of zero. */
function becomesKnown(wanted: WantedCredit, last: Credit | undefined): boolean {
  if (last === undefined) return false;
  return (wanted.amount.known && !last.amount.known) || (wanted.home.known && !last.home.known);
}

/** The wish for nothing, in the words of a row. */
function asNothing(row: Credit): WantedCredit {
  const { amount, home } = row;
  return {
    ...row,
    ...{ share: 0, commission: null, byHand: false },
    ...{ amount: nothing(amount.currency), home: nothing(home.currency) },
  };
}
