import { z } from 'zod';
import type { Hold, PayoutRate } from '../attribution/commission.ts';
import type { CreditStatus } from '../attribution/credit.ts';
import type { Role } from '../attribution/decide.ts';
import { apply, type Credit, type Entry } from '../attribution/ledger.ts';
import type { Model } from '../attribution/policy.ts';
import type { Terms } from '../attribution/terms.ts';
import { parseDay, parseMonth } from '../calendar.ts';
import type { DealId, PartnerId, PortalId, ReferralId } from '../ids.ts';
import type { Written } from './mirror.ts';
import type { Sql } from './sql.ts';

/** A credit with its record in HubSpot: null until created; `written` is what the record last held. */
export type StoredCredit = Credit & {
  readonly reason: string;
  readonly recordId: string | null;
  readonly written: Written | null;
};

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
const row = z.object(columns);

function creditOf(each: z.infer<typeof row>): Credit {
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

function commissionIn(each: z.infer<typeof row>): Credit['commission'] {
  const { commission_minor: minor, commission_currency: currency, commission_known: known } = each;
  return minor === null || currency === null
    ? null
    : { minor: BigInt(minor), currency, known: known === true };
}

const stored = row
  .extend({ reason: z.string(), record_id: z.string().nullable(), written: z.custom<Written>().nullable() })
  .transform(
    (each): StoredCredit => ({
      ...creditOf(each),
      reason: each.reason,
      recordId: each.record_id,
      written: each.written,
    }),
  );

const entry = row
  .extend({ kind: z.custom<Entry['kind']>(), actor: z.string(), posted_at: z.date() })
  .transform((each) => ({
    ...creditOf(each),
    kind: each.kind,
    actor: each.actor,
    postedAt: each.posted_at,
  }));
export type PostedEntry = z.infer<typeof entry>;

/** The present credits of deals, reversed ones included. */
export async function readCredits(
  sql: Sql,
  portalId: PortalId,
  dealIds: readonly string[],
): Promise<StoredCredit[]> {
  return sql.rows(
    (each) => stored.parse(each),
    'SELECT * FROM credit WHERE portal_id = $1 AND deal_id = ANY($2) ORDER BY credit_key',
    [portalId, dealIds],
  );
}

/** All entries of a deal, in the order they were posted. */
export async function readEntries(sql: Sql, portalId: PortalId, dealId: string): Promise<PostedEntry[]> {
  return sql.rows(
    (each) => entry.parse(each),
    'SELECT * FROM ledger_entry WHERE portal_id = $1 AND deal_id = $2 ORDER BY posted_at, credit_key, sequence',
    [portalId, dealId],
  );
}

const ENTRY_COLUMNS = `credit_key, sequence, deal_id, partner_id, role, month, referral_id, amount_minor, amount_known,
  currency, home_minor, home_known, home_currency, share, status, credited_on, rate, model, policy_version, won_on,
  terms, commission_minor, commission_known, commission_currency, payout_rate, due_on, paid_on, payment_reference, hold`;
const COLUMN_NAMES = ENTRY_COLUMNS.split(',').map((name) => name.trim());
/** What identifies a credit and never changes with it. */
const FIXED_COLUMNS = new Set(['credit_key', 'deal_id', 'partner_id', 'role', 'month']);
const UPDATES = COLUMN_NAMES.filter((name) => !FIXED_COLUMNS.has(name))
  .map((name) => `${name} = excluded.${name}`)
  .join(', ');

/** `$1, $2, …` */
function placeholders(count: number): string {
  return Array.from({ length: count }, (_, place) => `$${place + 1}`).join(', ');
}

/**
 * Appends entries and brings the folded credits up to them, in one transaction of the caller's. Fails when another
 * writer appended the same sequence: the caller's transaction then rolls back and the work runs again.
 */
export async function appendEntries(
  sql: Sql,
  portalId: PortalId,
  input: {
    entries: readonly Entry[];
    present: ReadonlyMap<string, Credit>;
    actor: string;
    /** Snapshot of what was decided on: the verdicts, dates and ids. */
    evidence: unknown;
    reasonOf: (credit: Credit) => string;
    now: Date;
  },
): Promise<void> {
  const { entries, actor, evidence, now } = input;
  const folded = new Map(input.present);
  for (const each of entries) {
    await sql.run(
      `INSERT INTO ledger_entry (portal_id, ${ENTRY_COLUMNS}, kind, actor, evidence, posted_at)
       VALUES (${placeholders(COLUMN_NAMES.length + 5)})`,
      [portalId, ...valuesOf(each), each.kind, actor, JSON.stringify(evidence), now],
    );
    folded.set(each.creditKey, apply(folded.get(each.creditKey), each));
  }
  for (const key of new Set(entries.map((each) => each.creditKey))) {
    const credit = folded.get(key);
    if (credit !== undefined) await saveCredit(sql, portalId, credit, input.reasonOf(credit));
  }
}

async function saveCredit(sql: Sql, portalId: PortalId, credit: Credit, reason: string): Promise<void> {
  await sql.run(
    `INSERT INTO credit (portal_id, ${ENTRY_COLUMNS}, reason) VALUES (${placeholders(COLUMN_NAMES.length + 2)})
     ON CONFLICT (portal_id, credit_key) DO UPDATE SET ${UPDATES}, reason = excluded.reason`,
    [portalId, ...valuesOf(credit), reason],
  );
}

function valuesOf(credit: Credit): unknown[] {
  return [
    credit.creditKey,
    credit.sequence,
    credit.dealId,
    credit.partnerId,
    credit.role,
    credit.month,
    credit.referralId,
    credit.amount.minor.toString(),
    credit.amount.known,
    credit.amount.currency,
    credit.home.minor.toString(),
    credit.home.known,
    credit.home.currency,
    credit.share,
    credit.status,
    credit.creditedOn,
    credit.rate,
    credit.model,
    credit.policyVersion,
    credit.wonOn,
    credit.terms === null ? null : JSON.stringify(credit.terms),
    credit.commission?.minor.toString() ?? null,
    credit.commission?.known ?? null,
    credit.commission?.currency ?? null,
    credit.payoutRate === null ? null : JSON.stringify(credit.payoutRate),
    credit.dueOn,
    credit.paidOn,
    credit.paymentReference,
    credit.hold,
  ];
}

/** After a write-back: which record holds the credit and what it says. */
export async function saveCreditRecord(
  sql: Sql,
  portalId: PortalId,
  creditKey: string,
  recordId: string,
  written: Written,
): Promise<void> {
  await sql.run('UPDATE credit SET record_id = $3, written = $4 WHERE portal_id = $1 AND credit_key = $2', [
    portalId,
    creditKey,
    recordId,
    JSON.stringify(written),
  ]);
}

const total = z
  .object({
    partner_id: z.string(),
    role: z.custom<Role>(),
    credited_on: z.string(),
    home_minor: z.string(),
    deal_id: z.string(),
    amount_known: z.boolean(),
    status: z.custom<CreditStatus>(),
  })
  .transform((each) => ({
    partnerId: each.partner_id as PartnerId,
    role: each.role,
    creditedOn: parseDay(each.credited_on),
    homeMinor: BigInt(each.home_minor),
    dealId: each.deal_id,
    amountKnown: each.amount_known,
    status: each.status,
  }));
export type CreditTotal = z.infer<typeof total>;

/** All credits of partners in the present company currency: what their totals are made of. Never filtered by status. */
export async function creditsOfPartners(
  sql: Sql,
  portalId: PortalId,
  partnerIds: readonly string[],
  homeCurrency: string,
): Promise<CreditTotal[]> {
  return sql.rows(
    (each) => total.parse(each),
    `SELECT partner_id, role, credited_on, home_minor, deal_id, amount_known, status FROM credit
     WHERE portal_id = $1 AND partner_id = ANY($2) AND home_currency = $3`,
    [portalId, partnerIds, homeCurrency],
  );
}

/** Sourced and expansion credit per referral, in minor units of the company currency. */
export async function creditedByReferral(
  sql: Sql,
  portalId: PortalId,
  referralIds: readonly string[],
  homeCurrency: string,
): Promise<Map<string, bigint>> {
  const rows = await sql.rows(
    (each) => z.object({ referral_id: z.string(), minor: z.string() }).parse(each),
    `SELECT referral_id, sum(home_minor)::text AS minor FROM credit
     WHERE portal_id = $1 AND referral_id = ANY($2) AND home_currency = $3 GROUP BY referral_id`,
    [portalId, referralIds, homeCurrency],
  );
  return new Map(rows.map((each) => [each.referral_id, BigInt(each.minor)]));
}

export { closedMonths } from './periods.ts';
