import { addDays, addMonths, type Day, type Month, monthOf } from '../calendar.ts';
import { creditKey, type WantedCredit } from './credit.ts';
import { nothing } from './figure.ts';
import type { Credit } from './ledger.ts';

/** The credits of one partner in one role on one deal, by month. What they should be is laid out step by step. */
export type Rows = ReadonlyMap<Month, Credit>;

export type Books = {
  /** Day the entries are posted, in the portal's time zone. */
  readonly today: Day;
  /** Months whose sums never move again. */
  readonly isClosed: (month: Month) => boolean;
};

export function put(rows: Rows, row: Credit): Rows {
  return new Map([...rows, [row.month, row]]);
}

export function putAll(rows: Rows, changed: readonly Credit[]): Rows {
  return new Map([...rows, ...changed.map((row) => [row.month, row] as const)]);
}

export function isLive(row: Credit): boolean {
  return row.status !== 'reversed';
}

/** The row of the last month. */
export function latest(rows: Iterable<Credit>): Credit | undefined {
  return [...rows].reduce<Credit | undefined>(
    (last, row) => (last === undefined || row.month > last.month ? row : last),
    undefined,
  );
}

/** A row of a month that has none yet: nothing in it, in the words of `like`. */
export function emptyRow(like: WantedCredit | Credit, month: Month, creditedOn: Day): Credit {
  const { dealId, partnerId, role, referralId, rate, policyVersion, model, terms, commission } = like;
  const payout =
    commission === null ? null : 'standing' in commission ? commission.amount.currency : commission.currency;
  return {
    creditKey: creditKey(dealId, partnerId, role, month),
    sequence: 0,
    ...{ dealId, partnerId, role, month, referralId, rate, policyVersion, model, terms, creditedOn },
    ...{ amount: nothing(like.amount.currency), home: nothing(like.home.currency) },
    commission: payout === null ? null : nothing(payout),
    wonOn: 'wonOn' in like ? like.wonOn : like.creditedOn,
    ...{ share: 0, status: 'earned', payoutRate: null, dueOn: null, paidOn: null },
    ...{ paymentReference: null, hold: null },
  };
}

/** The first day, from today on, whose month is free: today, or the first of a later month. */
export function firstFreeDay(today: Day, isTaken: (month: Month) => boolean): Day {
  let day = today;
  for (let month = 0; month < FARTHEST_MONTH; month++) {
    if (!isTaken(monthOf(day))) return day;
    day = addMonths(addDays(day, 1 - Number(day.slice(8))), 1);
  }
  throw new RangeError(`no open month within ${FARTHEST_MONTH} months from ${today}`);
}

const FARTHEST_MONTH = 24;
