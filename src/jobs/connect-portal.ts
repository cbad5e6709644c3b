import { dayIn } from '../calendar.ts';
import { Problem } from '../errors.ts';
import { type Account, readAccount } from '../hubspot/account.ts';
import type { HubSpotRequest } from '../hubspot/request.ts';
import { createSchemaPort, parseSchemaState, readSchemaState } from '../hubspot/schema/index.ts';
import type { PortalId } from '../ids.ts';
import { WAITS } from '../retry-policy.ts';
import { type PortalRow, readPortals, savePortal } from '../store/portals.ts';
import type { Sql } from '../store/sql.ts';

/**
 * Reads what a portal is and what our names are there, and keeps both: the portal first, so that it is known while
 * the schema is still missing (`schema-missing`). Rejects when the way leads to another portal.
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
  const known = (await readPortals(sql)).find((each) => each.id === id)?.schema;
  await savePortal(sql, row, new Date(now()));
  // Labels that a person renamed are recognised by the state as stored.
  const schema = await readSchemaState(
    createSchemaPort(request),
    known == null ? null : parseSchemaState(known),
  );
  await savePortal(sql, { ...row, schema }, new Date(now()));
  return { ...row, schema };
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
