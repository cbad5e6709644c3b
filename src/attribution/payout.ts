import { addDays, monthOf } from '../calendar.ts';
import { closeMonth, type WantedCredit } from './credit.ts';
import { type Amount, figure, held, nothing } from './figure.ts';
import type { Credit } from './ledger.ts';
import type { CommissionDecision } from './override.ts';
import { type Books, emptyRow, firstFreeDay, isLive, latest, put, putAll, type Rows } from './rows.ts';

/** What a person decided about the commission of a partner in a role. */
export type Ruling = CommissionDecision['decision'] | null;

/**
 * Lays the commission into the rows. A row that was paid, or whose month is closed, keeps its commission; what is left
 * goes to the row of the win, or else to the first later month that is free. What was paid too much stands there as a
 * negative amount, to be set off by the next payout (R8).
 */
export function layCommission(
  rows: Rows,
  wanted: WantedCredit | undefined,
  books: Books,
  ruling: Ruling,
): Rows {
  const due = entitlement(rows, wanted, books, ruling);
  if (due === null) return rows;
  const isFixed = (row: Credit) => row.paidOn !== null || books.isClosed(row.month);
  const all = [...rows.values()];
  const fixed = all.filter(isFixed);
  // What is not known takes nothing back that was paid or closed.
  if (!due.known && sum(fixed, due.currency) !== 0n) return rows;
  const left = figure(due.minor - sum(fixed, due.currency), due);
  const payoutRate = wanted?.commission?.rate ?? null;
  const target = wanted === undefined ? undefined : rows.get(closeMonth(wanted));
  if (target !== undefined && !isFixed(target)) {
    const others = all.filter((row) => row !== target && !isFixed(row)).map(withoutCommission);
    return put(putAll(rows, others), { ...target, commission: left, payoutRate });
  }
  const loose = all.filter((row) => !isFixed(row));
  if (sum(loose, due.currency) === left.minor && !wasUnknown(all, due)) return rows;
  return postForward(rows, loose, left, wanted, books);
}

/** What the partner is owed, all rows together; null where it never earned any commission. */
function entitlement(
  rows: Rows,
  wanted: WantedCredit | undefined,
  { today }: Books,
  ruling: Ruling,
): Amount | null {
  if (wanted?.commission) return wanted.commission.amount;
  const all = [...rows.values()];
  const last = latestWin(all) ?? latest(all.filter((row) => row.commission !== null));
  if (last === undefined || last.commission === null) return null;
  const { currency } = last.commission;
  const owed = { minor: sum(all, currency), currency, known: true };
  // Taken from a deal that is still won (another partner has it now, a person decided): the same rule as for a loss.
  const mayStay = ruling === 'keep' || (ruling === null && isAfterClawback(last, today));
  return wanted === undefined && mayStay ? owed : nothing(currency);
}

/** The row of the latest win that commission is still written down for. */
export function latestWin(rows: readonly Credit[]): Credit | undefined {
  return rows
    .filter(({ commission }) => (commission?.minor ?? 0n) !== 0n)
    .reduce<Credit | undefined>(
      (last, row) => (last === undefined || row.wonOn > last.wonOn ? row : last),
      undefined,
    );
}

/** After the clawback window commission stays until a person decides (R8). */
export function isAfterClawback({ terms, wonOn }: Credit, today: string): boolean {
  if (terms?.kind !== 'commission') return false;
  return today > addDays(wonOn, terms.clawbackDays);
}

function postForward(
  rows: Rows,
  loose: readonly Credit[],
  left: Amount,
  wanted: WantedCredit | undefined,
  books: Books,
): Rows {
  const cleared = putAll(rows, loose.map(withoutCommission));
  if (left.minor === 0n && left.known) return cleared;
  const day = firstFreeDay(
    books.today,
    (month) => books.isClosed(month) || (rows.get(month)?.paidOn ?? null) !== null,
  );
  const like = wanted ?? latestWin([...rows.values()]) ?? latest(rows.values());
  if (like === undefined) return cleared;
  const row = cleared.get(monthOf(day)) ?? {
    ...emptyRow(like, monthOf(day), day),
    status: 'earned' as const,
  };
  return put(cleared, { ...row, commission: left, payoutRate: wanted?.commission?.rate ?? row.payoutRate });
}

function withoutCommission(row: Credit): Credit {
  return row.commission === null ? row : { ...row, commission: nothing(row.commission.currency) };
}

/** A commission that nobody could reckon when it was written down, and everybody can now. */
function wasUnknown(rows: readonly Credit[], due: Amount): boolean {
  const last = latest(rows.filter((row) => isLive(row) && row.commission !== null));
  return due.known && last?.commission?.known === false;
}

function sum(rows: readonly Credit[], currency: string): bigint {
  return rows.reduce((total, row) => total + held(row.commission, currency), 0n);
}
