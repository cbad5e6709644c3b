import { z } from 'zod';
import type { Role } from '../attribution/decide.ts';
import { type Month, parseMonth } from '../calendar.ts';
import type { PartnerId, PortalId } from '../ids.ts';
import type { PeriodSums } from './period-sums.ts';
import type { Sql } from './sql.ts';

export type ClosedMonth = {
  readonly month: Month;
  readonly closedAt: Date;
  readonly closedBy: string;
  /** What it added up to then; null where it came by import or by default, without sums. */
  readonly snapshot: PeriodSums | null;
};

/** Sums of a month as JSON holds them: minor units as text. */
export const snapshotForm = z.object({
  fingerprint: z.string(),
  lines: z
    .array(
      z.object({
        partnerId: z.custom<PartnerId>(),
        role: z.custom<Role>(),
        homeCurrency: z.string(),
        homeMinor: z.string().transform(BigInt),
        credits: z.number(),
      }),
    )
    .readonly(),
});
const row = z
  .object({
    month: z.string(),
    closed_at: z.date(),
    closed_by: z.string(),
    snapshot: snapshotForm.nullable(),
  })
  .transform(
    (each): ClosedMonth => ({
      month: parseMonth(each.month),
      closedAt: each.closed_at,
      closedBy: each.closed_by,
      snapshot: each.snapshot,
    }),
  );

/** The months that are closed, the earliest first. */
export async function readClosedMonths(sql: Sql, portalId: PortalId): Promise<ClosedMonth[]> {
  return sql.rows(
    (each) => row.parse(each),
    'SELECT month, closed_at, closed_by, snapshot FROM closed_month WHERE portal_id = $1 ORDER BY month',
    [portalId],
  );
}

/** Closes a month; true unless it was closed already, which stays as it is. */
export async function saveClosedMonth(sql: Sql, portalId: PortalId, closed: ClosedMonth): Promise<boolean> {
  const saved = await sql.run(
    `INSERT INTO closed_month (portal_id, month, closed_at, closed_by, snapshot) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT DO NOTHING`,
    [portalId, closed.month, closed.closedAt, closed.closedBy, sumsAsJson(closed.snapshot)],
  );
  return saved === 1;
}

export async function deleteClosedMonth(sql: Sql, portalId: PortalId, month: Month): Promise<void> {
  await sql.run('DELETE FROM closed_month WHERE portal_id = $1 AND month = $2', [portalId, month]);
}

/** Every month that the ledger has entries in, the earliest first. */
export async function monthsOfLedger(sql: Sql, portalId: PortalId): Promise<Month[]> {
  return sql.rows(
    (each) => parseMonth(z.object({ month: z.string() }).parse(each).month),
    'SELECT DISTINCT month FROM ledger_entry WHERE portal_id = $1 ORDER BY month',
    [portalId],
  );
}

function sumsAsJson(sums: PeriodSums | null): string | null {
  if (sums === null) return null;
  return JSON.stringify(sums, (_key, value: unknown) =>
    typeof value === 'bigint' ? value.toString() : value,
  );
}
