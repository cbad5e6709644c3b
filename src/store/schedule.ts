import { z } from 'zod';
import type { Day } from '../calendar.ts';
import type { PortalId } from '../ids.ts';
import type { Sql } from './sql.ts';

/** Claims today's run of a schedule for a portal: true for exactly one instance. */
export async function claimRun(
  sql: Sql,
  portalId: PortalId,
  schedule: string,
  day: Day,
  now: Date,
): Promise<boolean> {
  const claimed = await sql.run(
    `INSERT INTO schedule_run (portal_id, schedule, day, begun_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
    [portalId, schedule, day, now],
  );
  return claimed === 1;
}

/** The schedules that were claimed for a portal on a day. */
export async function readRuns(sql: Sql, portalId: PortalId, day: Day): Promise<ReadonlySet<string>> {
  const rows = await sql.rows(
    (row) => z.object({ schedule: z.string() }).parse(row).schedule,
    'SELECT schedule FROM schedule_run WHERE portal_id = $1 AND day = $2',
    [portalId, day],
  );
  return new Set(rows);
}
