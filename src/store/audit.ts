import { z } from 'zod';
import type { PortalId } from '../ids.ts';
import type { Sql } from './sql.ts';

/** One thing somebody did to the books or the settings. Ids, dates and reasons: never personal data. */
export type Deed = {
  readonly actor: string;
  /** A verb with its object: `close-month`, `change-setting`. */
  readonly action: string;
  /** What it was done to: `2026-03`, `rates`, a deal's id. */
  readonly subject: string;
  readonly details: Readonly<Record<string, unknown>>;
};

export type AuditedDeed = Deed & { readonly at: Date };

const row = z.object({
  at: z.date(),
  actor: z.string(),
  action: z.string(),
  subject: z.string(),
  details: z.record(z.string(), z.unknown()),
});

/** Notes a deed, in the transaction that does it. Rows are never changed nor deleted; the database refuses it. */
export async function audit(sql: Sql, portalId: PortalId, deed: Deed, now: Date): Promise<void> {
  await sql.run(
    'INSERT INTO audit (portal_id, at, actor, action, subject, details) VALUES ($1, $2, $3, $4, $5, $6)',
    [portalId, now, deed.actor, deed.action, deed.subject, JSON.stringify(deed.details)],
  );
}

const MOST = 1000;

/** Deeds, the latest first, at most 1,000; of one subject when it is named. */
export async function readAudit(sql: Sql, portalId: PortalId, subject?: string): Promise<AuditedDeed[]> {
  return sql.rows(
    (each) => row.parse(each),
    `SELECT at, actor, action, subject, details FROM audit
     WHERE portal_id = $1 AND ($2::text IS NULL OR subject = $2) ORDER BY id DESC LIMIT ${MOST}`,
    [portalId, subject ?? null],
  );
}
