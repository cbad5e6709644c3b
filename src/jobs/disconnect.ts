import { Problem } from '../errors.ts';
import { uninstallApp } from '../hubspot/uninstall.ts';
import type { PortalId } from '../ids.ts';
import type { Log } from '../log.ts';
import type { Sql } from '../store/sql.ts';
import { letGo } from '../store/tokens.ts';
import type { Access } from './access.ts';
import { CUT_OFF } from './cut-off.ts';
import type { Journal } from './journal.ts';
import type { PortalTokens } from './portal-tokens.ts';

/** `was-gone`: the portal had uninstalled the app before. */
export type Disconnected = 'uninstalled' | 'was-gone';

/**
 * Uninstalls the app from a portal (HubSpot tells its admins by e-mail) and removes the tokens. Links, settings,
 * ledger and records stay, here and there. Rejects, and changes nothing here, when HubSpot cannot be asked.
 */
export async function disconnect(
  deps: {
    readonly sql: Sql;
    readonly access: Access;
    readonly tokens: PortalTokens;
    readonly journal: Pick<Journal, 'leave'>;
    readonly now: () => number;
    readonly log: Log;
  },
  id: PortalId,
): Promise<Disconnected> {
  const { sql, access, tokens, journal, now, log } = deps;
  const outcome = await leave(access, id);
  await journal.leave(id);
  await letGo(sql, id, new Date(now()));
  tokens.forget(id);
  log.info('a portal was disconnected by command', { portalId: id, outcome });
  return outcome;
}

async function leave(access: Access, id: PortalId): Promise<Disconnected> {
  const uninstall = async () => uninstallApp(await access.requestOf(id));
  try {
    // A token that HubSpot does not take is told to the access: the second time there is another, or never one again.
    await uninstall().catch((error: unknown) => {
      if (!isUnauthorized(error)) throw error;
      return uninstall();
    });
    return 'uninstalled';
  } catch (error) {
    if (error instanceof Problem && error.code === CUT_OFF) return 'was-gone';
    throw error;
  }
}

function isUnauthorized(error: unknown): boolean {
  return error instanceof Problem && error.facts.status === 401;
}
