import { pay } from '../attribution/payment.ts';
import type { CrmRecord } from '../hubspot/batch-answer.ts';
import { date, text } from '../hubspot/value.ts';
import type { Transaction } from '../store/database.ts';
import { appendEntries, readCreditsOfRecords, saveCreditRecord } from '../store/ledger.ts';
import { lockPeriodsShared } from '../store/periods.ts';
import type { JobDeps, Portal } from './portal.ts';

/** What people type on a credit record once the accountant has paid it (R1, R9). */
export const PAYMENT_PROPERTIES = ['commission_paid_on', 'commission_reference'] as const;

/**
 * Posts the payments that people typed on credit records, changed or took out. What is already on the row is no news.
 * Resolves to the deals, whose other rows may have to be set off.
 */
export async function postPayments(
  { now }: JobDeps,
  portal: Portal,
  tx: Transaction,
  living: ReadonlyMap<string, CrmRecord>,
): Promise<string[]> {
  await lockPeriodsShared(tx, portal.id);
  const deals: string[] = [];
  for (const credit of await readCreditsOfRecords(tx, portal.id, [...living.keys()])) {
    const record = living.get(credit.recordId ?? '');
    if (record === undefined || credit.recordId === null || credit.written === null) continue;
    const typed = {
      commission_paid_on: date(record, 'commission_paid_on'),
      commission_reference: text(record, 'commission_reference'),
    };
    // A record that still says what we wrote last was not typed on: the row may have moved since (R1).
    const changed = PAYMENT_PROPERTIES.some((name) => (credit.written?.[name] ?? null) !== typed[name]);
    const entries = changed
      ? pay(credit, { paidOn: typed.commission_paid_on, reference: typed.commission_reference })
      : [];
    if (!changed) continue;
    await saveCreditRecord(tx, portal.id, credit.creditKey, credit.recordId, { ...credit.written, ...typed });
    if (entries.length === 0) continue;
    await appendEntries(tx, portal.id, {
      ...{ entries, present: new Map([[credit.creditKey, credit]]), actor: 'person', now: new Date(now()) },
      evidence: { recordId: credit.recordId, ...typed },
      reasonOf: () => credit.reason,
    });
    deals.push(credit.dealId);
  }
  return deals;
}
