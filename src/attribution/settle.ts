import type { Day, Month } from '../calendar.ts';
import { type Amount, creditKey, type WantedCredit } from './credit.ts';
import { apply, type Credit, type Entry, type EntryKind, held } from './ledger.ts';

/** Where an entry goes, and what it is called there. */
export type Slot = { readonly month: Month; readonly creditedOn: Day; readonly kind: EntryKind };

/** Brings one row to zero and `reversed`; the record stays. */
export function reverse(row: Credit): Entry[] {
  if (row.status === 'reversed' && row.amount.minor === 0n && row.home.minor === 0n && row.share === 0)
    return [];
  const entry = { ...row, kind: 'reverse' as const, sequence: row.sequence + 1, share: 0 };
  return [{ ...entry, status: 'reversed', amount: takenBack(row.amount), home: takenBack(row.home) }];
}

/** Brings the row of a month to the wanted figures; a figure in another currency is taken back first. */
export function settle(row: Credit | undefined, wanted: WantedCredit, slot: Slot): Entry[] {
  const [taken] = row === undefined ? [] : takeOtherCurrency(row, wanted);
  const after = taken === undefined ? row : apply(row, taken);
  const entry = difference(after, wanted, slot);
  if (taken !== undefined) return [taken, entry];
  return row !== undefined && same(row, apply(row, entry)) ? [] : [entry];
}

function takeOtherCurrency(row: Credit, { amount, home }: WantedCredit): Entry[] {
  const [inDeal, inHome] = [
    otherCurrency(row.amount, amount.currency),
    otherCurrency(row.home, home.currency),
  ];
  if (inDeal.minor === 0n && inHome.minor === 0n) return [];
  return [{ ...row, kind: 'reverse', sequence: row.sequence + 1, amount: inDeal, home: inHome }];
}

function otherCurrency(figure: Amount, currency: string): Amount {
  return figure.currency === currency ? { ...figure, minor: 0n } : takenBack(figure);
}

function takenBack({ minor, currency }: Amount): Amount {
  return { minor: -minor, currency, known: true };
}

function difference(row: Credit | undefined, wanted: WantedCredit, { month, creditedOn, kind }: Slot): Entry {
  const { dealId, partnerId, role, referralId, share, rate, policyVersion, model } = wanted;
  return {
    creditKey: creditKey(dealId, partnerId, role, month),
    sequence: (row?.sequence ?? 0) + 1,
    ...{ kind, dealId, partnerId, role, month, referralId, share, creditedOn, rate, policyVersion, model },
    status: 'earned',
    amount: change(row?.amount, wanted.amount),
    home: change(row?.home, wanted.home),
  };
}

/** A row that holds a figure knows it, also when all it says is that something was taken back. */
function change(before: Amount | undefined, { minor, currency, known }: Amount): Amount {
  return { minor: minor - held(before, currency), currency, known: known || minor !== 0n };
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
