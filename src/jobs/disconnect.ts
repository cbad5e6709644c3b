import { Problem } from '../errors.ts';
import { uninstallApp } from '../hubspot/uninstall.ts';
import type { PortalId } from '../ids.ts';
import type { Log } from '../log.ts';
import type { Sql } from '../store/sql.ts';
import { removeTokens } from '../store/tokens.ts';
import type { Access } from './access.ts';

/**
 * Uninstalls the app from a portal (HubSpot tells its admins by e-mail) and removes the tokens. Links, settings,
 * ledger and records stay, here and there. Rejects, and changes nothing here, when HubSpot cannot be asked.
 */
export async function disconnect(
  deps: { readonly sql: Sql; readonly access: Access; readonly now: () => number; readonly log: Log },
  id: PortalId,
): Promise<'uninstalled' | 'was-gone'> {
  const { sql, access, now, log } = deps;
  const outcome = await leave(access, id);
  await removeTokens(sql, id, 'disconnected by command', new Date(now()));
  log.info('a portal was disconnected by command', { portalId: id, outcome });
  return outcome;
}

async function leave(access: Access, id: PortalId): Promise<'uninstalled' | 'was-gone'> {
  try {
    await uninstallApp(await access.requestOf(id));
    return 'uninstalled';
  } catch (error) {
    const isGone =
      error instanceof Problem && ['hubspot-unauthorized', 'portal-disconnected'].includes(error.code);
    if (isGone) return 'was-gone';
    throw error;
  }
}
