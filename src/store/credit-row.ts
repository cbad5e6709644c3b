import { z } from 'zod';
import type { Hold, PayoutRate } from '../attribution/commission.ts';
import type { CreditStatus } from '../attribution/credit.ts';
import type { Role } from '../attribution/decide.ts';
import type { Credit } from '../attribution/ledger.ts';
import type { Model } from '../attribution/policy.ts';
import type { Terms } from '../attribution/terms.ts';
import { parseDay, parseMonth } from '../calendar.ts';
import type { DealId, PartnerId, ReferralId } from '../ids.ts';

const columns = {
  credit_key: z.string(),
  sequence: z.number(),
  deal_id: z.string(),
  partner_id: z.string(),
  role: z.custom<Role>(),
  month: z.string(),
  referral_id: z.string().nullable(),
  amount_minor: z.string(),
  amount_known: z.boolean(),
  currency: z.string(),
  home_minor: z.string(),
  home_known: z.boolean(),
  home_currency: z.string(),
  share: z.number(),
  status: z.custom<CreditStatus>(),
  credited_on: z.string(),
  rate: z.string().nullable(),
  model: z.custom<Model>(),
  policy_version: z.number(),
  // Rows from before commissions have none of these.
  won_on: z.string().nullable(),
  terms: z.custom<Terms>().nullable(),
  commission_minor: z.string().nullable(),
  commission_known: z.boolean().nullable(),
  commission_currency: z.string().nullable(),
  payout_rate: z.custom<PayoutRate>().nullable(),
  due_on: z.string().nullable(),
  paid_on: z.string().nullable(),
  payment_reference: z.string().nullable(),
  hold: z.custom<Hold>().nullable(),
};
/** A row of `credit` or `ledger_entry`, as far as it is a credit. */
export const creditRow = z.object(columns);

export function creditOf(each: z.infer<typeof creditRow>): Credit {
  return {
    creditKey: each.credit_key,
    sequence: each.sequence,
    dealId: each.deal_id as DealId,
    partnerId: each.partner_id as PartnerId,
    role: each.role,
    month: parseMonth(each.month),
    referralId: each.referral_id as ReferralId | null,
    amount: { minor: BigInt(each.amount_minor), known: each.amount_known, currency: each.currency },
    home: { minor: BigInt(each.home_minor), known: each.home_known, currency: each.home_currency },
    share: each.share,
    status: each.status,
    creditedOn: parseDay(each.credited_on),
    rate: each.rate,
    model: each.model,
    policyVersion: each.policy_version,
    wonOn: parseDay(each.won_on ?? each.credited_on),
    terms: each.terms,
    commission: commissionIn(each),
    payoutRate: each.payout_rate,
    dueOn: each.due_on === null ? null : parseDay(each.due_on),
    paidOn: each.paid_on === null ? null : parseDay(each.paid_on),
    paymentReference: each.payment_reference,
    hold: each.hold,
  };
}

function commissionIn(each: z.infer<typeof creditRow>): Credit['commission'] {
  const { commission_minor: minor, commission_currency: currency, commission_known: known } = each;
  return minor === null || currency === null
    ? null
    : { minor: BigInt(minor), currency, known: known === true };
}

/** The columns of a credit. */
export const CREDIT_COLUMNS = `credit_key, sequence, deal_id, partner_id, role, month, referral_id, amount_minor, amount_known,
  currency, home_minor, home_known, home_currency, share, status, credited_on, rate, model, policy_version, won_on,
  terms, commission_minor, commission_known, commission_currency, payout_rate, due_on, paid_on, payment_reference, hold`;
const COLUMN_NAMES = CREDIT_COLUMNS.split(',').map((name) => name.trim());
/** What identifies a credit and never changes with it. */
const FIXED_COLUMNS = new Set(['credit_key', 'deal_id', 'partner_id', 'role', 'month']);
/** For the update of a credit that is there already. */
export const UPDATES = COLUMN_NAMES.filter((name) => !FIXED_COLUMNS.has(name))
  .map((name) => `${name} = excluded.${name}`)
  .join(', ');

/** A credit as a row, by column; amounts are text, since JSON knows no whole numbers of any length. */
export function rowOf(credit: Credit): Readonly<Record<string, unknown>> {
  return {
    credit_key: credit.creditKey,
    sequence: credit.sequence,
    deal_id: credit.dealId,
    partner_id: credit.partnerId,
    role: credit.role,
    month: credit.month,
    referral_id: credit.referralId,
    amount_minor: credit.amount.minor.toString(),
    amount_known: credit.amount.known,
    currency: credit.amount.currency,
    home_minor: credit.home.minor.toString(),
    home_known: credit.home.known,
    home_currency: credit.home.currency,
    share: credit.share,
    status: credit.status,
    credited_on: credit.creditedOn,
    rate: credit.rate,
    model: credit.model,
    policy_version: credit.policyVersion,
    won_on: credit.wonOn,
    terms: credit.terms,
    commission_minor: credit.commission?.minor.toString() ?? null,
    commission_known: credit.commission?.known ?? null,
    commission_currency: credit.commission?.currency ?? null,
    payout_rate: credit.payoutRate,
    due_on: credit.dueOn,
    paid_on: credit.paidOn,
    payment_reference: credit.paymentReference,
    hold: credit.hold,
  };
}
