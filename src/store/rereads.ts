import { z } from 'zod';
import { addDays, type Day, parseDay } from '../calendar.ts';
import type { PortalId } from '../ids.ts';
import type { Transaction } from './database.ts';
import type { Sql } from './sql.ts';

/** What is read again at night, each by the ids the store knows. */
export const SUBJECTS = ['deal', 'partner', 'referral', 'activity', 'credit', 'company'] as const;
export type Subject = (typeof SUBJECTS)[number];

/** The rest of a night's reading again of one subject. */
export type Reread = {
  readonly portalId: PortalId;
  readonly subject: Subject;
  readonly day: Day;
  readonly lastId: string;
};

/** Begins to read subjects again, from the first record on. */
export async function beginReread(
  sql: Sql,
  portalId: PortalId,
  subjects: readonly Subject[],
  day: Day,
): Promise<void> {
  await sql.run(
    `INSERT INTO reread (portal_id, subject, day) SELECT $1, each, $3 FROM unnest($2::text[]) AS each
     ON CONFLICT (portal_id, subject) DO UPDATE SET day = excluded.day, last_id = ''`,
    [portalId, subjects, day],
  );
}

const row = z
  .object({ portal_id: z.string(), subject: z.enum(SUBJECTS), day: z.string(), last_id: z.string() })
  .transform(
    (each): Reread => ({
      portalId: each.portal_id as PortalId,
      subject: each.subject,
      day: parseDay(each.day),
      lastId: each.last_id,
    }),
  );

/** Takes one that nobody is at, for the length of the transaction. */
export async function claimReread(tx: Transaction): Promise<Reread | undefined> {
  return tx.maybe(
    (each) => row.parse(each),
    `SELECT portal_id, subject, day, last_id FROM reread
     ORDER BY portal_id, subject LIMIT 1 FOR UPDATE SKIP LOCKED`,
  );
}

export async function advanceReread(sql: Sql, { portalId, subject }: Reread, lastId: string): Promise<void> {
  await sql.run('UPDATE reread SET last_id = $3 WHERE portal_id = $1 AND subject = $2', [
    portalId,
    subject,
    lastId,
  ]);
}

export async function endReread(sql: Sql, { portalId, subject }: Reread): Promise<void> {
  await sql.run('DELETE FROM reread WHERE portal_id = $1 AND subject = $2', [portalId, subject]);
}

/** Deals and activities of so many days are read every night, the others once a week. */
const RECENT_DAYS = 90;

/**
 * The next ids of a subject, in their order. Deals won and activities done in the last 90 days, and a seventh of the
 * others, by the weekday; of partners and referrals all, and a seventh of the deleted, which a person may have
 * restored; every credit record and every company that had to do with a partner (R19, R47).
 */
export async function rereadPage(sql: Sql, reread: Reread, limit: number): Promise<string[]> {
  const { portalId, subject, day, lastId } = reread;
  const [text, values] = pageOf(subject, day);
  return sql.rows(
    (each) => z.object({ id: z.string() }).parse(each).id,
    `SELECT id FROM (${text}) AS subject(id) WHERE id > $2 ORDER BY id LIMIT $3`,
    [portalId, lastId, limit, ...values],
  );
}

function pageOf(subject: Subject, day: Day): [string, unknown[]] {
  const since = addDays(day, -RECENT_DAYS);
  switch (subject) {
    case 'deal':
      return [
        `SELECT deal_id FROM deal WHERE portal_id = $1 AND (won AND closed_on >= $4 OR ${seventh('deal_id', '$5')})`,
        [since, day],
      ];
    case 'activity':
      return [
        `SELECT activity_id FROM activity WHERE portal_id = $1
           AND (NOT archived AND facts->'record'->>'happenedOn' >= $4 OR ${seventh('activity_id', '$5')})`,
        [since, day],
      ];
    case 'partner':
    case 'referral':
      return [
        `SELECT ${subject}_id FROM ${subject} WHERE portal_id = $1
           AND (NOT archived OR ${seventh(`${subject}_id`, '$4')})`,
        [day],
      ];
    case 'credit':
      return ['SELECT record_id FROM credit WHERE portal_id = $1 AND record_id IS NOT NULL', []];
    case 'company':
      return [`SELECT company_id FROM company WHERE portal_id = $1`, []];
  }
}

/** True for a seventh of all ids, another one each day of the week. */
function seventh(id: string, day: string): string {
  return `${id}::numeric % 7 = extract(isodow FROM ${day}::date) - 1`;
}
