import { z } from 'zod';
import type { CreditStatus } from '../attribution/credit.ts';
import type { Role } from '../attribution/decide.ts';
import { apply, type Credit, type Entry } from '../attribution/ledger.ts';
import { parseDay } from '../calendar.ts';
import type { PartnerId, PortalId } from '../ids.ts';
import { CREDIT_COLUMNS, creditOf, creditRow, rowOf, UPDATES } from './credit-row.ts';
import type { Written } from './mirror.ts';
import type { Sql } from './sql.ts';

/**
 * A credit with its record in HubSpot: null until created; `written` is what the record last held, `linked` the ids of
 * the records it was linked to, null where nobody knows.
 */
export type StoredCredit = Credit & {
  readonly reason: string;
  readonly recordId: string | null;
  readonly written: Written | null;
  readonly linked: readonly string[] | null;
};

const stored = creditRow
  .extend({
    ...{ reason: z.string(), record_id: z.string().nullable(), written: z.custom<Written>().nullable() },
    linked: z.array(z.string()).nullable(),
  })
  .transform(
    (each): StoredCredit => ({
      ...creditOf(each),
      reason: each.reason,
      recordId: each.record_id,
      written: each.written,
      linked: each.linked,
    }),
  );

const entry = creditRow
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

/** The credits that these records in HubSpot hold. */
export async function readCreditsOfRecords(
  sql: Sql,
  portalId: PortalId,
  recordIds: readonly string[],
): Promise<StoredCredit[]> {
  return sql.rows(
    (each) => stored.parse(each),
    'SELECT * FROM credit WHERE portal_id = $1 AND record_id = ANY($2) ORDER BY credit_key',
    [portalId, recordIds],
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

/** Entries to append for one deal, or for what a person typed on one credit. */
export type Posting = {
  readonly entries: readonly Entry[];
  readonly present: ReadonlyMap<string, Credit>;
  readonly actor: string;
  /** Snapshot of what was decided on: the verdicts, dates and ids. */
  readonly evidence: unknown;
  readonly reasonOf: (credit: Credit) => string;
  readonly now: Date;
};

/**
 * Appends entries and brings the folded credits up to them, in one transaction of the caller's. Fails when another
 * writer appended the same sequence: the caller's transaction then rolls back and the work runs again.
 */
export function appendEntries(sql: Sql, portalId: PortalId, posting: Posting): Promise<void> {
  return appendAll(sql, portalId, [posting]);
}

/** The same for many deals at once, none of them twice: two statements, whatever their number. */
export async function appendAll(sql: Sql, portalId: PortalId, postings: readonly Posting[]): Promise<void> {
  const rows = postings.flatMap(({ entries, actor, evidence, now }) =>
    entries.map((each) => ({
      ...{ portal_id: portalId, ...rowOf(each) },
      ...{ kind: each.kind, actor, evidence, posted_at: now },
    })),
  );
  if (rows.length === 0) return;
  await sql.run(
    `INSERT INTO ledger_entry (portal_id, ${CREDIT_COLUMNS}, kind, actor, evidence, posted_at)
     SELECT portal_id, ${CREDIT_COLUMNS}, kind, actor, evidence, posted_at
     FROM jsonb_populate_recordset(NULL::ledger_entry, $1) ORDER BY credit_key, sequence`,
    [JSON.stringify(rows)],
  );
  const credits = postings.flatMap(({ entries, present, reasonOf }) => {
    const folded = new Map(present);
    for (const each of entries) folded.set(each.creditKey, apply(folded.get(each.creditKey), each));
    return [...new Set(entries.map(({ creditKey }) => creditKey))].flatMap((key) => {
      const credit = folded.get(key);
      return credit === undefined
        ? []
        : [{ portal_id: portalId, ...rowOf(credit), reason: reasonOf(credit) }];
    });
  });
  await sql.run(
    `INSERT INTO credit (portal_id, ${CREDIT_COLUMNS}, reason)
     SELECT portal_id, ${CREDIT_COLUMNS}, reason FROM jsonb_populate_recordset(NULL::credit, $1) ORDER BY credit_key
     ON CONFLICT (portal_id, credit_key) DO UPDATE SET ${UPDATES}, reason = excluded.reason`,
    [JSON.stringify(credits)],
  );
}

/** Which record holds a credit, what it says, and what it is linked to, where that is news. */
export type WrittenCredit = {
  readonly creditKey: string;
  readonly recordId: string;
  readonly written: Written;
  readonly linked?: readonly string[];
};

/** After a write-back. */
export function saveCreditRecord(
  sql: Sql,
  portalId: PortalId,
  creditKey: string,
  recordId: string,
  written: Written,
): Promise<void> {
  return saveCreditRecords(sql, portalId, [{ creditKey, recordId, written }]);
}

/** The same for many; rows are locked in one order, as by who posts to them. */
export async function saveCreditRecords(
  sql: Sql,
  portalId: PortalId,
  all: readonly WrittenCredit[],
): Promise<void> {
  if (all.length === 0) return;
  await sql.run(
    `WITH locked AS (
       SELECT credit_key FROM credit WHERE portal_id = $1 AND credit_key = ANY($2) ORDER BY credit_key FOR UPDATE)
     UPDATE credit SET record_id = each.record_id, written = each.written::jsonb,
       linked = coalesce(each.linked::jsonb, credit.linked)
     FROM locked
     JOIN unnest($2::text[], $3::text[], $4::text[], $5::text[]) AS each(credit_key, record_id, written, linked)
       USING (credit_key)
     WHERE credit.portal_id = $1 AND credit.credit_key = locked.credit_key`,
    [
      portalId,
      all.map(({ creditKey }) => creditKey),
      all.map(({ recordId }) => recordId),
      all.map(({ written }) => JSON.stringify(written)),
      all.map(({ linked }) => (linked === undefined ? null : JSON.stringify(linked))),
    ],
  );
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
