import type { Config } from '../config.ts';
import { createLimiter, createSharedLimiter, type Limiter, type LimiterOptions } from '../hubspot/limiter.ts';
import type { PortalId } from '../ids.ts';
import type { Log } from '../log.ts';
import type { Database } from '../store/database.ts';
import { changeRate } from '../store/rates.ts';

/**
 * One limiter per account that HubSpot counts for, shared by all instances through the database. A private app has
 * one account, known by the app; of a token fresh from OAuth nobody knows yet whose it is, and it makes one call.
 */
export function createLimiters(
  { hubspot }: Config,
  { database, log }: { readonly database: Database; readonly log: Log },
  options: LimiterOptions & { readonly limiter?: Limiter },
): (portalId: PortalId | null) => Limiter {
  const limits = { headroom: hubspot.headroom, ...options };
  const limiters = new Map<string, Limiter>();
  return (portalId) => {
    if (options.limiter !== undefined) return options.limiter;
    const account = hubspot.auth.kind === 'private-app' ? `app ${hubspot.appId}` : portalId;
    if (account === null) return createLimiter(limits);
    const known = limiters.get(account);
    if (known !== undefined) return known;
    const made = createSharedLimiter((change) => changeRate(database, account, change), log, limits);
    limiters.set(account, made);
    return made;
  };
}
