import { addDays, addMonths, type Day, type Month, monthOf } from '../calendar.ts';
import { type Amount, closeMonth, type WantedCredit } from './credit.ts';
import type { Role } from './decide.ts';
import { type Credit, type Entry, held } from './ledger.ts';
import { reverse, type Slot, settle } from './settle.ts';

export type Books = {
  /** Day the entries are posted, in the portal's time zone. */
  readonly today: Day;
  /** Months whose sums never move again. */
  readonly isClosed: (month: Month) => boolean;
};

/**
 * The entries that bring the present credits of one deal to the wanted ones; none when they are there already.
 * While the close month is open, its row is what is wanted and rows of other open months go to zero. Once it is
 * closed, it stays and the difference is posted to the present month (R1). What takes away comes first, so that a
 * reader between two entries sees too little, never double (R39).
 */
export function post(wanted: readonly WantedCredit[], present: Iterable<Credit>, books: Books): Entry[] {
  const credits = [...present];
  const owners = new Set([...wanted.map(ownerOf), ...credits.map(ownerOf)]);
  const entries = [...owners].flatMap((owner) =>
    postOne(
      wanted.find((credit) => ownerOf(credit) === owner),
      credits.filter((credit) => ownerOf(credit) === owner),
      books,
    ),
  );
  const ofKey = [...Map.groupBy(entries, (entry) => entry.creditKey).values()];
  return ofKey.sort((a, b) => turnOf(a) - turnOf(b)).flat();
}

const ownerOf = (credit: { partnerId: string; role: Role }) => `${credit.partnerId}:${credit.role}`;

/** Whose turn it is among the credits of a deal: less money, other reversals, more money, new credits. */
function turnOf(entries: readonly Entry[]): number {
  if (entries.reduce((sum, { home }) => sum + home.minor, 0n) < 0n) return 0;
  if (entries.every(({ kind }) => kind === 'reverse')) return 1;
  return entries.some(({ kind }) => kind === 'grant') ? 3 : 2;
}

/** One partner in one role on one deal. */
function postOne(wanted: WantedCredit | undefined, rows: readonly Credit[], books: Books): Entry[] {
  const closed = rows.filter((row) => books.isClosed(row.month));
  const open = rows.filter((row) => !books.isClosed(row.month));
  if (wanted !== undefined && !books.isClosed(closeMonth(wanted))) {
    const month = closeMonth(wanted);
    const others = open.filter((row) => row.month !== month).flatMap((row) => reverse(row));
    const target = open.filter((row) => row.month === month);
    const kind = [...closed, ...target].some(isLive) ? 'adjust' : 'grant';
    return [
      ...others,
      ...settle(target[0], less(wanted, closed), { month, creditedOn: wanted.creditedOn, kind }),
    ];
  }
  if (wanted === undefined && owesNothing(closed)) return open.flatMap((row) => reverse(row));
  return postForward(wanted, closed, open, books);
}

/**
 * Everything that is or was in closed months stays; the difference goes to the month of posting. A row further ahead
 * was for a close date in the future that is no longer so.
 */
function postForward(
  wanted: WantedCredit | undefined,
  closed: readonly Credit[],
  open: readonly Credit[],
  books: Books,
): Entry[] {
  const day = postingDay(books);
  const month = monthOf(day);
  const ahead = open.filter((row) => row.month > month);
  const rows = [...closed, ...open.filter((row) => row.month <= month)];
  return [...ahead.flatMap((row) => reverse(row)), ...postDifference(wanted, rows, month, day)];
}

function postDifference(
  wanted: WantedCredit | undefined,
  rows: readonly Credit[],
  month: Month,
  day: Day,
): Entry[] {
  const live = rows.filter(isLive);
  const last = latest(rows);
  const model = wanted ?? (last === undefined ? undefined : asNothing(last));
  if (model === undefined) return [];
  const missing = less(model, rows);
  const stands = live.length > 0 || wanted === undefined;
  if (stands && isZero(missing) && !becomesKnown(model, latest(live))) return [];
  const target = rows.find((row) => row.month === month);
  const slot: Slot = {
    month,
    creditedOn: target?.creditedOn ?? day,
    kind: wanted === undefined ? 'reverse' : live.length > 0 ? 'adjust' : 'grant',
  };
  return settle(target, target === undefined ? missing : plus(missing, target), slot);
}

/** Today, or the first day of the next open month where the present one is closed already. */
function postingDay({ today, isClosed }: Books): Day {
  let day = today;
  for (let month = 0; month < FARTHEST_MONTH; month++) {
    if (!isClosed(monthOf(day))) return day;
    day = addMonths(firstDay(day), 1);
  }
  throw new RangeError(`no open month within ${FARTHEST_MONTH} months from ${today}`);
}

const FARTHEST_MONTH = 24;

function firstDay(day: Day): Day {
  return addDays(day, 1 - Number(day.slice(8)));
}

function isLive(row: Credit): boolean {
  return row.status !== 'reversed';
}

/** Nothing is left in these rows that would have to be taken back. */
function owesNothing(rows: readonly Credit[]): boolean {
  const last = latest(rows.filter(isLive));
  return last === undefined || (isZero(less(asNothing(last), rows)) && last.amount.known && last.home.known);
}

/** A figure that nobody knew when its month was closed is known now: that needs a row, even of zero. */
function becomesKnown(wanted: WantedCredit, last: Credit | undefined): boolean {
  if (last === undefined) return false;
  return (wanted.amount.known && !last.amount.known) || (wanted.home.known && !last.home.known);
}

function latest(rows: readonly Credit[]): Credit | undefined {
  return rows.reduce<Credit | undefined>(
    (last, row) => (last === undefined || row.month > last.month ? row : last),
    undefined,
  );
}

/** Wanted minus what the rows already hold. */
function less(wanted: WantedCredit, rows: readonly Credit[]): WantedCredit {
  return { ...wanted, amount: minus(wanted.amount, rows, 'amount'), home: minus(wanted.home, rows, 'home') };
}

function minus(amount: Amount, rows: readonly Credit[], figure: 'amount' | 'home'): Amount {
  return {
    ...amount,
    minor: rows.reduce((left, row) => left - held(row[figure], amount.currency), amount.minor),
  };
}

function plus(wanted: WantedCredit, row: Credit): WantedCredit {
  const { amount, home } = wanted;
  return {
    ...wanted,
    amount: { ...amount, minor: amount.minor + held(row.amount, amount.currency) },
    home: { ...home, minor: home.minor + held(row.home, home.currency) },
  };
}

function isZero({ amount, home }: WantedCredit): boolean {
  return amount.minor === 0n && home.minor === 0n;
}

function asNothing(row: Credit): WantedCredit {
  const { amount, home } = row;
  return {
    ...row,
    share: 0,
    amount: { minor: 0n, currency: amount.currency, known: true },
    home: { minor: 0n, currency: home.currency, known: true },
  };
}
