import { z } from 'zod';
import { type Day, parseDay } from '../calendar.ts';
import type { PortalId } from '../ids.ts';
import type { Sql } from './sql.ts';

/** A connected portal, as its account details said. `schema` is the state that `schema apply` found, as plain JSON; null while it has none. */
export type PortalRow = {
  readonly id: PortalId;
  readonly timeZone: string;
  readonly homeCurrency: string;
  readonly accountType: string;
  /** Day the app was first connected: history older than this is exempt from the claim deadline. */
  readonly installedOn: Day;
  readonly schema: unknown;
};

const row = z
  .object({
    portal_id: z.string(),
    time_zone: z.string(),
    home_currency: z.string(),
    account_type: z.string(),
    installed_on: z.string(),
    schema: z.unknown(),
    schema_gone: z.boolean(),
  })
  .transform(
    (each): PortalRow => ({
      id: each.portal_id as PortalId,
      timeZone: each.time_zone,
      homeCurrency: each.home_currency,
      accountType: each.account_type,
      installedOn: parseDay(each.installed_on),
      schema: each.schema_gone ? null : each.schema,
    }),
  );
const parse = (value: unknown) => row.parse(value);

/** Keeps what the account details say; the day of installation stays the first one, a known schema stays. */
export async function savePortal(sql: Sql, portal: PortalRow, now: Date): Promise<void> {
  await sql.run(
    `INSERT INTO portal (portal_id, time_zone, home_currency, account_type, installed_on, schema, read_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (portal_id) DO UPDATE SET time_zone = excluded.time_zone, home_currency = excluded.home_currency,
       account_type = excluded.account_type, schema = coalesce(excluded.schema, portal.schema), read_at = excluded.read_at,
       schema_gone = portal.schema_gone AND excluded.schema IS NULL`,
    [
      portal.id,
      portal.timeZone,
      portal.homeCurrency,
      portal.accountType,
      portal.installedOn,
      portal.schema === null ? null : JSON.stringify(portal.schema),
      now,
    ],
  );
}

export async function readPortals(sql: Sql): Promise<PortalRow[]> {
  return sql.rows(parse, 'SELECT * FROM portal ORDER BY portal_id');
}

/** HubSpot says that our objects are not there (any more): the portal has no schema until one is saved again. */
export async function markSchemaGone(sql: Sql, id: PortalId): Promise<void> {
  await sql.run('UPDATE portal SET schema_gone = true WHERE portal_id = $1 AND schema IS NOT NULL', [id]);
}

/** The schema as it was last seen, also of a portal whose objects are gone; null when it never had one. */
export async function readLastSchema(sql: Sql, id: PortalId): Promise<unknown> {
  const schema = await sql.maybe(
    (each) => z.object({ schema: z.unknown() }).parse(each).schema,
    'SELECT schema FROM portal WHERE portal_id = $1',
    [id],
  );
  return schema ?? null;
}
