import type { Day } from '../calendar.ts';
import type { PortalId } from '../ids.ts';
import type { Sql } from './sql.ts';

/** Counts values of ours that somebody else changed, per kind of record, property and day. */
export async function countPutBack(
  sql: Sql,
  portalId: PortalId,
  object: 'deal' | 'partner' | 'partner_credit',
  properties: readonly string[],
  day: Day,
): Promise<void> {
  if (properties.length === 0) return;
  await sql.run(
    `INSERT INTO put_back (portal_id, object, property, day, seen)
     SELECT $1, $2, each, $4, count(*) FROM unnest($3::text[]) AS each GROUP BY each ORDER BY each
     ON CONFLICT (portal_id, day, object, property) DO UPDATE SET seen = put_back.seen + excluded.seen`,
    [portalId, object, properties, day],
  );
}
