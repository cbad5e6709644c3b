import { type Day, type Month, monthOf } from '../calendar.ts';
import type { DealId, PartnerId, ReferralId } from '../ids.ts';
import { type Amount, type CreditStatus, closeMonth, creditKey, type WantedCredit } from './credit.ts';
import type { Role } from './decide.ts';
import type { Model } from './policy.ts';

export type EntryKind = 'grant' | 'adjust' | 'reverse' | 'override' | 'payment';

/**
 * One append-only change of a credit. The minor units of `amount` and `home` are differences; whether the figure is
 * known, share, status and the rest are as they stand after the entry.
 */
export type Entry = {
  readonly creditKey: string;
  /** 1, 2, 3 … per credit key. */
  readonly sequence: number;
  readonly kind: EntryKind;
  readonly dealId: DealId;
  readonly partnerId: PartnerId;
  readonly role: Role;
  readonly month: Month;
  readonly referralId: ReferralId | null;
  readonly amount: Amount;
  readonly home: Amount;
  readonly share: number;
  readonly status: CreditStatus;
  readonly creditedOn: Day;
  readonly rate: string | null;
  readonly policyVersion: number;
  readonly model: Model;
};

/** A credit as its entries add up to: what a `partner_credit` record shows. */
export type Credit = Omit<Entry, 'kind'>;

/** Adds up entries (of any number of credits, in order of sequence per key) to the present credits, by key. */
export function fold(entries: readonly Entry[]): Map<string, Credit> {
  const credits = new Map<string, Credit>();
  for (const entry of entries) credits.set(entry.creditKey, apply(credits.get(entry.creditKey), entry));
  return credits;
}

/** The credit after one more entry. A change of currency starts that figure anew: the old one was reversed before. */
export function apply(before: Credit | undefined, { kind: _kind, ...entry }: Entry): Credit {
  return { ...entry, amount: add(before?.amount, entry.amount), home: add(before?.home, entry.home) };
}

function add(before: Amount | undefined, change: Amount): Amount {
  return { ...change, minor: held(before, change.currency) + change.minor };
}

function held(before: Amount | undefined, currency: string): bigint {
  return before?.currency === currency ? before.minor : 0n;
}

export type Books = {
  /** Day the entries are posted, in the portal's time zone. */
  readonly today: Day;
  /** Months whose sums never move again. */
  readonly isClosed: (month: Month) => boolean;
};

/**
 * The entries that bring the present credits of one deal to the wanted ones; none when they are there already.
 * While the close month is open, its row is what is wanted and rows of other open months go to zero. Once it is
 * closed, it stays and the difference is posted to the present month (R1). Reversals come first, so that a reader
 * between two entries sees too little, never double (R39).
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
  return entries.sort((a, b) => Number(b.kind === 'reverse') - Number(a.kind === 'reverse'));
}

const ownerOf = (credit: { partnerId: string; role: Role }) => `${credit.partnerId}:${credit.role}`;

/** One partner in one role on one deal. */
function postOne(wanted: WantedCredit | undefined, rows: readonly Credit[], books: Books): Entry[] {
  const closed = rows.filter((row) => books.isClosed(row.month));
  const open = rows.filter((row) => !books.isClosed(row.month));
  if (wanted !== undefined && !books.isClosed(closeMonth(wanted))) {
    const month = closeMonth(wanted);
    const others = open.filter((row) => row.month !== month).flatMap((row) => reverse(row));
    const target = open.find((row) => row.month === month);
    return [...others, ...settle(target, less(wanted, closed), month, wanted.creditedOn)];
  }
  if (closed.length === 0 && wanted === undefined) return open.flatMap((row) => reverse(row));
  return postForward(wanted, closed, open, books);
}

/** Everything that is or was in closed months stays; the difference goes to the month of posting. */
function postForward(
  wanted: WantedCredit | undefined,
  closed: readonly Credit[],
  open: readonly Credit[],
  { today }: Books,
): Entry[] {
  const last = [...closed, ...open].at(-1);
  const model = wanted ?? (last === undefined ? undefined : asNothing(last));
  if (model === undefined) return [];
  const missing = less(model, [...closed, ...open]);
  const rows = closed.length + open.length;
  if (rows > 0 && missing.amount.minor === 0n && missing.home.minor === 0n) return [];
  const month = monthOf(today);
  const target = open.find((row) => row.month === month);
  const sum = target === undefined ? missing : plus(missing, target);
  return settle(target, sum, month, target?.creditedOn ?? today);
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
  return { ...wanted, amount: add(row.amount, wanted.amount), home: add(row.home, wanted.home) };
}

function asNothing(row: Credit): WantedCredit {
  return {
    ...row,
    share: 0,
    amount: nothing(row.amount),
    home: nothing(row.home),
  };
}

function nothing({ currency }: Amount): Amount {
  return { minor: 0n, currency, known: true };
}

/** Brings one row to zero and `reversed`; the record stays. */
function reverse(row: Credit): Entry[] {
  if (row.status === 'reversed' && row.amount.minor === 0n && row.home.minor === 0n && row.share === 0)
    return [];
  return [
    {
      ...row,
      kind: 'reverse',
      sequence: row.sequence + 1,
      share: 0,
      status: 'reversed',
      amount: { ...nothing(row.amount), minor: -row.amount.minor },
      home: { ...nothing(row.home), minor: -row.home.minor },
    },
  ];
}

/** Brings the row of a month to the wanted figures. */
function settle(row: Credit | undefined, wanted: WantedCredit, month: Month, creditedOn: Day): Entry[] {
  if (row !== undefined && currencyChanged(row, wanted)) {
    const reversed = reverse(row);
    const after = reversed.reduce<Credit>((credit, entry) => apply(credit, entry), row);
    return [...reversed, ...settleSame(after, wanted, month, creditedOn)];
  }
  return settleSame(row, wanted, month, creditedOn);
}

function currencyChanged(row: Credit, wanted: WantedCredit): boolean {
  return row.amount.currency !== wanted.amount.currency || row.home.currency !== wanted.home.currency;
}

function settleSame(row: Credit | undefined, wanted: WantedCredit, month: Month, creditedOn: Day): Entry[] {
  const { dealId, partnerId, role, referralId, share, rate, policyVersion, model } = wanted;
  const entry: Entry = {
    creditKey: creditKey(dealId, partnerId, role, month),
    sequence: (row?.sequence ?? 0) + 1,
    kind: row === undefined || row.status === 'reversed' ? 'grant' : 'adjust',
    ...{ dealId, partnerId, role, month, referralId, share, creditedOn, rate, policyVersion, model },
    status: 'earned',
    amount: { ...wanted.amount, minor: wanted.amount.minor - held(row?.amount, wanted.amount.currency) },
    home: { ...wanted.home, minor: wanted.home.minor - held(row?.home, wanted.home.currency) },
  };
  return row !== undefined && same(row, apply(row, entry)) ? [] : [entry];
}

/** Equal in everything a credit record shows (R5). */
function same(a: Credit, b: Credit): boolean {
  return (
    a.status === b.status &&
    a.share === b.share &&
    sameAmount(a.amount, b.amount) &&
    sameAmount(a.home, b.home) &&
    a.creditedOn === b.creditedOn &&
    a.referralId === b.referralId &&
    a.rate === b.rate &&
    a.policyVersion === b.policyVersion
  );
}

function sameAmount(a: Amount, b: Amount): boolean {
  return a.minor === b.minor && a.currency === b.currency && a.known === b.known;
}
