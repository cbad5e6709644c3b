import { dayIn } from '../calendar.ts';
import { Problem } from '../errors.ts';
import { type Account, readAccount } from '../hubspot/account.ts';
import type { HubSpotRequest } from '../hubspot/request.ts';
import {
  createSchemaPort,
  parseSchemaState,
  readSchemaState,
  type SchemaState,
} from '../hubspot/schema/index.ts';
import type { PortalId } from '../ids.ts';
import { WAITS } from '../retry-policy.ts';
import { markSchemaGone, type PortalRow, readLastSchema, savePortal } from '../store/portals.ts';
import type { Sql } from '../store/sql.ts';

/**
 * Reads what a portal is and what our names are there, and keeps both at once: events of a portal without names are
 * dropped. One whose schema is missing is kept too, and rejected (`schema-missing`); where our objects were deleted, its
 * work waits for `schema apply` again. Rejects when the way leads to another portal.
 */
export async function connectPortal(
  { sql, request, now }: { readonly sql: Sql; readonly request: HubSpotRequest; readonly now: () => number },
  id: PortalId,
): Promise<PortalRow> {
  const account = await readAccount(request);
  if (account.portalId !== id) {
    throw new Problem('config-invalid', `the token of portal ${id} belongs to portal ${account.portalId}`, {
      retry: WAITS.otherPortal,
    });
  }
  const row = rowOf(account, now());
  const known = await readLastSchema(sql, id);
  const keep = (schema: SchemaState | null) => savePortal(sql, { ...row, schema }, new Date(now()));
  try {
    // Labels that a person renamed are recognised by the state as stored.
    const present = known === null ? null : parseSchemaState(known);
    const schema = await readSchemaState(createSchemaPort(request), present);
    await keep(schema);
    return { ...row, schema };
  } catch (error) {
    if (error instanceof Problem && error.code === 'schema-missing') {
      await keep(null);
      // Work would be refused and parked by numbers that mean nothing any more. What else is missing (a new label of
      // this release, say) is asked for where it is used.
      if (Number(error.facts.missingObjects) > 0) await markSchemaGone(sql, id);
    }
    throw error;
  }
}

/** A portal as its account details say, before anything is known of our names there. */
export function rowOf(account: Account, now: number): PortalRow {
  return {
    id: account.portalId as PortalId,
    timeZone: account.timeZone,
    homeCurrency: account.companyCurrency,
    accountType: account.accountType,
    installedOn: dayIn(account.timeZone, now),
    schema: null,
  };
}
