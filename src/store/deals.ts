import { z } from 'zod';
import type { Decision } from '../attribution/decide.ts';
import type { Finding } from '../attribution/findings.ts';
import type { netAmount } from '../attribution/net-amount.ts';
import { type Day, parseDay } from '../calendar.ts';
import type { DealId, PartnerId, PortalId, ReferralId } from '../ids.ts';
import type { Money } from '../money.ts';
import type { Written } from './mirror.ts';
import type { Sql } from './sql.ts';

/** A partner label as it stands on a deal. */
export type DealLabel = { readonly partnerId: PartnerId; readonly label: 'sourced' | 'influenced' };

/** A deal as last decided, and what stands on it in HubSpot. */
export type DecidedDeal = {
  readonly id: DealId;
  readonly name: string;
  /** HubSpot has it under this id; false once deleted or merged into another. */
  readonly present: boolean;
  readonly won: boolean;
  readonly closed: boolean;
  readonly closedOn: Day | null;
  readonly startedOn: Day;
  readonly referralId: ReferralId | null;
  readonly companyIds: readonly string[];
  /** HubSpot's owner id, not a user's. */
  readonly ownerId: string | null;
  /** What it is worth after refunds; null while nobody knows. */
  readonly net: NetAmount;
  readonly decision: Decision;
  readonly receipt: string;
  /** Receipt of each part, by partner and role. */
  readonly reasons: Readonly<Record<string, string>>;
  /** What a person should look at: on the deal, and on the referrals and partners behind it. */
  readonly findings: readonly Finding[];
  readonly stamps: Written;
  readonly labels: readonly DealLabel[];
  /** How many write-backs there had been when stamps and labels were read. */
  readonly stamped: number;
};

type NetAmount = ReturnType<typeof netAmount>;

/** Minor units as text: JSON knows no whole numbers of any length. */
const money = z
  .object({ minor: z.string(), currency: z.string() })
  .transform(({ minor, currency }): Money => ({ minor: BigInt(minor), currency }));

type StoredDecision = Omit<Decision, 'parts'> & {
  parts: (Omit<Decision['parts'][number], 'weight'> & { weight: string })[];
};

const deal = z
  .object({
    deal_id: z.string(),
    name: z.string(),
    present: z.boolean(),
    won: z.boolean(),
    closed: z.boolean(),
    closed_on: z.string().nullable(),
    started_on: z.string(),
    referral_id: z.string().nullable(),
    company_ids: z.array(z.string()),
    owner_id: z.string().nullable(),
    net: z.object({ inDeal: money, inHome: money.nullable() }).nullable(),
    decision: z.custom<StoredDecision>(),
    receipt: z.string(),
    reasons: z.record(z.string(), z.string()),
    findings: z.custom<Finding[]>(),
    stamps: z.custom<Written>(),
    labels: z.custom<DealLabel[]>(),
    stamped: z.number(),
  })
  .transform(
    (row): DecidedDeal => ({
      id: row.deal_id as DealId,
      name: row.name,
      present: row.present,
      won: row.won,
      closed: row.closed,
      closedOn: row.closed_on === null ? null : parseDay(row.closed_on),
      startedOn: parseDay(row.started_on),
      referralId: row.referral_id as ReferralId | null,
      companyIds: row.company_ids,
      ownerId: row.owner_id,
      net: row.net,
      decision: revive(row.decision),
      receipt: row.receipt,
      reasons: row.reasons,
      findings: row.findings,
      stamps: row.stamps,
      labels: row.labels,
      stamped: row.stamped,
    }),
  );

export async function readDeals(
  sql: Sql,
  portalId: PortalId,
  ids: readonly string[],
): Promise<DecidedDeal[]> {
  return sql.rows((row) => deal.parse(row), 'SELECT * FROM deal WHERE portal_id = $1 AND deal_id = ANY($2)', [
    portalId,
    ids,
  ]);
}

/** The client's decided deals, the latest begun first. */
export async function dealsOfCompany(
  sql: Sql,
  portalId: PortalId,
  companyId: string,
): Promise<DecidedDeal[]> {
  return sql.rows(
    (row) => deal.parse(row),
    'SELECT * FROM deal WHERE portal_id = $1 AND present AND company_ids @> $2::text[] ORDER BY started_on DESC, deal_id DESC LIMIT 50',
    [portalId, [companyId]],
  );
}

/** Deals bound to a referral, as first project or expansion. */
export async function dealsOfReferrals(
  sql: Sql,
  portalId: PortalId,
  referralIds: readonly string[],
): Promise<DecidedDeal[]> {
  return sql.rows(
    (row) => deal.parse(row),
    'SELECT * FROM deal WHERE portal_id = $1 AND referral_id = ANY($2)',
    [portalId, referralIds],
  );
}

/** Deals that a partner was considered for, credited or refused, and those it has credits of. */
export async function dealIdsOfPartner(sql: Sql, portalId: PortalId, partnerId: string): Promise<string[]> {
  return sql.rows(
    (row) => z.object({ deal_id: z.string() }).parse(row).deal_id,
    `SELECT deal_id FROM deal WHERE portal_id = $1 AND decision->'verdicts' @> $2::jsonb
     UNION SELECT deal_id FROM credit WHERE portal_id = $1 AND partner_id = $3`,
    [portalId, JSON.stringify([{ partnerId }]), partnerId],
  );
}

export function saveDeal(sql: Sql, portalId: PortalId, each: DecidedDeal, now: Date): Promise<void> {
  return saveDeals(sql, portalId, [each], now);
}

const COLUMNS = `portal_id, deal_id, name, present, won, closed, closed_on, started_on, referral_id, company_ids, decision,
  receipt, reasons, stamps, labels, stamped, decided_at, findings, owner_id, net`;

/**
 * Keeps what was decided, many deals in one statement, none of them twice. Stamps and labels that were read before a
 * write-back are not kept.
 */
export async function saveDeals(
  sql: Sql,
  portalId: PortalId,
  deals: readonly DecidedDeal[],
  now: Date,
): Promise<void> {
  if (deals.length === 0) return;
  await sql.run(
    `INSERT INTO deal (${COLUMNS})
     SELECT ${COLUMNS} FROM jsonb_populate_recordset(NULL::deal, $1) ORDER BY deal_id
     ON CONFLICT (portal_id, deal_id) DO UPDATE SET name = excluded.name, present = excluded.present,
       won = excluded.won, closed = excluded.closed,
       closed_on = excluded.closed_on, started_on = excluded.started_on, referral_id = excluded.referral_id,
       company_ids = excluded.company_ids, decision = excluded.decision, receipt = excluded.receipt,
       reasons = excluded.reasons, findings = excluded.findings, owner_id = excluded.owner_id, net = excluded.net,
       stamps = CASE WHEN deal.stamped = excluded.stamped THEN excluded.stamps ELSE deal.stamps END,
       labels = CASE WHEN deal.stamped = excluded.stamped THEN excluded.labels ELSE deal.labels END,
       decided_at = excluded.decided_at, revision = deal.revision + 1`,
    [
      JSON.stringify(
        deals.map((each) => rowOf(portalId, each, now)),
        minorAsText,
      ),
    ],
  );
}

function rowOf(portalId: PortalId, each: DecidedDeal, now: Date): Readonly<Record<string, unknown>> {
  return {
    portal_id: portalId,
    deal_id: each.id,
    name: each.name,
    present: each.present,
    won: each.won,
    closed: each.closed,
    closed_on: each.closedOn,
    started_on: each.startedOn,
    referral_id: each.referralId,
    company_ids: each.companyIds,
    decision: plain(each.decision),
    receipt: each.receipt,
    reasons: each.reasons,
    stamps: each.stamps,
    labels: each.labels,
    stamped: each.stamped,
    decided_at: now,
    findings: each.findings,
    owner_id: each.ownerId,
    net: each.net,
  };
}

function minorAsText(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value;
}

/** Deals whose decision by hand was to end by this day, as they were last decided; in order of id, some at a time. */
export async function dealsWithEndedOverride(
  sql: Sql,
  portalId: PortalId,
  today: Day,
  afterId: string,
): Promise<string[]> {
  return sql.rows(
    (row) => z.object({ deal_id: z.string() }).parse(row).deal_id,
    `SELECT deal_id FROM deal
     WHERE portal_id = $1 AND present AND decision -> 'override' ->> 'until' <= $2 AND deal_id > $3
     ORDER BY deal_id LIMIT 1000`,
    [portalId, today, afterId],
  );
}

/** When a deal was last decided; undefined: never. */
export async function decidedAt(sql: Sql, portalId: PortalId, dealId: string): Promise<Date | undefined> {
  return sql.maybe(
    (row) => z.object({ decided_at: z.date() }).parse(row).decided_at,
    'SELECT decided_at FROM deal WHERE portal_id = $1 AND deal_id = $2',
    [portalId, dealId],
  );
}

// JSON has no bigint: weights travel as text.
function plain(decision: Decision): StoredDecision {
  return { ...decision, parts: decision.parts.map((part) => ({ ...part, weight: part.weight.toString() })) };
}

function revive(stored: StoredDecision): Decision {
  // Decisions kept before there were overrides have none of these.
  const before = { locked: false, override: null, automation: null, proposals: [] };
  return {
    ...before,
    ...stored,
    parts: stored.parts.map((part) => ({ ...part, weight: BigInt(part.weight) })),
  };
}
