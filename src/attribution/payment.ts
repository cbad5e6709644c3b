import type { Day } from '../calendar.ts';
import type { Credit, Entry } from './ledger.ts';

/** What a person typed on a credit record: when its commission was paid, and under which reference. */
export type Payment = { readonly paidOn: Day | null; readonly reference: string | null };

/**
 * The entry for a payment that was typed, changed or taken out; none when the row says so already. It moves no figure.
 * Where the row stands then is told by the next posting of its deal.
 */
export function pay(row: Credit, { paidOn, reference }: Payment): Entry[] {
  if (row.paidOn === paidOn && row.paymentReference === reference) return [];
  const isPaid = paidOn !== null && (row.commission?.minor ?? 0n) !== 0n;
  const standing = row.status === 'paid' ? (row.dueOn === null ? 'earned' : 'payable') : row.status;
  return [
    {
      ...row,
      kind: 'payment',
      sequence: row.sequence + 1,
      amount: { ...row.amount, minor: 0n },
      home: { ...row.home, minor: 0n },
      commission: row.commission === null ? null : { ...row.commission, minor: 0n },
      ...{ paidOn, paymentReference: reference },
      status: isPaid ? 'paid' : standing,
    },
  ];
}
