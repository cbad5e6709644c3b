import { z } from 'zod';
import type { CompanyId, PartnerId, PortalId } from '../ids.ts';
import type { LinkedActivity, LinkedReferral, PartnerRecord } from '../partnership/records.ts';
import type { Sql } from './sql.ts';

/** Property values as they stand in HubSpot, so far as we know. */
export type Written = Readonly<Record<string, string | null>>;

export type MirroredPartner = {
  readonly record: PartnerRecord;
  readonly companyId: CompanyId | null;
  /** App-written properties as last read or written. */
  readonly written: Written;
  readonly health: unknown;
  readonly readAt: Date;
};

// The columns of JSON hold what this code wrote under the same type.
const written = z.custom<Written>();
const partner = z
  .object({
    facts: z.custom<PartnerRecord>(),
    company_id: z.string().nullable(),
    written,
    health: z.unknown(),
    read_at: z.date(),
  })
  .transform(
    (row): MirroredPartner => ({
      record: row.facts,
      companyId: row.company_id as CompanyId | null,
      written: row.written,
      health: row.health,
      readAt: row.read_at,
    }),
  );
const referral = z.object({ facts: z.custom<LinkedReferral>() }).transform((row) => row.facts);
const activity = z.object({ facts: z.custom<LinkedActivity>() }).transform((row) => row.facts);

const PARTNER_COLUMNS = 'facts, company_id, written, health, read_at';

export async function savePartner(sql: Sql, portalId: PortalId, each: MirroredPartner): Promise<void> {
  await sql.run(
    `INSERT INTO partner (portal_id, partner_id, company_id, facts, written, health, read_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (portal_id, partner_id) DO UPDATE SET company_id = excluded.company_id, facts = excluded.facts,
       written = excluded.written, health = excluded.health, read_at = excluded.read_at, archived = false`,
    [
      portalId,
      each.record.id,
      each.companyId,
      JSON.stringify(each.record),
      JSON.stringify(each.written),
      JSON.stringify(each.health),
      each.readAt,
    ],
  );
}

/** Notes a partner met for the first time, so that its name is known; `readAt` 1970 says that its job has not run. */
export async function meetPartner(
  sql: Sql,
  portalId: PortalId,
  record: PartnerRecord,
  companyId: CompanyId | null,
): Promise<void> {
  await sql.run(
    `INSERT INTO partner (portal_id, partner_id, company_id, facts, read_at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (portal_id, partner_id) DO NOTHING`,
    [portalId, record.id, companyId, JSON.stringify(record), new Date(0)],
  );
}

/** True once the partner's own job has mirrored it. */
export function isJudged(partner: MirroredPartner): boolean {
  return partner.readAt.getTime() > 0;
}

/** The same by id, deleted ones included: their credits keep the name (R20). */
export async function readPartnersEver(
  sql: Sql,
  portalId: PortalId,
  ids: readonly string[],
): Promise<MirroredPartner[]> {
  return sql.rows(
    (row) => partner.parse(row),
    `SELECT ${PARTNER_COLUMNS} FROM partner WHERE portal_id = $1 AND partner_id = ANY($2)`,
    [portalId, ids],
  );
}

export async function readPartners(
  sql: Sql,
  portalId: PortalId,
  ids?: readonly string[],
): Promise<MirroredPartner[]> {
  return sql.rows(
    (row) => partner.parse(row),
    `SELECT ${PARTNER_COLUMNS} FROM partner
     WHERE portal_id = $1 AND NOT archived AND ($2::text[] IS NULL OR partner_id = ANY($2)) ORDER BY partner_id`,
    [portalId, ids ?? null],
  );
}

/** Partners whose own company is one of these, the oldest record first: of several it holds the company. */
export async function partnersOfCompanies(
  sql: Sql,
  portalId: PortalId,
  companyIds: readonly string[],
): Promise<MirroredPartner[]> {
  return sql.rows(
    (row) => partner.parse(row),
    `SELECT ${PARTNER_COLUMNS} FROM partner
     WHERE portal_id = $1 AND NOT archived AND company_id = ANY($2)
     ORDER BY length(partner_id), partner_id`,
    [portalId, companyIds],
  );
}

export async function saveReferral(
  sql: Sql,
  portalId: PortalId,
  each: LinkedReferral,
  now: Date,
): Promise<void> {
  await sql.run(
    `INSERT INTO referral (portal_id, referral_id, partner_id, company_ids, contact_ids, facts, read_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (portal_id, referral_id) DO UPDATE SET partner_id = excluded.partner_id,
       company_ids = excluded.company_ids, contact_ids = excluded.contact_ids, facts = excluded.facts,
       read_at = excluded.read_at, archived = false`,
    [portalId, each.record.id, each.partnerId, each.companyIds, each.contactIds, JSON.stringify(each), now],
  );
}

export async function readReferrals(
  sql: Sql,
  portalId: PortalId,
  ids: readonly string[],
): Promise<LinkedReferral[]> {
  return sql.rows(
    (row) => referral.parse(row),
    'SELECT facts FROM referral WHERE portal_id = $1 AND NOT archived AND referral_id = ANY($2)',
    [portalId, ids],
  );
}

export async function referralsOfPartners(
  sql: Sql,
  portalId: PortalId,
  partnerIds: readonly PartnerId[],
): Promise<LinkedReferral[]> {
  return sql.rows(
    (row) => referral.parse(row),
    'SELECT facts FROM referral WHERE portal_id = $1 AND NOT archived AND partner_id = ANY($2)',
    [portalId, partnerIds],
  );
}

/** Referrals that name one of these companies as the client. */
export async function referralsOfCompanies(
  sql: Sql,
  portalId: PortalId,
  companyIds: readonly string[],
): Promise<LinkedReferral[]> {
  return sql.rows(
    (row) => referral.parse(row),
    'SELECT facts FROM referral WHERE portal_id = $1 AND NOT archived AND company_ids && $2::text[]',
    [portalId, companyIds],
  );
}

export async function saveActivity(
  sql: Sql,
  portalId: PortalId,
  each: LinkedActivity,
  now: Date,
): Promise<void> {
  await sql.run(
    `INSERT INTO activity (portal_id, activity_id, partner_ids, deal_ids, contact_ids, facts, read_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (portal_id, activity_id) DO UPDATE SET partner_ids = excluded.partner_ids,
       deal_ids = excluded.deal_ids, contact_ids = excluded.contact_ids, facts = excluded.facts,
       read_at = excluded.read_at, archived = false`,
    [portalId, each.record.id, each.partnerIds, each.dealIds, each.contactIds, JSON.stringify(each), now],
  );
}

export async function readActivities(
  sql: Sql,
  portalId: PortalId,
  ids: readonly string[],
): Promise<LinkedActivity[]> {
  return sql.rows(
    (row) => activity.parse(row),
    'SELECT facts FROM activity WHERE portal_id = $1 AND NOT archived AND activity_id = ANY($2)',
    [portalId, ids],
  );
}

export async function activitiesOfPartners(
  sql: Sql,
  portalId: PortalId,
  partnerIds: readonly PartnerId[],
): Promise<LinkedActivity[]> {
  return sql.rows(
    (row) => activity.parse(row),
    'SELECT facts FROM activity WHERE portal_id = $1 AND NOT archived AND partner_ids && $2::text[]',
    [portalId, partnerIds],
  );
}

/** Marks records that HubSpot no longer has; they come back when they are read again. */
export async function archiveMirrored(
  sql: Sql,
  portalId: PortalId,
  table: 'partner' | 'referral' | 'activity',
  ids: readonly string[],
): Promise<void> {
  await sql.run(`UPDATE ${table} SET archived = true WHERE portal_id = $1 AND ${table}_id = ANY($2)`, [
    portalId,
    ids,
  ]);
}

/** Which of these records HubSpot no longer has: those that the mirror had, and has no more. */
export async function archivedAmong(
  sql: Sql,
  portalId: PortalId,
  table: 'partner' | 'referral',
  ids: readonly string[],
): Promise<string[]> {
  return sql.rows(
    (row) => z.object({ id: z.string() }).parse(row).id,
    `SELECT ${table}_id AS id FROM ${table} WHERE portal_id = $1 AND archived AND ${table}_id = ANY($2)`,
    [portalId, ids],
  );
}

/** Names of companies, for the screens. */
export async function saveCompanyNames(
  sql: Sql,
  portalId: PortalId,
  names: ReadonlyMap<string, string>,
  now: Date,
): Promise<void> {
  await sql.run(
    `INSERT INTO company (portal_id, company_id, name, read_at)
     SELECT $1, each.id, each.name, $4 FROM unnest($2::text[], $3::text[]) AS each(id, name)
     ON CONFLICT (portal_id, company_id) DO UPDATE SET name = excluded.name, read_at = excluded.read_at`,
    [portalId, [...names.keys()], [...names.values()], now],
  );
}

/** Which of these companies had to do with a partner once, or were looked at in a card. */
export async function companiesMet(
  sql: Sql,
  portalId: PortalId,
  companyIds: readonly string[],
): Promise<Set<string>> {
  const ids = await sql.rows(
    (row) => z.object({ company_id: z.string() }).parse(row).company_id,
    'SELECT company_id FROM company WHERE portal_id = $1 AND company_id = ANY($2)',
    [portalId, companyIds],
  );
  return new Set(ids);
}

/** Which of these companies have to do with a partner: its own, a client, or met in another way. */
export async function companiesInvolved(
  sql: Sql,
  portalId: PortalId,
  companyIds: readonly string[],
): Promise<string[]> {
  return sql.rows(
    (row) => z.object({ id: z.string() }).parse(row).id,
    `SELECT company_id AS id FROM company WHERE portal_id = $1 AND company_id = ANY($2)
     UNION SELECT company_id FROM partner WHERE portal_id = $1 AND NOT archived AND company_id = ANY($2)
     UNION SELECT each FROM referral, unnest(company_ids) AS each
       WHERE portal_id = $1 AND NOT archived AND company_ids && $2::text[] AND each = ANY($2) ORDER BY id`,
    [portalId, companyIds],
  );
}

export async function companyName(sql: Sql, portalId: PortalId, companyId: string): Promise<string | null> {
  const found = await sql.maybe(
    (row) => z.object({ name: z.string() }).parse(row).name,
    'SELECT name FROM company WHERE portal_id = $1 AND company_id = $2',
    [portalId, companyId],
  );
  return found ?? null;
}
