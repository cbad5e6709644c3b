import type { Day, Month } from '../calendar.ts';
import type { DealId, PartnerId, ReferralId } from '../ids.ts';
import type { Hold, PayoutRate } from './commission.ts';
import type { CreditStatus } from './credit.ts';
import type { Role } from './decide.ts';
import { type Amount, held } from './figure.ts';
import type { Model } from './policy.ts';
import type { Terms } from './terms.ts';

export type EntryKind = 'grant' | 'adjust' | 'reverse' | 'override' | 'payment';

/**
 * One append-only change of a credit. The minor units of `amount`, `home` and `commission` are differences; whether a
 * figure is known, share, status and the rest are as they stand after the entry.
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
  /** In payout currency; null where it never earned any. */
  readonly commission: Amount | null;
  readonly share: number;
  readonly status: CreditStatus;
  readonly creditedOn: Day;
  /** Close date of the win it belongs to: clawback runs from here (R8). */
  readonly wonOn: Day;
  readonly rate: string | null;
  readonly policyVersion: number;
  readonly model: Model;
  readonly terms: Terms | null;
  readonly payoutRate: PayoutRate | null;
  readonly dueOn: Day | null;
  /** Typed by people. */
  readonly paidOn: Day | null;
  readonly paymentReference: string | null;
  /** Why the commission waits for a person. */
  readonly hold: Hold | null;
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
  return {
    ...entry,
    amount: add(before?.amount, entry.amount),
    home: add(before?.home, entry.home),
    commission: entry.commission === null ? null : add(before?.commission, entry.commission),
  };
}

function add(before: Amount | null | undefined, change: Amount): Amount {
  return { ...change, minor: held(before, change.currency) + change.minor };
}
