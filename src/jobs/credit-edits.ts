import { dayIn } from '../calendar.ts';
import type { CrmRecord } from '../hubspot/batch-answer.ts';
import { readWritten, saveWritten } from '../store/credit-records.ts';
import type { Transaction } from '../store/database.ts';
import { countPutBack } from '../store/put-back.ts';
import { edited } from './edited.ts';
import type { JobDeps, Portal } from './portal.ts';

/**
 * Values of a credit record that only the app writes. What people type, the payment, is not among them; nor is the key, which a record made in another's place carries with an addition (R41).
 */
export const CREDIT_VALUES = [
  'name',
  'role',
  'status',
  'share',
  'amount',
  'currency',
  'amount_home',
  'sourced_amount_home',
  'expansion_amount_home',
  'influenced_amount_home',
  'home_currency',
  'partner_id',
  'deal_id',
  'referral_id',
  'credited_on',
  'fx_rate',
  'model',
  'policy_version',
  'commission_amount',
  'commission_currency',
  'commission_due_on',
  'reason',
  'partner_name',
  'partner_type',
  'deal_name',
] as const;

/**
 * Notes values of credit records that somebody changed by hand, and counts them: what stands there is then known to
 * differ from the ledger, and the write-back of these deals puts it back. Resolves to the deals.
 */
export async function noteEdits(
  { now }: JobDeps,
  portal: Portal,
  tx: Transaction,
  living: ReadonlyMap<string, CrmRecord>,
): Promise<string[]> {
  const deals: string[] = [];
  const seen: string[] = [];
  for (const { recordId, dealId, written } of await readWritten(tx, portal.id, [...living.keys()])) {
    const actual = living.get(recordId)?.properties ?? {};
    const names = edited(written, actual, CREDIT_VALUES);
    if (names.length === 0) continue;
    const stands = Object.fromEntries(names.map((name) => [name, actual[name] ?? null]));
    await saveWritten(tx, portal.id, recordId, { ...written, ...stands });
    deals.push(dealId);
    seen.push(...names);
  }
  await countPutBack(tx, portal.id, 'partner_credit', seen, dayIn(portal.timeZone, now()));
  return deals;
}
