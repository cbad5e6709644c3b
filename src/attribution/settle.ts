import { type Amount, held } from './figure.ts';
import { apply, type Credit, type Entry, type EntryKind } from './ledger.ts';

/**
 * The entries that bring a row to what it should be; none when it is there. A figure that changes its currency is taken
 * back first, so that the differences add up in each currency.
 */
export function settle(present: Credit | undefined, target: Credit, kind: EntryKind): Entry[] {
  const [taken] = present === undefined ? [] : takeOtherCurrency(present, target);
  const after = taken === undefined ? present : apply(present, taken);
  const entry = difference(after, target, kind);
  if (taken !== undefined) return [taken, entry];
  return present !== undefined && same(present, apply(present, entry)) ? [] : [entry];
}

function takeOtherCurrency(row: Credit, target: Credit): Entry[] {
  const amount = otherCurrency(row.amount, target.amount.currency);
  const home = otherCurrency(row.home, target.home.currency);
  const commission =
    row.commission === null ? null : otherCurrency(row.commission, target.commission?.currency ?? '');
  if (amount.minor === 0n && home.minor === 0n && (commission?.minor ?? 0n) === 0n) return [];
  return [{ ...row, kind: 'reverse', sequence: row.sequence + 1, amount, home, commission }];
}

function otherCurrency(figure: Amount, currency: string): Amount {
  if (figure.currency === currency) return { ...figure, minor: 0n };
  return { minor: -figure.minor, currency: figure.currency, known: true };
}

function difference(row: Credit | undefined, target: Credit, kind: EntryKind): Entry {
  return {
    ...target,
    kind,
    sequence: (row?.sequence ?? 0) + 1,
    amount: change(row?.amount, target.amount),
    home: change(row?.home, target.home),
    commission: target.commission === null ? null : change(row?.commission, target.commission),
  };
}

function change(before: Amount | null | undefined, target: Amount): Amount {
  return { ...target, minor: target.minor - held(before, target.currency) };
}

/** Equal in everything a credit record shows, and in the terms it was made under (R4, R5). */
function same(a: Credit, b: Credit): boolean {
  return (
    SHOWN.every((name) => a[name] === b[name]) &&
    sameTerms(a.terms, b.terms) &&
    sameFigure(a.amount, b.amount) &&
    sameFigure(a.home, b.home) &&
    sameFigure(a.commission, b.commission)
  );
}

/** Terms from the database have their fields in another order. */
function sameTerms(a: Credit['terms'], b: Credit['terms']): boolean {
  const spelled = (terms: Credit['terms']) => JSON.stringify(Object.entries(terms ?? {}).sort());
  return spelled(a) === spelled(b);
}

const SHOWN = [
  'status',
  'share',
  'creditedOn',
  'wonOn',
  'referralId',
  'rate',
  'policyVersion',
  'model',
  'dueOn',
  'paidOn',
  'paymentReference',
  'hold',
] as const;

function sameFigure(a: Amount | null, b: Amount | null): boolean {
  if (a === null || b === null) return a === b;
  return a.minor === b.minor && a.currency === b.currency && a.known === b.known;
}
